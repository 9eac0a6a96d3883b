package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Compressed bytes and what a refusal says of them.
 *
 * @param codec the compression, such as {@code LZFSE}
 * @param format the format that the bytes were found in
 * @param offset where they lie in their file, in bytes
 * @param bytes the compressed data
 */
record PackedChunk(String codec, String format, long offset, byte[] bytes) {

  /** Returns a view for reading numbers, little-endian. */
  ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Refuses the data for what stands at the byte {@code at} of it. */
  CorruptException damaged(long at, String detail) {
    return new CorruptException(
        format, offset, codec + " data is damaged at its byte " + at + ": " + detail);
  }

  CorruptException longerThan(int expected) {
    return new CorruptException(format, offset, codec + " data is longer than " + expected);
  }

  CorruptException endsAfter(long length, long expected) {
    return new CorruptException(
        format, offset, codec + " data ends after " + length + " of " + expected + " bytes");
  }
}
