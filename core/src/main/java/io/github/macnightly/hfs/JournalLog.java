package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The changes in a journal. It is a ring behind its header: a list of blocks, the blocks that it
 * names, the next list and so on. Each list and the header have a checksum over their first bytes.
 * Either all changes are taken or none.
 */
final class JournalLog {

  static final int HEADER_BYTES = 44;

  private static final int LIST_CHECKED_BYTES = 32;
  private static final int ENTRY = 16;
  private static final int FIRST_ENTRY = 16;
  private static final int MAX_LIST_BYTES = 1 << 20;
  private static final int MAX_SECTOR = 1 << 16;

  /** Of a journal of half a gigabyte, the largest that macOS makes, with blocks of 8 KiB. */
  private static final int MAX_BLOCKS = 1 << 16;

  private final Source volume;
  private final long offset;
  private final ByteBuffer header;
  private final long size;
  private final int listBytes;
  private final int sector;

  private JournalLog(Source volume, long offset, ByteBuffer header) {
    this.volume = volume;
    this.offset = offset;
    this.header = header;
    this.size = header.getLong(24);
    this.listBytes = header.getInt(32);
    this.sector = header.getInt(40);
  }

  /**
   * Takes a header apart.
   *
   * @param offset of the journal on the volume
   * @param header in the order of its bytes
   * @throws CorruptException when no ring can be what it describes
   */
  static JournalLog of(Source volume, long offset, ByteBuffer header) throws CorruptException {
    JournalLog log = new JournalLog(volume, offset, header);
    boolean sectors =
        log.sector >= 512 && log.sector <= MAX_SECTOR && Integer.bitCount(log.sector) == 1;
    boolean lists = log.listBytes >= LIST_CHECKED_BYTES && log.listBytes <= MAX_LIST_BYTES;
    if (!sectors || !lists || !log.isInside(8) || !log.isInside(16)) {
      throw log.corrupt(0, "has a header that makes no sense");
    }
    volume.requireInside(HfsVolume.FORMAT, offset, log.size);
    int stored = header.getInt(36);
    if (stored != 0 && stored != checksum(header, HEADER_BYTES, 36)) {
      throw log.corrupt(36, "has a header whose checksum is wrong");
    }
    return log;
  }

  private boolean isInside(int field) {
    return header.getLong(field) >= sector && header.getLong(field) <= size;
  }

  /** Returns the volume with all changes in their places; a later one covers an earlier one. */
  ReplayedVolume replay() throws IOException {
    ReplayedVolume replayed = new ReplayedVolume(volume);
    long end = wrapped(header.getLong(16));
    long taken = 0;
    long blocks = 0;
    for (long at = wrapped(header.getLong(8)); at != end; at = wrapped(at + taken)) {
      ByteBuffer list = list(at);
      int entries = list.getShort(2) & 0xffff;
      blocks += entries;
      if (blocks > MAX_BLOCKS) {
        throw new LimitExceededException(
            HfsVolume.FORMAT, offset + at, "number of blocks in the journal", MAX_BLOCKS);
      }
      taken = listBytes;
      for (int i = 1; i < entries; i++) {
        int entry = FIRST_ENTRY + ENTRY * i;
        int length = list.getInt(entry + 8);
        if (length < 0 || length > room(at, end) - taken) {
          throw corrupt(at, "has a block of " + Integer.toUnsignedString(length) + " bytes");
        }
        write(replayed, list.getLong(entry), wrapped(at + taken), length);
        taken += length;
      }
    }
    return replayed;
  }

  /** Returns the bytes from a place to the end of the changes, so the ring is gone round once. */
  private long room(long at, long end) {
    return at < end ? end - at : size - at + end - sector;
  }

  private ByteBuffer list(long at) throws IOException {
    if (listBytes > room(at, wrapped(header.getLong(16)))) {
      throw corrupt(at, "ends inside a list");
    }
    ByteBuffer list = ByteBuffer.allocate(listBytes).order(header.order());
    int first = (int) Math.min(listBytes, size - at);
    list.put(volume.read(offset + at, first));
    list.put(volume.read(offset + sector, listBytes - first)).flip();
    int entries = list.getShort(2) & 0xffff;
    if (list.getInt(8) != checksum(list, LIST_CHECKED_BYTES, 8)
        || entries == 0
        || FIRST_ENTRY + ENTRY * entries > listBytes) {
      throw corrupt(at, "has a list that is damaged");
    }
    return list;
  }

  /** Writes a block unless it was taken back, which the number -1 says. */
  private void write(ReplayedVolume replayed, long number, long at, int length)
      throws CorruptException {
    if (number == -1) {
      return;
    }
    if (number < 0 || number > (volume.size() - length) / sector) {
      throw corrupt(at, "changes sector " + Long.toUnsignedString(number));
    }
    int first = (int) Math.min(length, size - at);
    replayed.put(number * sector, offset + at, first);
    replayed.put(number * sector + first, offset + sector, length - first);
  }

  /** The ring ends at the size of the journal and goes on behind the header. */
  private long wrapped(long at) {
    return at < size ? at : at - size + sector;
  }

  /** Returns the checksum of the first bytes, among which its own four count as zero. */
  private static int checksum(ByteBuffer bytes, int length, int own) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      int value = i >= own && i < own + 4 ? 0 : bytes.get(i) & 0xff;
      sum = sum << 8 ^ sum + value;
    }
    return ~sum;
  }

  private CorruptException corrupt(long at, String what) {
    return new CorruptException(HfsVolume.FORMAT, offset + at, "the journal " + what);
  }
}
