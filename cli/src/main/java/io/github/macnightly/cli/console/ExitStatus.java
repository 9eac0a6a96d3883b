package io.github.macnightly.cli.console;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every status that a command can end with. The numbers from 65 to 78 are those of BSD's {@code
 * sysexits}; those above 128 are what shells say of a program that a signal ended.
 */
public enum ExitStatus {
  OK(0, "done, or nothing to do"),
  SOME_FAILED(1, "some item failed; the others were done"),
  USAGE(2, "the command line is wrong"),
  DAMAGED(65, "input is damaged, hostile, of a kind not read, or its script failed"),
  NO_INPUT(66, "no such input"),
  UNAVAILABLE(69, "a server, or a program that is needed, is not available"),
  INTERNAL(70, "internal error"),
  CANNOT_CREATE(73, "output cannot be created"),
  IO(74, "input or output failed"),
  LOCKED(75, "another run holds the lock; try again later"),
  NO_PERMISSION(77, "no permission"),
  CONFIGURATION(78, "the configuration is wrong"),
  HUNG_UP(129, "ended by SIGHUP"),
  INTERRUPTED(130, "interrupted"),
  TERMINATED(143, "ended by SIGTERM");

  private final int code;
  private final String text;

  ExitStatus(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** Returns the number that the shell sees. */
  public int code() {
    return code;
  }

  /** Says whether a signal ended the run. */
  boolean isSignal() {
    return code > 128;
  }

  /** Returns what the status means, in a few words. */
  public String text() {
    return text;
  }

  /** Returns number and meaning of all statuses, in order, for help and manual pages. */
  public static Map<String, String> helpLines() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (ExitStatus status : values()) {
      lines.put(Integer.toString(status.code), status.text);
    }
    return lines;
  }
}
