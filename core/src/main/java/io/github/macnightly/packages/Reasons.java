package io.github.macnightly.packages;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Says in one line why an item failed. */
final class Reasons {

  private static final String FULL = "No space left on device";

  private Reasons() {}

  static String of(IOException failure) {
    return text(failure).replace(FULL, "the disk is full: make room and run it again");
  }

  private static String text(IOException failure) {
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied; run as a user who may write there";
    }
    if (failure instanceof FileSystemException file) {
      String why = file.getReason() == null ? failure.getClass().getSimpleName() : file.getReason();
      return file.getFile() + ": " + why;
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
