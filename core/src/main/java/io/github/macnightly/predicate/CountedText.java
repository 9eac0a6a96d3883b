package io.github.macnightly.predicate;

/** Text that may be looked at only so often, which is what ends a regular expression run wild. */
final class CountedText implements CharSequence {

  private final CharSequence text;
  private long left;

  CountedText(CharSequence text, long left) {
    this.text = text;
    this.left = left;
  }

  /** Returns how often it may still be looked at. */
  long left() {
    return Math.max(0, left);
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** Ends a match. */
  static final class Exhausted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Exhausted() {
      super(null, null, false, false);
    }
  }
}
