package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The journal of a volume. Its header is in the byte order of the machine that wrote it and says
 * where the oldest change starts that has not reached its place and where the youngest ends; after
 * a clean unmount both are the same.
 *
 * @param volume the volume as it is once the journal has been written back
 * @param unfinished whether changes may be missing all the same, for the journal cannot be used
 */
record Journal(Source volume, boolean unfinished) {

  private static final int INFO_BYTES = 52;
  private static final int MAGIC = 0x4A4E4C78; // "JNLx"
  private static final int ON_THIS_VOLUME = 1;
  private static final int NEVER_USED = 4;

  /** Looks at the journal; one that cannot be used is no reason to refuse the volume. */
  static Journal of(Source volume, VolumeHeader header) throws IOException {
    if (header.journalInfoBlock() == 0) {
      return new Journal(volume, false);
    }
    try {
      ByteBuffer info = volume.read(header.journalInfoBlock() * header.blockSize(), INFO_BYTES);
      if ((info.getInt(0) & NEVER_USED) != 0) {
        return new Journal(volume, false);
      }
      boolean here = (info.getInt(0) & ON_THIS_VOLUME) != 0;
      return here
          ? new Journal(replay(volume, info.getLong(36)), false)
          : new Journal(volume, true);
    } catch (FormatException e) {
      return new Journal(volume, true);
    }
  }

  private static Source replay(Source volume, long offset) throws IOException {
    ByteBuffer header = volume.read(offset, JournalLog.HEADER_BYTES);
    if (header.getInt(0) == Integer.reverseBytes(MAGIC)) {
      header.order(ByteOrder.LITTLE_ENDIAN);
    }
    if (header.getInt(0) != MAGIC) {
      throw new CorruptException(HfsVolume.FORMAT, offset, "the journal has no header");
    }
    // Equal wherever they point to: nothing is to be done, so nothing else need be right.
    return header.getLong(8) == header.getLong(16)
        ? volume
        : JournalLog.of(volume, offset, header).replay();
  }
}
