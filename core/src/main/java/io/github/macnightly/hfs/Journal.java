package io.github.macnightly.hfs;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How the journal of a volume was left. Its header is in the byte order of the machine that wrote
 * it and says where the oldest change starts that has not reached its place and where the youngest
 * ends; after a clean unmount both are the same.
 */
enum Journal {
  /** There is none, or none that was ever used. */
  NONE,
  /** Every change has reached its place. */
  FINISHED,
  /** Changes may be missing on the volume, or it cannot be told. */
  UNFINISHED;

  private static final int INFO_BYTES = 52;
  private static final int HEADER_BYTES = 44;
  private static final int MAGIC = 0x4A4E4C78; // "JNLx"
  private static final int ON_THIS_VOLUME = 1;
  private static final int NEVER_USED = 4;

  /** Looks at the journal; one that cannot be read is no reason to refuse the volume. */
  static Journal of(Source volume, VolumeHeader header) throws IOException {
    if (header.journalInfoBlock() == 0) {
      return NONE;
    }
    try {
      ByteBuffer info = volume.read(header.journalInfoBlock() * header.blockSize(), INFO_BYTES);
      if ((info.getInt(0) & NEVER_USED) != 0) {
        return NONE;
      }
      boolean here = (info.getInt(0) & ON_THIS_VOLUME) != 0;
      return here ? left(volume.read(info.getLong(36), HEADER_BYTES)) : UNFINISHED;
    } catch (FormatException e) {
      return UNFINISHED;
    }
  }

  private static Journal left(ByteBuffer header) {
    boolean swapped = header.getInt(0) == Integer.reverseBytes(MAGIC);
    ByteBuffer own = swapped ? header.order(ByteOrder.LITTLE_ENDIAN) : header;
    boolean finished = own.getInt(0) == MAGIC && own.getLong(8) == own.getLong(16);
    return finished ? FINISHED : UNFINISHED;
  }
}
