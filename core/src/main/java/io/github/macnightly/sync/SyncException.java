package io.github.macnightly.sync;

import java.io.IOException;

/** A synchronisation failed; the message says what rsync's exit code means and what it printed. */
public final class SyncException extends IOException {

  private static final long serialVersionUID = 1L;

  /** In place of an exit code: the deadline passed. */
  public static final int DEADLINE = -1;

  /** In place of an exit code: refused before anything was changed. */
  public static final int REFUSED = -2;

  /** In place of an exit code: the source is not there. */
  public static final int NO_SOURCE = -3;

  private final int code;
  private final String output;

  SyncException(int code, String message, String output) {
    super(message);
    this.code = code;
    this.output = output;
  }

  static SyncException refused(String message) {
    return new SyncException(REFUSED, message, "");
  }

  /** Returns rsync's exit code, or {@link #DEADLINE}, {@link #REFUSED} or {@link #NO_SOURCE}. */
  public int code() {
    return code;
  }

  /** Returns what rsync printed, errors included. */
  public String output() {
    return output;
  }

  /**
   * Tells whether the source is not there, though its server is, if it has one. Nothing was changed
   * then.
   */
  public boolean withoutSource() {
    return code == NO_SOURCE;
  }

  /** Tells whether the server could not be reached at all, so that a later try may succeed. */
  public boolean unreachable() {
    return code == ExitCode.SOCKET || code == ExitCode.CONNECT_TIMEOUT;
  }
}
