package io.github.macnightly.files;

import java.nio.file.Path;

/**
 * A file that is about to be written.
 *
 * @param folder path of its directory, as the archive calls it
 * @param name its last name
 * @param file where it is on disk
 * @param extras what a Mac's volume says of it
 * @param mode the one it gets
 */
record NewFile(
    String folder,
    String name,
    Path file,
    EntryAttributes attributes,
    EntryExtras extras,
    int mode) {

  String path() {
    return EntryNames.path(folder, name);
  }
}
