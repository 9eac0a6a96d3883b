package io.github.macnightly.scripts;

import io.github.macnightly.text.Excerpt;

/**
 * A key that two scripts gave; the later one's value is used.
 *
 * @param key what both gave
 * @param earlier the script whose value was lost
 * @param later the script whose value is used
 * @param same whether both values are equal, so that nothing was lost
 */
public record Conflict(String key, String earlier, String later, boolean same) {

  private static final int SHOWN = 60;

  /** Returns the conflict in one line. */
  @Override
  public String toString() {
    String end = same ? "both with the same value" : "the value of " + later + " is used";
    return "key "
        + Excerpt.of(key, SHOWN)
        + " is given by "
        + earlier
        + " and by "
        + later
        + ": "
        + end;
  }
}
