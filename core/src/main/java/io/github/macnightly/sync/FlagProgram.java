package io.github.macnightly.sync;

import io.github.macnightly.process.ProcessRequest;
import io.github.macnightly.process.ProcessResult;
import io.github.macnightly.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Immutable flags through the system's own program. */
final class FlagProgram implements ImmutableFlags {

  /** The programs and what they call the two directions. */
  enum Kind {
    CHFLAGS("chflags", "nouchg", "uchg"),
    CHATTR("chattr", "-i", "+i");

    private final String program;
    private final String off;
    private final String on;

    Kind(String program, String off, String on) {
      this.program = program;
      this.off = off;
      this.on = on;
    }
  }

  private final ProcessRunner runner;
  private final Duration deadline;
  private final Kind kind;

  FlagProgram(ProcessRunner runner, Duration deadline, Kind kind) {
    this.runner = runner;
    this.deadline = deadline;
    this.kind = kind;
  }

  @Override
  public Optional<String> lift(Path tree) throws IOException, InterruptedException {
    return set(tree, kind.off);
  }

  @Override
  public Optional<String> restore(Path tree) throws IOException, InterruptedException {
    return set(tree, kind.on);
  }

  private Optional<String> set(Path tree, String flag) throws IOException, InterruptedException {
    Path absolute = tree.toAbsolutePath();
    if (!Files.isDirectory(absolute, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    ProcessResult result =
        runner.run(
            ProcessRequest.of(List.of(kind.program, "-R", flag, absolute.toString()))
                .withDeadline(deadline));
    return complaint(absolute, flag, result);
  }

  /**
   * chattr cannot read the flags of links, sockets and pipes, says so and ends with 1: these lines
   * count only when they are about the tree itself, whose file system then has no such flag.
   */
  private Optional<String> complaint(Path tree, String flag, ProcessResult result) {
    if (result.ok()) {
      return Optional.empty();
    }
    if (result.timedOut()) {
      return Optional.of(kind.program + " was ended after " + deadline.toSeconds() + " s");
    }
    if (result
        .errors()
        .lines()
        .anyMatch(line -> isUnsupported(line) && line.endsWith(" " + tree))) {
      return Optional.of("the file system of " + tree + " has no immutable flag");
    }
    Optional<String> other =
        result.errors().lines().filter(line -> !line.isBlank() && !isUnsupported(line)).findFirst();
    boolean harmless = other.isEmpty() && !result.errors().isBlank() && kind == Kind.CHATTR;
    return harmless
        ? Optional.empty()
        : Optional.of(
            String.join(" ", kind.program, "-R", flag, tree.toString())
                + " ended with "
                + result.exitCode()
                + other.map(line -> ": " + line.strip()).orElse(""));
  }

  private static boolean isUnsupported(String line) {
    return line.contains("Operation not supported")
        || line.contains("Inappropriate ioctl")
        || line.contains("Function not implemented");
  }
}
