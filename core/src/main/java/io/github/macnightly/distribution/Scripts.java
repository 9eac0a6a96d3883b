package io.github.macnightly.distribution;

import java.util.List;

/** Answers the questions that a product puts into JavaScript. */
interface Scripts extends AutoCloseable {

  /** For products without a script; asking it is a mistake of ours. */
  Scripts NONE = unavailable(new ScriptFailure("the product has no script", false));

  /**
   * What a check said.
   *
   * @param allowed the value, null when it was neither true nor false
   * @param type {@code Fatal} or {@code Warn}, "" when it is not said
   */
  record Verdict(Boolean allowed, String type, String title, String message) {}

  /**
   * Evaluates a condition of a choice.
   *
   * @param choice the choice that is {@code my.choice}, or "" outside of choices
   */
  boolean condition(String expression, String choice) throws ScriptFailure;

  /** Evaluates a check. */
  Verdict check(String expression) throws ScriptFailure;

  /** Returns what was asked for and not told since the last call. */
  List<String> takeDoubts();

  /** Returns what the scripts wrote. */
  List<String> log();

  @Override
  void close();

  /** Returns the scripts that answer nothing. */
  static Scripts unavailable(ScriptFailure reason) {
    return new Scripts() {
      @Override
      public boolean condition(String expression, String choice) throws ScriptFailure {
        throw reason;
      }

      @Override
      public Verdict check(String expression) throws ScriptFailure {
        throw reason;
      }

      @Override
      public List<String> takeDoubts() {
        return List.of();
      }

      @Override
      public List<String> log() {
        return List.of();
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }
}
