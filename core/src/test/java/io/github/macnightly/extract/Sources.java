package io.github.macnightly.extract;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Content for tests. */
final class Sources {

  private Sources() {}

  /** Something that happens before each read. */
  @FunctionalInterface
  interface Event {
    void happen(long offset) throws IOException;
  }

  /** Bytes that tell where they are, so that misplaced ones show. */
  static Source numbered(long size, Event before) {
    return new Source() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public int read(long offset, ByteBuffer target) throws IOException {
        before.happen(offset);
        if (offset >= size) {
          return -1;
        }
        int count = (int) Math.min(target.remaining(), Math.min(size - offset, 1000));
        for (int i = 0; i < count; i++) {
          target.put(byteAt(offset + i));
        }
        return count;
      }
    };
  }

  static Source numbered(long size) {
    return numbered(size, offset -> {});
  }

  static byte byteAt(long offset) {
    return (byte) (offset * 31 + (offset >> 8) * 17 + (offset >> 16));
  }

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = byteAt(i);
    }
    return bytes;
  }

  /** Content that cannot be read from a place on. */
  static Source damagedFrom(long size, long place) {
    return numbered(
        size,
        offset -> {
          if (offset >= place) {
            throw new CorruptException("chunk", offset, "checksum is wrong");
          }
        });
  }
}
