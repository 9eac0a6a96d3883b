package io.github.macnightly.files;

import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Turns what the system says when it refuses a change into what is wrong and what to do. */
final class Refusal {

  private Refusal() {}

  /** Returns an exception that names {@code path}, with {@code e} as its cause. */
  static FileSystemException explain(FileSystemException e, Path path) {
    String reason = String.valueOf(e.getReason());
    FileSystemException better;
    if (e instanceof AccessDeniedException) {
      better = denied(path, "no permission to change it; run as its owner or as root");
    } else if (reason.contains("not permitted")) {
      better =
          denied(
              path,
              "it is locked; unlock it with 'chflags nouchg' on macOS or 'chattr -i' on Linux");
    } else if (e instanceof AtomicMoveNotSupportedException
        || reason.contains("cross-device")
        || reason.contains("busy")) {
      better = mountPoint(path);
    } else {
      return e;
    }
    better.initCause(e);
    return better;
  }

  private static FileSystemException denied(Path path, String what) {
    return new AccessDeniedException(path.toString(), null, what);
  }

  /** Returns the refusal to move what is mounted. */
  static FileSystemException mountPoint(Path path) {
    return new FileSystemException(
        path.toString(),
        null,
        "is a mount point or lies on another volume than the directory that holds it; unmount it");
  }
}
