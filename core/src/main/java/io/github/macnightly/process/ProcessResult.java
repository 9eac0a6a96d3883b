package io.github.macnightly.process;

import java.time.Duration;

/**
 * How a program ended.
 *
 * @param exitCode its exit code, 128 + n when signal n ended it
 * @param output the first part of its standard output, read as UTF-8 if the request names no other
 *     encoding
 * @param errors the first part of its standard error, read as UTF-8
 * @param timedOut whether it was ended because its deadline had passed
 * @param truncated whether it wrote more to one of the streams than is kept here
 * @param duration how long it ran
 */
public record ProcessResult(
    int exitCode,
    String output,
    String errors,
    boolean timedOut,
    boolean truncated,
    Duration duration) {

  /** Returns whether it ended by itself with exit code 0. */
  public boolean ok() {
    return exitCode == 0 && !timedOut;
  }
}
