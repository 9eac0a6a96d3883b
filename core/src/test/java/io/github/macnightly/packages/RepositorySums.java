package io.github.macnightly.packages;

import java.nio.file.Path;

/** The sum of a file, as md5sum gives it. */
final class RepositorySums {

  private RepositorySums() {}

  static String of(Path file) throws Exception {
    Process process = new ProcessBuilder("md5sum", file.toString()).start();
    String line = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return line.substring(0, 32);
  }
}
