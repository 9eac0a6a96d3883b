package io.github.macnightly.decmpfs;

import java.util.Optional;

/** What a type of compression means: how each chunk is packed, and where the chunks are. */
record Method(Packing packing, Place place) {

  /** Where the content is. */
  enum Place {
    /** In the attribute behind its header, as one chunk. */
    ATTRIBUTE,
    /** In a resource of the resource fork, behind a table of offsets and lengths. */
    RESOURCE,
    /** In the resource fork, which starts with a table of offsets and has no resources. */
    FORK
  }

  /** Returns the method of a type, or nothing when it is not known. */
  static Optional<Method> of(long type) {
    if (type < 0 || type > 14) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch ((int) type) {
          case 1 -> new Method(Packing.BARE, Place.ATTRIBUTE);
          case 3 -> new Method(Packing.ZLIB, Place.ATTRIBUTE);
          case 4 -> new Method(Packing.ZLIB, Place.RESOURCE);
          case 7 -> new Method(Packing.LZVN, Place.ATTRIBUTE);
          case 8 -> new Method(Packing.LZVN, Place.FORK);
          case 9 -> new Method(Packing.STORED, Place.ATTRIBUTE);
          case 10 -> new Method(Packing.STORED, Place.RESOURCE);
          case 11 -> new Method(Packing.LZFSE, Place.ATTRIBUTE);
          case 12 -> new Method(Packing.LZFSE, Place.FORK);
          case 13 -> new Method(Packing.LZBITMAP, Place.ATTRIBUTE);
          case 14 -> new Method(Packing.LZBITMAP, Place.FORK);
          default -> null;
        });
  }
}
