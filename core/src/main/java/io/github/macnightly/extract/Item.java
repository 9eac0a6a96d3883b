package io.github.macnightly.extract;

import io.github.macnightly.files.EntryAttributes;
import io.github.macnightly.files.EntryExtras;
import io.github.macnightly.files.Folder;
import io.github.macnightly.volume.VolumeEntry;

/**
 * A file to be written.
 *
 * @param folder where to
 * @param name its name there
 * @param place where its content is on the volume, in bytes
 * @param doubleIsFree whether no entry {@code ._NAME} stands beside it
 */
record Item(Folder folder, String name, VolumeEntry entry, long place, boolean doubleIsFree)
    implements Comparable<Item> {

  EntryAttributes attributes() {
    return attributes(entry);
  }

  static EntryAttributes attributes(VolumeEntry entry) {
    return new EntryAttributes(entry.mode(), entry.uid(), entry.gid(), entry.modified());
  }

  /** Returns the path in the extraction. */
  String path() {
    return path(folder, name);
  }

  static String path(Folder folder, String name) {
    return folder.path().isEmpty() ? name : folder.path() + "/" + name;
  }

  EntryExtras extras() {
    return new VolumeExtras(entry, doubleIsFree);
  }

  @Override
  public int compareTo(Item other) {
    return Long.compare(place, other.place);
  }
}
