package io.github.macnightly.volume;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A volume of a disk image. */
public interface Volume {

  /** Returns the name that the volume has when it is mounted. */
  String name();

  /** Returns the file system: {@code HFS+}, {@code HFSX}, {@code HFS} or {@code APFS}. */
  String fileSystem();

  /** Returns whether names that differ in case only are different names. */
  boolean caseSensitive();

  /**
   * Returns what somebody should know before relying on what is read here, a line each; none for a
   * volume that is as it should be.
   */
  default List<String> warnings() {
    return List.of();
  }

  /** Returns how large the volume is in bytes, however much of that is free; 0 when unknown. */
  default long size() {
    return 0;
  }

  /** Returns the root directory; its name is that of the volume. */
  VolumeEntry root();

  /**
   * Finds an entry by the rules of the volume for upper and lower case and for accents.
   *
   * @param path names joined by {@code /}; empty ones count as nothing, so that "" is the root;
   *     links are not followed
   * @throws io.github.macnightly.io.FormatException when the volume is damaged on the way
   */
  Optional<VolumeEntry> find(String path) throws IOException;
}
