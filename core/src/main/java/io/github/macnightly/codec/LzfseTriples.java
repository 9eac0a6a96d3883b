package io.github.macnightly.codec;

import io.github.macnightly.io.CorruptException;
import java.util.Arrays;

/**
 * Decodes the triples of LZFSE blocks: a count of literals, then length and distance of a match
 * behind them. A distance of 0 is that of the triple before. Three decoders read from one stream,
 * at most 14 + 17 + 23 bits for a triple.
 */
final class LzfseTriples {

  private static final int[] COUNT_BITS = extraBits(FseWeights.COUNT_SYMBOLS, 2, 3, 5, 8);
  private static final int[] LENGTH_BITS = extraBits(FseWeights.LENGTH_SYMBOLS, 3, 5, 8, 11);
  private static final int[] DISTANCE_BITS = distanceBits();

  /** Few enough that the method is soon called often enough to be compiled. */
  private static final int AT_ONCE = 16;

  private final PackedChunk chunk;
  private final byte[] in;
  private final LzOutput out;
  private final long[] countTable = new long[FseWeights.COUNT_STATES];
  private final long[] lengthTable = new long[FseWeights.LENGTH_STATES];
  private final long[] distanceTable = new long[FseWeights.DISTANCE_STATES];
  private long floor;
  private long bit;
  private int countState;
  private int lengthState;
  private int distanceState;
  private int distance;

  /** Where the next literals begin, and where the last end. */
  private int literal;

  private int literals;

  LzfseTriples(PackedChunk chunk, LzOutput out) {
    this.chunk = chunk;
    this.in = chunk.bytes();
    this.out = out;
  }

  private static int[] extraBits(int symbols, int... last) {
    int[] bits = new int[symbols];
    System.arraycopy(last, 0, bits, symbols - last.length, last.length);
    return bits;
  }

  private static int[] distanceBits() {
    int[] bits = new int[FseWeights.DISTANCE_SYMBOLS];
    Arrays.setAll(bits, symbol -> symbol / 4);
    return bits;
  }

  /**
   * Decodes all triples of a block and carries them out.
   *
   * @param at where their payload begins in the chunk, at least 32
   * @param source the literals
   */
  void decode(LzfseHeader header, int at, byte[] source) throws CorruptException {
    fill(countTable, header.weights().counts(), COUNT_BITS);
    fill(lengthTable, header.weights().lengths(), LENGTH_BITS);
    fill(distanceTable, header.weights().distances(), DISTANCE_BITS);
    floor = 8L * at;
    bit = FseBits.end(chunk, at, at + header.matchBytes(), header.matchBits());
    countState = header.matchStates()[0];
    lengthState = header.matchStates()[1];
    distanceState = header.matchStates()[2];
    distance = 0;
    literal = 0;
    literals = header.literals();
    for (int left = header.triples(); left > 0; left -= AT_ONCE) {
      decode(Math.min(left, AT_ONCE), source);
    }
  }

  private void fill(long[] table, int[] weights, int[] extraBits) throws CorruptException {
    FseTables.requireSum(weights, table.length, chunk);
    FseTables.fillValues(table, weights, extraBits);
  }

  private void decode(int triples, byte[] source) throws CorruptException {
    for (int i = 0; i < triples; i++) {
      long word = FseBits.below(in, bit);
      long entry = countTable[countState];
      int used = FseTables.bits(entry);
      int value = FseBits.top(word, used);
      countState = FseTables.next(entry, value);
      final int count = FseTables.value(entry, value);

      entry = lengthTable[lengthState];
      value = FseBits.top(word << used, FseTables.bits(entry));
      used += FseTables.bits(entry);
      lengthState = FseTables.next(entry, value);
      final int length = FseTables.value(entry, value);

      entry = distanceTable[distanceState];
      value = FseBits.top(word << used, FseTables.bits(entry));
      bit -= used + FseTables.bits(entry);
      distanceState = FseTables.next(entry, value);
      int change = FseTables.value(entry, value);
      if (change != 0) {
        distance = change;
      }
      if (bit < floor || count > literals - literal) {
        throw chunk.damaged(floor / 8, "the matches want more bits or literals than there are");
      }
      out.literals(source, literal, count);
      literal += count;
      if (length > 0) {
        out.match(distance, length);
      }
    }
  }
}
