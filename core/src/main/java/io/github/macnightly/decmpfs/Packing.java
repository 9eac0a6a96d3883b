package io.github.macnightly.decmpfs;

import io.github.macnightly.codec.Codecs;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import java.util.Arrays;

/**
 * How a chunk is packed. A chunk that does not shrink is stored behind one byte with which no
 * packed chunk begins; which byte that is depends on the packing.
 */
enum Packing {
  /** Stored without a byte before it. */
  BARE {
    @Override
    byte[] unpack(long offset, byte[] packed, int expected) throws FormatException {
      return stored(offset, packed, 0, expected);
    }
  },
  /** Stored behind a byte, 0xCC as macOS writes it. */
  STORED {
    @Override
    byte[] unpack(long offset, byte[] packed, int expected) throws FormatException {
      return stored(offset, packed, 1, expected);
    }
  },
  /** A zlib stream, whose first byte ends in 8; the byte of a stored chunk ends in F. */
  ZLIB {
    @Override
    byte[] unpack(long offset, byte[] packed, int expected) throws FormatException {
      return (first(packed) & 0x0f) == 0x0f
          ? stored(offset, packed, 1, expected)
          : Codecs.inflate(Decmpfs.FORMAT, offset, packed, expected);
    }
  },
  /** A bare LZVN block; a stored chunk starts with 6, the end mark of an empty block. */
  LZVN {
    @Override
    byte[] unpack(long offset, byte[] packed, int expected) throws FormatException {
      return first(packed) == 0x06
          ? stored(offset, packed, 1, expected)
          : Codecs.lzvn(Decmpfs.FORMAT, offset, packed, expected);
    }
  },
  /** A whole LZFSE stream, whose blocks all start with a {@code b}; anything else is stored. */
  LZFSE {
    @Override
    byte[] unpack(long offset, byte[] packed, int expected) throws FormatException {
      return first(packed) == 'b'
          ? Codecs.lzfse(Decmpfs.FORMAT, offset, packed, expected)
          : stored(offset, packed, 1, expected);
    }
  },
  /** An LZBITMAP stream, which starts with {@code ZBM}; the byte of a stored one ends in F. */
  LZBITMAP {
    @Override
    byte[] unpack(long offset, byte[] packed, int expected) throws FormatException {
      return (first(packed) & 0x0f) == 0x0f
          ? stored(offset, packed, 1, expected)
          : Codecs.lzBitmap(Decmpfs.FORMAT, offset, packed, expected);
    }
  };

  /**
   * Unpacks a chunk.
   *
   * @param offset where the chunk lies, for a refusal
   * @param expected bytes of content, which the caller has bounded
   * @throws FormatException when there are more or fewer, or the chunk is damaged
   */
  abstract byte[] unpack(long offset, byte[] packed, int expected) throws FormatException;

  /** Returns the first byte, or -1 of an empty chunk, which every packing refuses. */
  private static int first(byte[] packed) {
    return packed.length == 0 ? -1 : packed[0] & 0xff;
  }

  private static byte[] stored(long offset, byte[] packed, int skipped, int expected)
      throws CorruptException {
    if (packed.length - skipped != expected) {
      throw new CorruptException(
          Decmpfs.FORMAT,
          offset,
          "stored chunk has %d bytes, wanted %d".formatted(packed.length, expected + skipped));
    }
    return skipped == 0 ? packed : Arrays.copyOfRange(packed, skipped, packed.length);
  }
}
