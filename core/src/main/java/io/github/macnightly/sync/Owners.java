package io.github.macnightly.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives replaced files the owner that they had: rsync writes a new file beside the old one, which
 * then belongs to whoever runs it. The old one, moved to the backup directory, knows its owner.
 */
final class Owners {

  private final Path target;
  private final Path backups;

  Owners(SyncRequest request) {
    this.target = request.target();
    this.backups = request.backupDirectory();
  }

  /** Puts owners back and returns a warning for each file where that was not possible. */
  List<String> putBack() throws IOException {
    List<String> warnings = new ArrayList<>();
    try (Stream<Path> all = Files.walk(backups)) {
      for (Path backup : (Iterable<Path>) all::iterator) {
        if (Files.isRegularFile(backup, LinkOption.NOFOLLOW_LINKS)) {
          putBack(backup, target.resolve(backups.relativize(backup).toString()), warnings);
        }
      }
    }
    return warnings;
  }

  private static void putBack(Path backup, Path file, List<String> warnings) {
    try {
      for (String attribute : List.of("unix:gid", "unix:uid")) {
        Object wanted = Files.getAttribute(backup, attribute, LinkOption.NOFOLLOW_LINKS);
        if (!wanted.equals(Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS))) {
          Files.setAttribute(file, attribute, wanted, LinkOption.NOFOLLOW_LINKS);
        }
      }
    } catch (NoSuchFileException e) {
      // Replaced by a directory or gone since: there is nothing to own.
      return;
    } catch (IOException e) {
      warnings.add(file + ": its owner could not be kept: " + e.getMessage());
    }
  }
}
