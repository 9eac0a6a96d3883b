package io.github.macnightly.install;

import io.github.macnightly.process.ProcessResult;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

/** A script, or Apple's installer, that ended with another status than 0. */
public final class ScriptFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Statuses of the checks of a bundle package: these bits and the number of a message. */
  private static final int REFUSES = 0x60;

  private static final int MESSAGE = 0x1f;

  /** What a shell says of a child that a signal ended; not the script's own words. */
  private static final Pattern SHELLS_WORDS =
      Pattern.compile("(.*: )?(line )?(\\d+:? )?(\\d+ )?(Killed|Terminated|Hangup)\\b.*");

  ScriptFailedException(String what, String of, ProcessResult result, Duration deadline) {
    super(what + " of " + of + " " + how(what, result, deadline) + tail(result));
  }

  ScriptFailedException(String what, String of, IOException cause) {
    super(what + " of " + of + " could not be run: " + cause.getMessage(), cause);
  }

  ScriptFailedException(ScriptFailedException cause, String consequence) {
    super(cause.getMessage() + "; " + consequence, cause);
  }

  private static String how(String what, ProcessResult result, Duration deadline) {
    if (result.timedOut()) {
      return "was ended after its deadline of " + deadline.toSeconds() + " s (STEP_DEADLINE)";
    }
    int code = result.exitCode();
    boolean check = what.equals("InstallationCheck") || what.equals("VolumeCheck");
    // A shell has meanings of its own for 126 and 127.
    return check && (code & ~MESSAGE) == REFUSES && code < 126
        ? "does not want "
            + (what.equals("VolumeCheck") ? "this volume" : "this machine")
            + ": status "
            + code
            + ", its message "
            + (code & MESSAGE)
        : "ended with status " + code;
  }

  private static String tail(ProcessResult result) {
    String said = result.errors().isBlank() ? result.output() : result.errors();
    boolean ended = result.timedOut() || result.exitCode() > 128;
    return said.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !(ended && SHELLS_WORDS.matcher(line).matches()))
        .reduce((earlier, later) -> later)
        .map(line -> "; it said: " + line)
        .orElse("");
  }
}
