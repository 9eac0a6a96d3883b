package io.github.macnightly.install;

import io.github.macnightly.state.Part;
import java.util.List;

/**
 * What was done with an item, or in a plan what would be done.
 *
 * @param name the item
 * @param status what was done
 * @param reason why, in words
 * @param parts the applications and packages concerned
 * @param notes what the administrator should know: scripts that were not run, attributes that the
 *     target could not hold, files that were kept
 * @param details more about it
 */
public record Outcome(
    String name,
    Status status,
    String reason,
    List<Part> parts,
    List<String> notes,
    Details details) {

  /** What was done. */
  public enum Status {
    /** New software is in place. */
    INSTALLED,
    /** The same version was there already. */
    UNCHANGED,
    /** Software was taken away. */
    REMOVED,
    /** There was nothing to take away. */
    ABSENT
  }
}
