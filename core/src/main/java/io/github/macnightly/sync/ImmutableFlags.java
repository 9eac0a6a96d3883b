package io.github.macnightly.sync;

import io.github.macnightly.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The flag that keeps everybody from changing the files of a tree between runs. */
public interface ImmutableFlags {

  /**
   * Takes the flag off a tree; a missing tree is fine.
   *
   * @return why that was not done, or not wholly; empty when it was
   */
  Optional<String> lift(Path tree) throws IOException, InterruptedException;

  /**
   * Puts the flag on all files and directories of a tree; a missing tree is fine.
   *
   * @return why that was not done, or not wholly; empty when it was
   */
  Optional<String> restore(Path tree) throws IOException, InterruptedException;

  /** The user's immutable flag of macOS, which its owner and root can take off again. */
  static ImmutableFlags mac(ProcessRunner runner, Duration deadline) {
    return new FlagProgram(runner, deadline, FlagProgram.Kind.CHFLAGS);
  }

  /** The immutable attribute of Linux, for root, on file systems that have it. */
  static ImmutableFlags linux(ProcessRunner runner, Duration deadline) {
    return new FlagProgram(runner, deadline, FlagProgram.Kind.CHATTR);
  }

  /** No flags, for the given reason. */
  static ImmutableFlags none(String reason) {
    return new ImmutableFlags() {
      @Override
      public Optional<String> lift(Path tree) {
        return Optional.of(reason);
      }

      @Override
      public Optional<String> restore(Path tree) {
        return Optional.of(reason);
      }
    };
  }
}
