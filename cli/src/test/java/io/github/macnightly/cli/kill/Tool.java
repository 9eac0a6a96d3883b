package io.github.macnightly.cli.kill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small programs of the system. */
final class Tool {

  private Tool() {}

  /** Runs a program that has to succeed. */
  static void run(String... command) throws IOException, InterruptedException {
    String said = attempt(command);
    if (!said.isEmpty()) {
      throw new IOException(said);
    }
  }

  /** Runs a program; returns why it failed, or nothing. */
  static String attempt(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    return status == 0 ? "" : List.of(command) + " ended with " + status + ": " + said.strip();
  }
}
