package io.github.macnightly.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A lock is held by somebody else; the message names the holder and since when. */
public final class LockHeldException extends IOException {

  private static final long serialVersionUID = 1L;

  private static final Pattern NOTE = Pattern.compile("(\\d{1,10}) (\\S{1,40}) (.{0,200}).*");

  LockHeldException(Path file, String note) {
    super(
        file + ": held by " + holder(note) + "; wait for it to end, or stop it, then start again");
  }

  private static String holder(String note) {
    Matcher m = NOTE.matcher(note.strip());
    return m.matches()
        ? "process " + m.group(1) + " since " + m.group(2) + " (" + m.group(3).strip() + ")"
        : "another process";
  }
}
