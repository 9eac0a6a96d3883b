package io.github.macnightly.udif;

import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compares everything that has a checksum with it. Chunks that were read before are not decoded
 * again: their sums are known and only joined. The others are decoded by several threads; a block
 * whose sum cannot be joined is decoded from its begin to its end by one.
 */
final class Verification {

  /** As many zeros as the slowest algorithm sums in about ten seconds. */
  private static final long MAX_ZEROS = 4L << 30;

  private final UdifTrailer trailer;
  private final DataFork data;
  private final List<Block> blocks;
  private final ChunkStore chunks;

  Verification(UdifTrailer trailer, DataFork data, List<Block> blocks, ChunkStore chunks) {
    this.trailer = trailer;
    this.data = data;
    this.blocks = blocks;
    this.chunks = chunks;
  }

  /** Checks what costs nothing first; blocks without a sum are decoded all the same. */
  void run(int threads) throws IOException {
    requireSupported();
    checkMaster();
    decode(threads);
    for (Block block : blocks) {
      if (block.checksum().isGiven() && block.checksum().isJoinable()) {
        checkJoined(block);
      }
    }
    StoredSum stored = new StoredSum(chunks);
    for (DataFork.Part part : data.parts()) {
      checkData(part, stored);
    }
  }

  private void requireSupported() throws IOException {
    long zeros = 0;
    for (Block block : blocks) {
      Summer.of(block.checksum(), -1);
      for (Run run : block.runs()) {
        ChunkDecoder.requireSupported(run);
        if (run.type() == ChunkType.ZERO && !block.checksum().isJoinable()) {
          zeros += Math.min(run.size(), MAX_ZEROS - zeros + 1);
        }
      }
    }
    if (zeros > MAX_ZEROS) {
      throw new LimitExceededException(
          UdifTrailer.FORMAT, -1, "number of zeros under a digest", MAX_ZEROS);
    }
  }

  private void checkMaster() throws IOException {
    Checksum master = trailer.masterChecksum();
    if (master.isGiven()) {
      long at = trailer.at() + UdifTrailer.MASTER_CHECKSUM;
      Summer sum = Summer.of(master, at);
      for (Block block : blocks) {
        sum.update(block.checksum().value(), block.checksum().value().length);
      }
      master.require(sum.value(), at, "the checksums of all blocks");
    }
  }

  private void decode(int threads) throws IOException {
    int[] digested =
        IntStream.range(0, blocks.size())
            .filter(i -> !blocks.get(i).checksum().isJoinable())
            .toArray();
    int[] missing =
        blocks.stream()
            .filter(block -> block.checksum().isJoinable())
            .flatMapToInt(this::missing)
            .toArray();
    Workers.run(
        digested.length + missing.length,
        threads,
        number -> {
          if (number < digested.length) {
            checkDigest(blocks.get(digested[number]));
          } else {
            sum(missing[number - digested.length]);
          }
        });
  }

  /** Returns the chunks of a block whose sums are needed and not known. */
  private IntStream missing(Block block) {
    return block.runs().stream()
        .filter(run -> run.type().isCompressed() || isNeeded(run, block))
        .mapToInt(chunks.map()::indexOf)
        .filter(index -> !chunks.sums().has(index));
  }

  private static boolean isNeeded(Run run, Block block) {
    return run.type() == ChunkType.RAW && block.checksum().isGiven();
  }

  private void sum(int index) throws IOException {
    if (chunks.map().get(index).type() == ChunkType.RAW) {
      chunks.sumRaw(index);
    } else {
      chunks.decode(index);
    }
  }

  private void checkDigest(Block block) throws IOException {
    Summer sum = Summer.of(block.checksum(), -1);
    for (Run run : block.runs()) {
      switch (run.type()) {
        case IGNORE -> {
          // such sectors may hold anything and are not summed
        }
        case ZERO -> sum.updateZeros(run.size());
        case RAW -> chunks.read(run.offset(), run.size(), sum);
        default -> sum.update(chunks.decode(chunks.map().indexOf(run)), (int) run.size());
      }
    }
    require(block, sum);
  }

  private void checkJoined(Block block) throws IOException {
    Summer.Crc sum = new Summer.Crc();
    for (Run run : block.runs()) {
      if (run.type() == ChunkType.ZERO) {
        sum.updateZeros(run.size());
      } else if (run.type().hasData()) {
        sum.add(chunks.sums().decoded(chunks.map().indexOf(run)), run.size());
      }
    }
    require(block, sum);
  }

  private static void require(Block block, Summer sum) throws IOException {
    block.checksum().require(sum.value(), 0, "block \"" + block.name() + "\"");
  }

  /**
   * Compares stored bytes with their sum. A segment may have the sum of its own bytes or that of
   * all segments: what Apple's tools write is not known, and either proves that they are sound.
   */
  private void checkData(DataFork.Part part, StoredSum stored) throws IOException {
    Checksum checksum = part.checksum();
    if (checksum.isGiven()) {
      byte[] own = stored.of(checksum, part.start(), part.length());
      boolean one = data.parts().size() == 1;
      if (!checksum.is(own) && (one || !checksum.is(stored.of(checksum, 0, data.length())))) {
        checksum.require(own, trailer.at() + UdifTrailer.DATA_CHECKSUM, "the data fork");
      }
    }
  }
}
