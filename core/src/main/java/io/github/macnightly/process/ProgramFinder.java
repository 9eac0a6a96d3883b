package io.github.macnightly.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Finds a program before it is launched, so that a missing one is told from one that fails. */
final class ProgramFinder {

  private static final String DEFAULT_PATH = "/usr/bin:/bin:/usr/sbin:/sbin";

  private final Map<String, String> environment;

  /**
   * Makes a finder.
   *
   * @param environment the environment that the child will have
   */
  ProgramFinder(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Returns an absolute path of a program.
   *
   * @param directory what a relative path with a slash starts from
   * @throws IOException naming the program when there is no such program or it is not executable
   */
  Path find(String program, Path directory) throws IOException {
    if (program.indexOf('\0') >= 0) {
      throw new IOException("cannot run a program with a NUL character in its name");
    }
    return program.indexOf('/') >= 0 ? byPath(program, directory) : byName(program);
  }

  private static Path byPath(String program, Path directory) throws IOException {
    Path file = directory.resolve(program);
    if (!Files.exists(file)) {
      throw new IOException("cannot run " + program + ": there is no such program");
    }
    if (!isProgram(file)) {
      throw new IOException("cannot run " + program + ": it is not an executable file");
    }
    return file;
  }

  private Path byName(String program) throws IOException {
    String path = environment.getOrDefault("PATH", DEFAULT_PATH);
    for (String folder : path.split(File.pathSeparator)) {
      Path file = Path.of(folder, program).toAbsolutePath();
      if (isProgram(file)) {
        return file;
      }
    }
    throw new IOException("cannot run " + program + ": there is no such program on PATH " + path);
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
