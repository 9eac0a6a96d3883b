package io.github.macnightly.io;

import java.io.IOException;

/**
 * Input that a reader refuses. It is the only failure, beside an I/O error of the medium itself,
 * that leaves a reader of this project; the four kinds say what to do about it.
 */
public abstract sealed class FormatException extends IOException
    permits NotThisFormatException,
        CorruptException,
        UnsupportedFormatException,
        LimitExceededException {

  private static final long serialVersionUID = 1L;

  private final String format;
  private final long offset;

  FormatException(String format, long offset, String detail) {
    super(format + ": " + detail + (offset < 0 ? "" : " (at byte " + offset + ")"));
    this.format = format;
    this.offset = offset;
  }

  /** Returns the name of the format that was being read, such as {@code UDIF}. */
  public final String format() {
    return format;
  }

  /**
   * Returns where in the input the trouble is, in bytes from the start of what was being read;
   * negative when it is not at one place.
   */
  public final long offset() {
    return offset;
  }
}
