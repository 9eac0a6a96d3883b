package io.github.macnightly.sparse;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The chained tables of a sparse image, turned round: from a band of the disk to its place. */
final class BandIndex {

  /** Two terabytes of stored bands of the usual size; 16 MiB of memory. */
  private static final int MAX_NODES = 2048;

  private static final int NODE = 4096;
  private static final int FIRST_TABLE = 64;
  private static final int FIRST_LINK = 20;
  private static final int FURTHER_TABLE = 56;
  private static final int FURTHER_LINK = 12;

  /** More than any node has, so that a node and a slot make one number. */
  private static final int SLOTS = 1024;

  private final Source file;
  private final SparseHeader header;

  /** Where each node lies. */
  private final List<Long> nodes = new ArrayList<>();

  /** Sorted: a band of the disk in the upper half, the node and slot that hold it in the lower. */
  private long[] entries = new long[16];

  private int count;

  private BandIndex(Source file, SparseHeader header) {
    this.file = file;
    this.header = header;
  }

  static BandIndex read(Source file, SparseHeader header) throws IOException {
    BandIndex index = new BandIndex(file, header);
    index.followNodes();
    index.sort();
    return index;
  }

  private void followNodes() throws IOException {
    Set<Long> seen = new HashSet<>();
    long at = 0;
    do {
      if (!seen.add(at)) {
        throw new CorruptException(SparseImage.FORMAT, at, "tables are chained in a circle");
      }
      if (nodes.size() == MAX_NODES) {
        throw new LimitExceededException(SparseImage.FORMAT, at, "number of tables", MAX_NODES);
      }
      file.requireInside(SparseImage.FORMAT, at, NODE);
      if (!SparseHeader.isPresent(file, at)) {
        throw new CorruptException(SparseImage.FORMAT, at, "table without its signature");
      }
      ByteBuffer node = file.read(at, NODE);
      addTable(node, at);
      nodes.add(at);
      at = node.getLong(at == 0 ? FIRST_LINK : FURTHER_LINK);
    } while (at != 0);
  }

  private void addTable(ByteBuffer node, long offset) throws CorruptException {
    int table = offset == 0 ? FIRST_TABLE : FURTHER_TABLE;
    for (int slot = 0; slot < (NODE - table) / 4; slot++) {
      int field = table + 4 * slot;
      long band = Integer.toUnsignedLong(node.getInt(field)) - 1;
      if (band >= 0) {
        check(band, offset + field, offset + NODE + slot * header.bandSize());
        add(band << 32 | (long) nodes.size() * SLOTS + slot);
      }
    }
  }

  /** Refuses a band that the disk or the file does not have; {@code at} is where it is named. */
  private void check(long band, long at, long place) throws CorruptException {
    if (band >= header.bands()) {
      throw new CorruptException(
          SparseImage.FORMAT, at, "band " + band + " of a disk of " + header.bands() + " bands");
    }
    if (place > file.size() - header.length(band)) {
      throw new CorruptException(
          SparseImage.FORMAT,
          at,
          "band " + band + " at byte " + place + " ends after the file of " + file.size());
    }
  }

  private void add(long entry) {
    if (count == entries.length) {
      entries = Arrays.copyOf(entries, 2 * count);
    }
    entries[count++] = entry;
  }

  private void sort() throws CorruptException {
    Arrays.sort(entries, 0, count);
    for (int i = 1; i < count; i++) {
      long band = entries[i] >>> 32;
      if (band == entries[i - 1] >>> 32) {
        throw new CorruptException(SparseImage.FORMAT, -1, "band " + band + " is stored twice");
      }
    }
  }

  /** Returns where in the file a band starts, or -1 when it is not stored. */
  long place(long band) {
    if (band >>> 32 != 0) {
      return -1;
    }
    int found = Arrays.binarySearch(entries, 0, count, band << 32);
    int i = found < 0 ? -found - 1 : found;
    if (i == count || entries[i] >>> 32 != band) {
      return -1;
    }
    int slot = (int) entries[i] % SLOTS;
    return nodes.get((int) entries[i] / SLOTS) + NODE + slot * header.bandSize();
  }
}
