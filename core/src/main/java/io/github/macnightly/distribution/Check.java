package io.github.macnightly.distribution;

import java.util.List;

/**
 * The outcome of one requirement of a product.
 *
 * @param name what was checked: {@code hostArchitectures}, {@code allowed-os-versions}, {@code
 *     os-version}, {@code ram}, {@code installation-check} or {@code volume-check}
 * @param outcome how it ended
 * @param title what the product says about it, "" when it passed
 * @param message what the product says about it, or why it was not evaluated; "" when it passed
 * @param doubts what a script asked for and was not told, so that the outcome may differ on a Mac
 */
public record Check(
    String name, Outcome outcome, String title, String message, List<String> doubts) {

  /** How a check ended. */
  public enum Outcome {
    /** The target is as the product wants it. */
    PASSED,
    /** The product warns, and can be installed. */
    WARNED,
    /** The product must not be installed here. */
    FAILED,
    /** The script failed, or wants something that is not known here. */
    NOT_EVALUATED,
    /** The script was stopped because it used more time or memory than any honest one needs. */
    STOPPED
  }

  static Check passed(String name, List<String> doubts) {
    return new Check(name, Outcome.PASSED, "", "", doubts);
  }

  static Check of(String name, Outcome outcome, String message) {
    return new Check(name, outcome, "", message, List.of());
  }
}
