package io.github.macnightly.sparse;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the bands of a disk are stored. Safe for use by several threads at once. */
interface Bands extends Closeable {

  /**
   * Reads from one band.
   *
   * @param band counted from 0
   * @param offset bytes from the start of the band
   * @param target has room for no more than the rest of the band
   * @return the number of bytes read, or -1 when nothing is stored from there to the band's end
   */
  int read(long band, long offset, ByteBuffer target) throws IOException;
}
