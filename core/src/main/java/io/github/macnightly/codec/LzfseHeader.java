package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The head of an entropy-coded LZFSE block, little-endian. Two payloads follow it: the literals and
 * the triples of literal count, match length and distance.
 *
 * <p>With plain tables ({@code bvx1}), after signature and output size: u32 size of both payloads,
 * literals, triples, literal payload, triple payload; i32 spare bits of the literals, four u16
 * states; i32 spare bits of the triples, three u16 states; the tables as u16; two bytes to align
 * all to 772 bytes.
 *
 * <p>With packed tables ({@code bvx2}) the same fields are in three words of 64 bits, from the low
 * bit: 20 literals, 20 literal payload, 20 triples, 3 spare bits + 7; four states of 10, 20 triple
 * payload, 3 spare bits + 7; 32 size of this header, three states of 10. {@link FseWeights} unpacks
 * the tables.
 *
 * @param size of this header in bytes
 * @param literals how many, padded to a multiple of four
 * @param triples how many
 * @param literalBytes size of the first payload
 * @param literalBits of its last byte that are not used, as a number from -7 to 0
 * @param literalStates in which the four literal decoders start
 * @param matchBytes size of the second payload
 * @param matchBits of its last byte that are not used, as a number from -7 to 0
 * @param matchStates in which the decoders of count, length and distance start
 * @param weights of the symbols of all four tables
 */
record LzfseHeader(
    int size,
    int literals,
    int triples,
    int literalBytes,
    int literalBits,
    int[] literalStates,
    int matchBytes,
    int matchBits,
    int[] matchStates,
    FseWeights weights) {

  /** The reference encoder fills blocks up to these, and its decoder refuses more. */
  static final int MAX_LITERALS = 40_000;

  static final int MAX_TRIPLES = 10_000;

  private static final int PLAIN = 772;
  private static final int PLAIN_TABLES = 50;
  private static final int PACKED = 32;

  /** Reads and checks the header of a {@code bvx1} block at a byte of the chunk. */
  static LzfseHeader plain(PackedChunk chunk, int at) throws CorruptException {
    if (chunk.bytes().length - at < PLAIN) {
      throw chunk.damaged(at, "the block header is cut off");
    }
    ByteBuffer b = chunk.buffer();
    LzfseHeader header =
        new LzfseHeader(
            PLAIN,
            b.getInt(at + 12),
            b.getInt(at + 16),
            b.getInt(at + 20),
            b.getInt(at + 28),
            states(b, at + 32, 4),
            b.getInt(at + 24),
            b.getInt(at + 40),
            states(b, at + 44, 3),
            FseWeights.plain(b, at + PLAIN_TABLES));
    return header.checked(chunk, at);
  }

  private static int[] states(ByteBuffer b, int at, int count) {
    int[] states = new int[count];
    for (int i = 0; i < count; i++) {
      states[i] = Short.toUnsignedInt(b.getShort(at + 2 * i));
    }
    return states;
  }

  /** Reads and checks the header of a {@code bvx2} block at a byte of the chunk. */
  static LzfseHeader packed(PackedChunk chunk, int at) throws CorruptException {
    int room = chunk.bytes().length - at;
    if (room < PACKED) {
      throw chunk.damaged(at, "the block header is cut off");
    }
    ByteBuffer b = chunk.buffer();
    long first = b.getLong(at + 8);
    long second = b.getLong(at + 16);
    long third = b.getLong(at + 24);
    long size = third & 0xffffffffL;
    if (size < PACKED || size > room) {
      throw chunk.damaged(at, "the block header has " + size + " of " + room + " bytes");
    }
    LzfseHeader header =
        new LzfseHeader(
            (int) size,
            bits(first, 0, 20),
            bits(first, 40, 20),
            bits(first, 20, 20),
            bits(first, 60, 3) - 7,
            states(second, 0, 4),
            bits(second, 40, 20),
            bits(second, 60, 3) - 7,
            states(third, 32, 3),
            FseWeights.packed(chunk, at + PACKED, at + (int) size));
    return header.checked(chunk, at);
  }

  private static int[] states(long word, int from, int count) {
    int[] states = new int[count];
    for (int i = 0; i < count; i++) {
      states[i] = bits(word, from + 10 * i, 10);
    }
    return states;
  }

  private static int bits(long word, int from, int count) {
    return (int) (word >>> from) & (1 << count) - 1;
  }

  private LzfseHeader checked(PackedChunk chunk, int at) throws CorruptException {
    boolean sizes =
        within(literals, 0, MAX_LITERALS)
            && literals % 4 == 0
            && within(triples, 0, MAX_TRIPLES)
            && within(literalBits, -7, 0)
            && within(matchBits, -7, 0)
            && literalBytes >= 0
            && matchBytes >= 0;
    if (!sizes) {
      throw chunk.damaged(
          at,
          String.format(
              "%d literals in %d bytes and %d bits, %d triples in %d bytes and %d bits",
              literals, literalBytes, literalBits, triples, matchBytes, matchBits));
    }
    boolean states =
        Arrays.stream(literalStates).allMatch(state -> state < FseWeights.LITERAL_STATES)
            && matchStates[0] < FseWeights.COUNT_STATES
            && matchStates[1] < FseWeights.LENGTH_STATES
            && matchStates[2] < FseWeights.DISTANCE_STATES;
    if (!states) {
      throw chunk.damaged(
          at,
          "decoders cannot start in the states "
              + Arrays.toString(literalStates)
              + Arrays.toString(matchStates));
    }
    return this;
  }

  private static boolean within(int value, int least, int most) {
    return value >= least && value <= most;
  }
}
