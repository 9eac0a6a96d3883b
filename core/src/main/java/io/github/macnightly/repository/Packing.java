package io.github.macnightly.repository;

/** How a package directory is packed into one file. */
public enum Packing {
  /** {@code .tar.gz} or {@code .tgz}. */
  TAR_GZ,
  /** {@code .tar.bz2}. */
  TAR_BZ2,
  /** {@code .tar.xz}. */
  TAR_XZ,
  /** {@code .zip}. */
  ZIP,
  /** Not packed: the file is the image or the flat package itself. */
  NONE
}
