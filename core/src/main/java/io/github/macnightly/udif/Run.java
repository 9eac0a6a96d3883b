package io.github.macnightly.udif;

/**
 * A number of sectors that are stored in one way. All places are absolute and have been checked.
 *
 * @param type how
 * @param code the type as it is in the file, for messages
 * @param sector first sector, from the start of the disk
 * @param sectors how many
 * @param offset where the data is, in bytes from the start of the file; 0 without data
 * @param length bytes of data in the file; 0 without data
 */
record Run(ChunkType type, int code, long sector, long sectors, long offset, long length) {

  long start() {
    return sector * UdifTrailer.SECTOR;
  }

  /** Returns the decoded length in bytes. */
  long size() {
    return sectors * UdifTrailer.SECTOR;
  }

  long end() {
    return start() + size();
  }
}
