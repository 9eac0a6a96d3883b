package io.github.macnightly.udif;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sums of stored bytes. A CRC-32 is put together from the sums of the chunks among them; what is
 * between the chunks, and chunks whose sums are not known, is read.
 */
final class StoredSum {

  private final ChunkStore chunks;

  /** The chunks in the order in which they are stored, which need not be that of the disk. */
  private final int[] order;

  /** Earlier answers: every segment may be compared with the sum of all. */
  private final Map<Key, byte[]> known = new HashMap<>();

  private record Key(int type, long start, long length) {}

  StoredSum(ChunkStore chunks) {
    this.chunks = chunks;
    this.order =
        IntStream.range(0, chunks.map().size())
            .filter(chunks.sums()::has)
            .boxed()
            .sorted(Comparator.comparingLong(index -> chunks.map().get(index).offset()))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Returns the sum of {@code length} bytes from {@code start} on, of the type of a checksum. */
  byte[] of(Checksum checksum, long start, long length) throws IOException {
    Key key = new Key(checksum.type(), start, length);
    byte[] value = known.get(key);
    if (value == null) {
      value = checksum.isJoinable() ? joined(start, length) : read(checksum, start, length);
      known.put(key, value);
    }
    return value;
  }

  private byte[] read(Checksum checksum, long start, long length) throws IOException {
    Summer sum = Summer.of(checksum, -1);
    chunks.read(start, length, sum);
    return sum.value();
  }

  private byte[] joined(long start, long length) throws IOException {
    Summer.Crc sum = new Summer.Crc();
    long at = start;
    long end = start + length;
    for (int index : order) {
      Run run = chunks.map().get(index);
      // a chunk that begins in another one, or goes across an edge, is read like a gap
      if (run.offset() >= at && run.offset() + run.length() <= end) {
        chunks.read(at, run.offset() - at, sum);
        sum.add(chunks.sums().stored(index), run.length());
        at = run.offset() + run.length();
      }
    }
    chunks.read(at, end - at, sum);
    return sum.value();
  }
}
