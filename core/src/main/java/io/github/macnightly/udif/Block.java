package io.github.macnightly.udif;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code blkx} resource: the runs of one range of sectors.
 *
 * @param name such as {@code disk image (Apple_HFS : 4)}
 * @param checksum over the decoded bytes of all runs but ignored ones, in order
 * @param runs those that cover sectors, in the order of the table
 */
record Block(String name, Checksum checksum, List<Run> runs) {

  /** Of one compressed run, decoded; Apple writes 1 MiB. */
  static final int MAX_CHUNK = 8 << 20;

  private static final int MAGIC = 0x6D697368; // "mish"
  private static final int HEADER = 204;
  private static final int RUN = 40;

  /** Incompressible data grows a little when compressed. */
  private static final int MAX_PACKED = MAX_CHUNK + (1 << 20);

  /**
   * Reads a block.
   *
   * @param disk size of the disk in sectors, which no run may leave
   * @throws CorruptException when the block contradicts itself, the disk or the stored data
   * @throws LimitExceededException when a chunk is over 8 MiB
   */
  static Block read(Resource resource, DataFork data, long disk) throws IOException {
    ByteBuffer b = ByteBuffer.wrap(resource.data());
    if (b.limit() < HEADER || b.getInt(0) != MAGIC) {
      throw new NotThisFormatException(
          UdifTrailer.FORMAT, -1, "blkx " + resource.id() + " has no mish header");
    }
    long count = Integer.toUnsignedLong(b.getInt(200));
    if (count > (b.limit() - HEADER) / RUN) {
      throw new CorruptException(
          UdifTrailer.FORMAT,
          200,
          "blkx " + resource.id() + " of " + b.limit() + " bytes claims " + count + " runs");
    }
    Reader reader = new Reader(b, resource.id(), data, disk);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Run run = reader.run(HEADER + i * RUN);
      if (run.type() == ChunkType.END) {
        break;
      }
      if (run.type().coversSectors() && run.sectors() > 0) {
        runs.add(run);
      }
    }
    return new Block(resource.name(), Checksum.read(b, 64, 0), List.copyOf(runs));
  }

  /** Reads runs and makes their places absolute. */
  private record Reader(ByteBuffer b, int id, DataFork data, long disk) {

    Run run(int at) throws IOException {
      int code = b.getInt(at);
      ChunkType type = ChunkType.of(code);
      if (!type.coversSectors()) {
        return new Run(type, code, 0, 0, 0, 0);
      }
      long sectors = b.getLong(at + 16);
      long sector = sector(at, sectors);
      if (!type.hasData() || sectors == 0) {
        return new Run(type, code, sector, sectors, 0, 0);
      }
      Run run = new Run(type, code, sector, sectors, offset(at), b.getLong(at + 32));
      checkData(run, at);
      return run;
    }

    private long sector(int at, long sectors) throws CorruptException {
      long first = b.getLong(8);
      long relative = b.getLong(at + 8);
      if (first < 0
          || relative < 0
          || sectors < 0
          || sectors > disk
          || first > disk - sectors
          || relative > disk - sectors - first) {
        throw corrupt(
            at, "sectors " + first + "+" + relative + "+" + sectors + " leave the disk of " + disk);
      }
      return first + relative;
    }

    private long offset(int at) throws CorruptException {
      try {
        return Math.addExact(Math.addExact(data.origin(), b.getLong(24)), b.getLong(at + 24));
      } catch (ArithmeticException e) {
        throw corrupt(at + 24, "data offset overflows");
      }
    }

    private void checkData(Run run, int at) throws CorruptException, LimitExceededException {
      if (!isInside(run.offset(), run.length())) {
        throw corrupt(at + 24, "data at " + run.offset() + "+" + run.length() + " leaves the file");
      }
      if (run.type() == ChunkType.RAW && run.length() < run.size()) {
        throw corrupt(at + 32, run.length() + " bytes for " + run.sectors() + " raw sectors");
      }
      if (run.type().isCompressed() && (run.size() > MAX_CHUNK || run.length() > MAX_PACKED)) {
        throw new LimitExceededException(
            UdifTrailer.FORMAT,
            run.offset(),
            "chunk of " + run.size() + " bytes, packed " + run.length(),
            MAX_CHUNK);
      }
    }

    private boolean isInside(long offset, long length) {
      return offset >= 0 && length >= 0 && offset <= data.source().size() - length;
    }

    private CorruptException corrupt(long at, String detail) {
      return new CorruptException(UdifTrailer.FORMAT, at, "blkx " + id + ": " + detail);
    }
  }
}
