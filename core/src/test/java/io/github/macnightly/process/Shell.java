package io.github.macnightly.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scripts to run, and a look at what became of the processes that they started. */
final class Shell {

  private Shell() {}

  static ProcessRequest request(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.addAll(Arrays.asList(arguments));
    return ProcessRequest.of(command);
  }

  static Path script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Waits up to five seconds for a script to write a process id, and returns it. */
  static long pid(Path file) throws Exception {
    for (int i = 0; i < 250; i++) {
      String text = Files.exists(file) ? Files.readString(file) : "";
      if (text.endsWith("\n")) {
        return Long.parseLong(text.strip());
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no process id in " + file);
  }

  /** Returns whether a process runs; a zombie that nobody has waited for does not. */
  static boolean runs(long pid) throws Exception {
    for (int i = 0; i < 50; i++) {
      if (!listed(pid)) {
        return false;
      }
      Thread.sleep(10);
    }
    return true;
  }

  private static boolean listed(long pid) throws Exception {
    Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", "" + pid).start();
    String state = new String(ps.getInputStream().readAllBytes()).strip();
    return !state.isEmpty() && !state.startsWith("Z");
  }
}
