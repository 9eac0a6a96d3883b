package io.github.macnightly.install;

import io.github.macnightly.archive.Archive;
import io.github.macnightly.image.DiskImage;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What an item is, told by its name and by whether it is a directory, as the Finder does; a disk
 * image of any name is told by its content.
 */
enum ItemKind {
  APPLICATION,
  PACKAGE,
  IMAGE,
  ARCHIVE;

  private static final List<String> IMAGES = List.of(".dmg", ".img", ".cdr", ".iso");

  static ItemKind of(Path item) throws IOException {
    if (!Files.exists(item)) {
      throw new NoSuchFileException(item.toString());
    }
    String name = item.getFileName().toString().toLowerCase(Locale.ROOT);
    if (Files.isDirectory(item)) {
      return directory(item, name);
    }
    if (Archive.isArchive(name)) {
      return ARCHIVE;
    }
    if (isPackageName(name)) {
      return PACKAGE;
    }
    if (IMAGES.stream().anyMatch(name::endsWith) || DiskImage.isImage(item)) {
      return IMAGE;
    }
    throw unknown(item);
  }

  private static ItemKind directory(Path item, String name) throws IOException {
    if (name.endsWith(".app")) {
      return APPLICATION;
    }
    if (isPackageName(name)) {
      return PACKAGE;
    }
    if (name.endsWith(".sparsebundle")) {
      return IMAGE;
    }
    throw unknown(item);
  }

  static boolean isPackageName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".pkg") || lower.endsWith(".mpkg");
  }

  static boolean isApplicationName(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".app");
  }

  private static IOException unknown(Path item) {
    return new UnsupportedFormatException(
        "item",
        -1,
        item
            + " is of no kind that can be installed; wanted .app, .pkg, .mpkg (also as .tar.gz,"
            + " .tgz, .tar.bz2, .tar.xz or .zip) or a disk image");
  }
}
