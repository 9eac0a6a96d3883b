package io.github.macnightly.packages;

import io.github.macnightly.install.Details;
import io.github.macnightly.state.Part;
import java.util.List;

/**
 * What became of one item.
 *
 * @param name the item
 * @param outcome what became of it
 * @param reason why, in words; for a failure, what, where and what to do
 * @param parts the applications and packages concerned, as far as they are known
 * @param notes what the administrator should know
 * @param details more about it; nothing of an item that was not fetched, as in every plan
 */
public record ItemResult(
    String name,
    Outcome outcome,
    String reason,
    List<Part> parts,
    List<String> notes,
    Details details) {

  /** What became of an item. */
  public enum Outcome {
    /** New software is in place. */
    INSTALLED,
    /** Software was taken away. */
    REMOVED,
    /** Nothing had to be done. */
    UNCHANGED,
    /** It failed; what was there before is still there. */
    FAILED
  }

  static ItemResult of(String name, Outcome outcome, String reason) {
    return new ItemResult(name, outcome, reason, List.of(), List.of(), Details.NONE);
  }
}
