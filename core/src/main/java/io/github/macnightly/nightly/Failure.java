package io.github.macnightly.nightly;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in one line why something failed. */
final class Failure {

  private Failure() {}

  static String of(IOException failure) {
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied; run as a user who may write there";
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file or directory";
    }
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      return file.getFile() + ": " + failure.getClass().getSimpleName();
    }
    if (String.valueOf(failure.getMessage()).endsWith("No space left on device")) {
      return failure.getMessage() + ": the disk is full, make room";
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
