package io.github.macnightly.signature;

/**
 * One fact about a signature.
 *
 * @param answer what was found out
 * @param reason why, one line without control characters
 */
public record Fact(Answer answer, String reason) {

  static Fact yes(String reason) {
    return new Fact(Answer.YES, Text.printable(reason));
  }

  static Fact no(String reason) {
    return new Fact(Answer.NO, Text.printable(reason));
  }

  static Fact absent(String reason) {
    return new Fact(Answer.ABSENT, Text.printable(reason));
  }

  /** Says whether the answer is yes. */
  public boolean isYes() {
    return answer == Answer.YES;
  }
}
