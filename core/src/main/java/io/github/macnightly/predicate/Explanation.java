package io.github.macnightly.predicate;

import java.util.List;

/**
 * What a part of a predicate came to.
 *
 * @param part the part, as it stands in the text
 * @param start first character of the part, from 0
 * @param outcome for a clause what it says, {@code null} when it was not reached; for a value
 *     always {@code null}
 * @param value for a value what it is, in a few words; for a clause the reason, often empty, or
 *     which element of a list it was asked about
 * @param decided whether the outcome of the whole hangs on this part
 * @param parts the parts within
 */
public record Explanation(
    String part,
    int start,
    Outcome outcome,
    String value,
    boolean decided,
    List<Explanation> parts) {

  /** Returns the same with another word on whether it decided, for its own decided parts too. */
  Explanation deciding(boolean whole) {
    return new Explanation(
        part,
        start,
        outcome,
        value,
        decided && whole,
        parts.stream().map(inner -> inner.deciding(decided && whole)).toList());
  }
}
