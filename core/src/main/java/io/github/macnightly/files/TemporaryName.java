package io.github.macnightly.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The name under which the new content of a file is written beside it: {@code
 * .NAME.PID-THREAD.new}. The process id is there so that the next writer of the same file can tell
 * what a dead process left; a recycled id only keeps the remains until the next time.
 */
final class TemporaryName {

  private static final String END = ".new";
  private static final int LONGEST_STEM = 200;

  private final Path directory;
  private final String stem;

  TemporaryName(Path target) {
    directory = target.getParent();
    String name = target.getFileName().toString();
    boolean fits = name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_STEM;
    stem = "." + (fits ? name : Integer.toHexString(name.hashCode())) + ".";
  }

  /** Returns the name for this process and thread. */
  Path own() {
    return directory.resolve(stem + ProcessHandle.current().pid() + "-" + thread() + END);
  }

  private static long thread() {
    return Thread.currentThread().getId();
  }

  /** Lists what dead processes, or this very thread, left behind. */
  List<Path> stale() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, this::isStale)) {
      all.forEach(found::add);
    }
    return found;
  }

  private boolean isStale(Path path) {
    String name = path.getFileName().toString();
    if (!name.startsWith(stem) || !name.endsWith(END) || path.equals(own())) {
      return path.equals(own());
    }
    String middle = name.substring(stem.length(), Math.max(stem.length(), name.length() - 4));
    if (!middle.matches("\\d{1,10}-\\d{1,10}")) {
      return false;
    }
    long pid = Long.parseLong(middle.substring(0, middle.indexOf('-')));
    return ProcessHandle.of(pid).isEmpty();
  }
}
