package io.github.macnightly.process;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to run and within which bounds.
 *
 * @param command the program, a path or a name that is looked up on PATH, and its arguments, which
 *     are handed over as they are
 * @param directory where it runs; null for the directory that we run in
 * @param environment variables that are added to ours or replace them
 * @param deadline how long it may take before it is ended with all that it started
 * @param outputLimit how many bytes of its output, and as many of its errors, are kept
 * @param input what it reads from its standard input; empty for nothing (/dev/null)
 * @param outputEncoding how the bytes of its output become text; its errors are UTF-8 always
 * @param endsGroup whether what it has left running in its process group is ended when it has ended
 *     by itself; its deadline ends that in any case
 */
public record ProcessRequest(
    List<String> command,
    Path directory,
    Map<String, String> environment,
    Duration deadline,
    int outputLimit,
    byte[] input,
    Charset outputEncoding,
    boolean endsGroup) {

  private static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(1);
  private static final int DEFAULT_LIMIT = 1 << 20;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when the command is empty, the limit negative or the deadline
   *     not positive
   */
  public ProcessRequest {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    input = input.clone();
    if (command.isEmpty() || command.get(0).isEmpty()) {
      throw new IllegalArgumentException("the command is empty");
    }
    if (outputLimit < 0) {
      throw new IllegalArgumentException("the output limit is " + outputLimit + " bytes");
    }
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("the deadline is " + deadline);
    }
  }

  /** A command without input, with a deadline of a minute and 1 MiB kept of each stream. */
  public static ProcessRequest of(String... command) {
    return of(List.of(command));
  }

  /** A command without input, with a deadline of a minute and 1 MiB kept of each stream. */
  public static ProcessRequest of(List<String> command) {
    return new ProcessRequest(
        command,
        null,
        Map.of(),
        DEFAULT_DEADLINE,
        DEFAULT_LIMIT,
        new byte[0],
        StandardCharsets.UTF_8,
        false);
  }

  /** The same with another working directory; null for ours. */
  public ProcessRequest withDirectory(Path other) {
    return new ProcessRequest(
        command, other, environment, deadline, outputLimit, input, outputEncoding, endsGroup);
  }

  /** The same with one more environment variable. */
  public ProcessRequest withEnvironment(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return withEnvironment(more);
  }

  /** The same with these environment variables and no other added ones. */
  public ProcessRequest withEnvironment(Map<String, String> other) {
    return new ProcessRequest(
        command, directory, other, deadline, outputLimit, input, outputEncoding, endsGroup);
  }

  /** The same with another deadline. */
  public ProcessRequest withDeadline(Duration other) {
    return new ProcessRequest(
        command, directory, environment, other, outputLimit, input, outputEncoding, endsGroup);
  }

  /** The same with another bound, in bytes, for each stream that is kept. */
  public ProcessRequest withOutputLimit(int other) {
    return new ProcessRequest(
        command, directory, environment, deadline, other, input, outputEncoding, endsGroup);
  }

  /** The same with something to read. */
  public ProcessRequest withInput(byte[] other) {
    return new ProcessRequest(
        command, directory, environment, deadline, outputLimit, other, outputEncoding, endsGroup);
  }

  /**
   * The same with another encoding of the output. ISO-8859-1 makes one character of each byte, so
   * that a program may answer with something that is no text.
   */
  public ProcessRequest withOutputEncoding(Charset other) {
    return new ProcessRequest(
        command, directory, environment, deadline, outputLimit, input, other, endsGroup);
  }

  /**
   * The same, after which nothing is left running: what the program started in the background gets
   * a SIGTERM, and after the grace a SIGKILL, before the result is there. A process that has made a
   * session of its own is not found.
   */
  public ProcessRequest endingGroup() {
    return new ProcessRequest(
        command, directory, environment, deadline, outputLimit, input, outputEncoding, true);
  }
}
