package io.github.macnightly.sync;

import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import io.github.macnightly.process.ProcessRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which rsync the machine has.
 *
 * @param open whether it is openrsync
 * @param version of the others: 100 * major + minor; 0 when it is not known
 */
record Dialect(boolean open, int version) {

  private static final Pattern VERSION = Pattern.compile("version v?(\\d{1,3})\\.(\\d{1,2})");
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** Asks the program. */
  static Dialect ask(ProcessRunner runner, String program)
      throws IOException, InterruptedException {
    ProcessResult result =
        runner.run(ProcessRequest.of(program, "--version").withDeadline(DEADLINE));
    return of(result.output() + "\n" + result.errors());
  }

  /** Reads what {@code --version} printed. */
  static Dialect of(String text) {
    if (text.toLowerCase(Locale.ROOT).contains("openrsync")) {
      return new Dialect(true, 0);
    }
    Matcher matcher = VERSION.matcher(text);
    return matcher.find()
        ? new Dialect(
            false, 100 * Integer.parseInt(matcher.group(1)) + Integer.parseInt(matcher.group(2)))
        : new Dialect(false, 0);
  }

  /** Whether it lists a source ({@code --list-only}) and bounds the time to connect. */
  boolean isModern() {
    return version >= 300;
  }

  /** Whether it names files that {@code -u} left alone. */
  boolean tellsNewer() {
    return version >= 301;
  }
}
