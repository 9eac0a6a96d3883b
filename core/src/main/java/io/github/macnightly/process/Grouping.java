package io.github.macnightly.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The way to give a child a process group of its own. */
enum Grouping {
  /** A program that leads a new session and then becomes the child: the group is the child. */
  SETSID("setsid") {
    @Override
    List<String> prefix(Path program) {
      return List.of(program.toString());
    }

    @Override
    long group(ProcessHandle launched) {
      return launched.pid();
    }
  },

  /**
   * A shell with job control, which puts a job into a group of its own and waits for it. Only bash
   * keeps job control without a terminal, and says something when a signal ended the job, which is
   * not the child's own output.
   */
  SHELL("bash") {
    @Override
    List<String> prefix(Path program) {
      return List.of(
          program.toString(),
          "-c",
          "set -m; exec 3>&2 2>/dev/null; \"$@\" 2>&3 3>&- & wait $!",
          "child");
    }

    @Override
    long group(ProcessHandle launched) {
      return launched.children().findFirst().map(ProcessHandle::pid).orElse(NONE);
    }
  };

  /** Stands for no group. */
  static final long NONE = 0;

  private static final List<Path> FOLDERS =
      List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/local/bin"));

  private final String helper;

  Grouping(String helper) {
    this.helper = helper;
  }

  /** Returns what stands before the command, given the path of the helper. */
  abstract List<String> prefix(Path program);

  /** Returns the process group of a child that still runs, {@link #NONE} when it is not known. */
  abstract long group(ProcessHandle launched);

  /**
   * Returns the process group of a child that has ended by itself. Behind a shell it is not known;
   * there the prefix has to see to it.
   */
  long groupOfEnded(ProcessHandle launched) {
    return this == SETSID ? launched.pid() : NONE;
  }

  /** Returns what stands before a command whose group is to end with it. */
  List<String> prefixEndingGroup(Duration grace) {
    List<String> prefix = new ArrayList<>(prefix());
    if (this == SHELL && !prefix.isEmpty()) {
      long tenths = Math.max(1, grace.toMillis() / 100);
      String after =
          "; s=$?; kill -s TERM -- -$! && for ((i = 0; i < "
              + tenths
              + "; i++)); do kill -s 0 -- -$! || break; sleep 0.1; done;"
              + " kill -s KILL -- -$!; exit $s";
      prefix.set(2, prefix.get(2) + after);
    }
    return prefix;
  }

  /** Returns what stands before the command on this machine, empty when there is no helper. */
  List<String> prefix() {
    for (Path folder : FOLDERS) {
      Path program = folder.resolve(helper);
      if (Files.isExecutable(program)) {
        return prefix(program);
      }
    }
    return List.of();
  }

  /** Returns the best way that this machine has; {@link #SETSID} when it has none. */
  static Grouping best() {
    return SETSID.prefix().isEmpty() && !SHELL.prefix().isEmpty() ? SHELL : SETSID;
  }
}
