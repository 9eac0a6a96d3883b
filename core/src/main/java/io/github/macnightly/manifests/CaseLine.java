package io.github.macnightly.manifests;

import io.github.macnightly.predicate.Facts;
import io.github.macnightly.predicate.Verdict;

/**
 * A line of a case file.
 *
 * @param number of the line, from 1
 * @param id text or a number; the number of the line when it has none
 * @param predicate the predicate; empty when the line is no case
 * @param facts what it is asked about
 * @param expect the name of the outcome that is expected; empty when none is
 * @param problem why the line is no case; else empty
 * @param warning what looks like a mistake in it; else empty
 */
public record CaseLine(
    int number,
    Object id,
    String predicate,
    Facts facts,
    String expect,
    String problem,
    String warning) {

  static CaseLine broken(int number, String problem) {
    return new CaseLine(number, (long) number, "", key -> null, "", problem, "");
  }

  /** Asks the predicate about the facts. */
  public Verdict verdict() {
    return Verdict.of(predicate, facts);
  }

  /** Returns whether something else is expected than {@code verdict}. */
  public boolean differs(Verdict verdict) {
    return !expect.isEmpty() && !expect.equals(verdict.outcome().text());
  }
}
