package io.github.macnightly.image;

import io.github.macnightly.hfs.HfsVolume;

/** An HFS+ or HFSX volume. */
record HfsImageVolume(HfsVolume volume) implements ImageVolume {

  @Override
  public String name() {
    return volume.name();
  }

  @Override
  public String fileSystem() {
    return volume.caseSensitive() ? "HFSX" : "HFS+";
  }

  @Override
  public ImageEntry root() {
    return new HfsImageEntry(volume.root());
  }
}
