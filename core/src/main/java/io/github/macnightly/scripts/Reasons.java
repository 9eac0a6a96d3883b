package io.github.macnightly.scripts;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong, in words: the exceptions of java.nio.file often say no more than a path. */
final class Reasons {

  private Reasons() {}

  static String of(IOException e) {
    if (!(e instanceof FileSystemException failure) || failure.getReason() != null) {
      return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
    } else if (e instanceof NoSuchFileException) {
      return "there is no " + failure.getFile();
    } else if (e instanceof AccessDeniedException) {
      return failure.getFile() + ": permission denied";
    } else if (e instanceof DirectoryNotEmptyException) {
      return failure.getFile() + " is a directory with something in it";
    }
    if (e instanceof FileSystemLoopException) {
      return failure.getFile() + ": links lead in a circle";
    } else if (e instanceof NotDirectoryException) {
      return failure.getFile() + " is no directory";
    } else if (e instanceof FileAlreadyExistsException) {
      return failure.getFile() + " is there already";
    }
    return failure.getFile() + ": cannot be used";
  }
}
