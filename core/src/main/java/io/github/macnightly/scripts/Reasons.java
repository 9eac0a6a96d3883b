package io.github.macnightly.scripts;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

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
    return failure.getFile() + ": " + e.getClass().getSimpleName();
  }
}
