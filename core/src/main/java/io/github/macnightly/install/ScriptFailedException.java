package io.github.macnightly.install;

import io.github.macnightly.process.ProcessResult;
import java.io.IOException;

/** A script, or Apple's installer, that ended with another status than 0. */
public final class ScriptFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  ScriptFailedException(String what, String of, ProcessResult result) {
    super(what + " of " + of + " " + how(result));
  }

  ScriptFailedException(String what, String of, IOException cause) {
    super(what + " of " + of + " could not be run: " + cause.getMessage(), cause);
  }

  ScriptFailedException(ScriptFailedException cause, String consequence) {
    super(cause.getMessage() + "; " + consequence, cause);
  }

  private static String how(ProcessResult result) {
    String said = (result.errors().isBlank() ? result.output() : result.errors()).strip();
    String last = said.substring(said.lastIndexOf('\n') + 1);
    String tail = last.isEmpty() ? "" : "; it said: " + last;
    return (result.timedOut()
            ? "was ended after its deadline of " + result.duration().toSeconds() + " s"
            : "ended with status " + result.exitCode())
        + tail;
  }
}
