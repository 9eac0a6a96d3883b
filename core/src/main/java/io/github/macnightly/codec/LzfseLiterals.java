package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;

/**
 * Decodes the literals of LZFSE blocks. Four decoders with one table take turns, so that a
 * processor can work on all of them at once.
 */
final class LzfseLiterals {

  /** Few enough that the method is soon called often enough to be compiled. */
  private static final int AT_ONCE = 64;

  /** Lets literals be copied by words up to the last. */
  private static final int PADDING = 16;

  private final PackedChunk chunk;
  private final byte[] in;
  private final int[] table = new int[FseWeights.LITERAL_STATES];
  private final byte[] bytes = new byte[LzfseHeader.MAX_LITERALS + PADDING];
  private long bit;
  private int state0;
  private int state1;
  private int state2;
  private int state3;

  LzfseLiterals(PackedChunk chunk) {
    this.chunk = chunk;
    this.in = chunk.bytes();
  }

  /** Returns what has been decoded; beyond it are leftovers. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * Decodes all literals of a block.
   *
   * @param at where their payload begins in the chunk, at least 32
   */
  void decode(LzfseHeader header, int at) throws CorruptException {
    int[] weights = header.weights().literals();
    FseTables.requireSum(weights, table.length, chunk);
    FseTables.fillSymbols(table, weights);
    bit = FseBits.end(chunk, at, at + header.literalBytes(), header.literalBits());
    state0 = header.literalStates()[0];
    state1 = header.literalStates()[1];
    state2 = header.literalStates()[2];
    state3 = header.literalStates()[3];
    int end = header.literals();
    for (int from = 0; from < end; from += AT_ONCE) {
      decode(from, Math.min(end, from + AT_ONCE), 8L * at);
    }
  }

  /**
   * Decodes a few.
   *
   * @param floor the first bit of the payload; the load behind the last allowed bit reaches below
   *     it, into the header of the block
   */
  private void decode(int from, int to, long floor) throws CorruptException {
    long next = bit;
    int first = state0;
    int second = state1;
    int third = state2;
    int fourth = state3;
    for (int i = from; i < to; i += 4) {
      long word = FseBits.below(in, next);
      int entry = table[first];
      int bits = FseTables.bits(entry);
      first = FseTables.delta(entry) + FseBits.top(word, bits);
      bytes[i] = (byte) FseTables.symbol(entry);
      int used = bits;

      entry = table[second];
      bits = FseTables.bits(entry);
      second = FseTables.delta(entry) + FseBits.top(word << used, bits);
      bytes[i + 1] = (byte) FseTables.symbol(entry);
      used += bits;

      entry = table[third];
      bits = FseTables.bits(entry);
      third = FseTables.delta(entry) + FseBits.top(word << used, bits);
      bytes[i + 2] = (byte) FseTables.symbol(entry);
      used += bits;

      entry = table[fourth];
      bits = FseTables.bits(entry);
      fourth = FseTables.delta(entry) + FseBits.top(word << used, bits);
      bytes[i + 3] = (byte) FseTables.symbol(entry);
      next -= used + bits;
      if (next < floor) {
        throw chunk.damaged(floor / 8, "the literals want more bits than there are");
      }
    }
    bit = next;
    state0 = first;
    state1 = second;
    state2 = third;
    state3 = fourth;
  }
}
