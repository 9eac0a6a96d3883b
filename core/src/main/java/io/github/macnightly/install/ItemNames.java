package io.github.macnightly.install;

import io.github.macnightly.archive.Archive;
import java.util.Locale;

/** What names say. */
final class ItemNames {

  private ItemNames() {}

  /** Returns the last part of a path. */
  static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns the kind of an item as the state records it: app, pkg, mpkg or dmg. */
  static String kind(String name) {
    String stem = Archive.stem(name);
    int dot = stem.lastIndexOf('.');
    return dot < 0 ? "" : stem.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
