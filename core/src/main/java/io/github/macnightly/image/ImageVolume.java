package io.github.macnightly.image;

/** A volume of a disk image. */
public interface ImageVolume {

  /** Returns the name that the volume has when it is mounted. */
  String name();

  /** Returns the file system, such as {@code HFS+} or {@code HFSX}. */
  String fileSystem();

  /** Returns the root directory; its name is that of the volume. */
  ImageEntry root();
}
