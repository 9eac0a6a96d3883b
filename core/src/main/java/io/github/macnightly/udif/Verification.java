package io.github.macnightly.udif;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Compares everything that has a checksum with it. */
final class Verification {

  private static final int BUFFER = 1 << 18;

  private final Source file;
  private final UdifTrailer trailer;
  private final List<Block> blocks;
  private final byte[] buffer = new byte[BUFFER];

  Verification(Source file, UdifTrailer trailer, List<Block> blocks) {
    this.file = file;
    this.trailer = trailer;
    this.blocks = blocks;
  }

  /** Checks the cheap sums first; blocks without a sum are decoded all the same. */
  void run() throws IOException {
    for (Block block : blocks) {
      for (Run run : block.runs()) {
        ChunkDecoder.requireSupported(run);
      }
    }
    checkMaster();
    checkData();
    for (Block block : blocks) {
      check(block);
    }
  }

  private void checkMaster() throws IOException {
    Checksum master = trailer.masterChecksum();
    if (master.isGiven()) {
      Summer sum = Summer.of(master, trailerAt(352));
      for (Block block : blocks) {
        sum.update(block.checksum().value(), block.checksum().value().length);
      }
      master.require(sum.value(), trailerAt(352), "the checksums of all blocks");
    }
  }

  private void checkData() throws IOException {
    Checksum checksum = trailer.dataChecksum();
    if (checksum.isGiven()) {
      Summer sum = Summer.of(checksum, trailerAt(80));
      add(sum, trailer.data().offset(), trailer.data().length());
      checksum.require(sum.value(), trailerAt(80), "the data fork");
    }
  }

  private void check(Block block) throws IOException {
    Checksum checksum = block.checksum();
    Summer sum = checksum.isGiven() ? Summer.of(checksum, 0) : new Summer.Crc();
    for (Run run : block.runs()) {
      switch (run.type()) {
        case IGNORE -> {
          // such sectors may hold anything and are not summed
        }
        case ZERO -> sum.updateZeros(run.size());
        case RAW -> add(sum, run.offset(), run.size());
        default -> sum.update(ChunkDecoder.decode(run, file), (int) run.size());
      }
    }
    if (checksum.isGiven()) {
      checksum.require(sum.value(), 0, "block \"" + block.name() + "\"");
    }
  }

  private void add(Summer sum, long offset, long length) throws IOException {
    InputStream in = file.slice(offset, length).stream();
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      sum.update(buffer, count);
    }
  }

  private long trailerAt(int field) {
    return file.size() - UdifTrailer.SIZE + field;
  }
}
