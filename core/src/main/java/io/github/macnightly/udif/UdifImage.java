package io.github.macnightly.udif;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A disk image in Apple's UDIF container. Safe for use by several threads at once. */
public final class UdifImage implements Closeable {

  private static final int USUAL_CHUNK = 1 << 20;

  private final Segments files;
  private final UdifTrailer trailer;
  private final DataFork data;
  private final ResourceFork resources;
  private final List<Block> blocks;
  private final ChunkStore chunks;

  private UdifImage(Segments files, UdifTrailer trailer, ResourceFork resources, DataFork data)
      throws IOException {
    this.files = files;
    this.trailer = trailer;
    this.data = data;
    this.resources = resources;
    this.blocks = trailer.hasTables() ? blocks() : List.of(wholeDisk());
    this.chunks = new ChunkStore(data.source(), ChunkMap.of(blocks, data.source()));
  }

  /** Says whether the file ends, or begins, in a UDIF trailer. */
  public static boolean isUdif(Source file) throws IOException {
    return UdifTrailer.isPresent(file);
  }

  /**
   * Opens an image that is one file, as {@link #open(Source, Path)} does.
   *
   * @throws io.github.macnightly.io.UnsupportedFormatException also for an image in several
   *     segments
   */
  public static UdifImage open(Source file) throws IOException {
    return open(file, Optional.empty());
  }

  /**
   * Opens an image and checks its tables; no chunk is decoded. The image closes the file.
   *
   * @param file the image, or the first segment of one
   * @param path where it is; the other segments, {@code X.002.dmgpart} and so on, are beside it
   * @throws io.github.macnightly.io.NotThisFormatException when there is no trailer
   * @throws CorruptException when the tables contradict each other or the file, or a segment is
   *     missing
   * @throws io.github.macnightly.io.UnsupportedFormatException for a segment that is not the first,
   *     or another version than 4
   * @throws io.github.macnightly.io.LimitExceededException for a chunk over 8 MiB, or a table that
   *     is over 8 MiB and over an eighth of the memory of this Java
   * @throws IOException when the file cannot be read
   */
  public static UdifImage open(Source file, Path path) throws IOException {
    return open(file, Optional.of(path));
  }

  private static UdifImage open(Source file, Optional<Path> path) throws IOException {
    UdifTrailer trailer = UdifTrailer.read(file);
    Segments files = new Segments(file, trailer, path);
    try {
      DataFork data = files.open();
      return new UdifImage(files, trailer, ResourceFork.read(file, trailer), data);
    } catch (IOException | RuntimeException e) {
      files.closeOthers();
      throw e;
    }
  }

  private List<Block> blocks() throws IOException {
    List<Block> read = new ArrayList<>();
    for (Resource resource : resources.resources("blkx")) {
      read.add(Block.read(resource, data, trailer.sectors()));
    }
    return List.copyOf(read);
  }

  private Block wholeDisk() throws CorruptException {
    long length = trailer.sectors() * UdifTrailer.SECTOR;
    if (length > data.length()) {
      throw new CorruptException(
          UdifTrailer.FORMAT,
          trailer.at(),
          "no chunk table, and " + data.length() + " bytes of data for a disk of " + length);
    }
    Run all = new Run(ChunkType.RAW, 1, 0, trailer.sectors(), data.origin(), length);
    List<Run> runs = length == 0 ? List.of() : List.of(all);
    return new Block("whole disk", new Checksum(Checksum.NONE, new byte[0]), runs);
  }

  /**
   * Returns the whole decoded disk. Several threads may read it at once; they decode different
   * chunks at the same time and never the same one twice. Reading a chunk whose compression is not
   * known fails with an {@code UnsupportedFormatException}; a damaged chunk with a {@code
   * CorruptException}. The checksums of the image are compared by {@link #verify} alone, so bytes
   * may be wrong although they were read without an error: whoever needs the right ones verifies
   * the image before using what was made of them.
   */
  public Source disk() {
    long size = trailer.sectors() * UdifTrailer.SECTOR;
    return new UdifDisk(data.source(), chunks, size);
  }

  /**
   * Returns the size of the largest chunk in bytes, unpacked, which most are as large as: to read
   * that much at once is cheapest. Where nothing is compressed it is 1 MiB.
   */
  public int chunkSize() {
    long largest =
        IntStream.range(0, chunks.map().size())
            .mapToObj(chunks.map()::get)
            .filter(run -> run.type().isCompressed())
            .mapToLong(Run::size)
            .max()
            .orElse(USUAL_CHUNK);
    return (int) largest;
  }

  /** Returns the licence that the image asks its user to agree to, if it holds one. */
  public Optional<License> license() {
    return License.read(resources);
  }

  /** Verifies with as many threads as there are processors. */
  public void verify() throws IOException {
    verify(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Compares all checksums that the image carries with its content. Chunks that were read before
   * are not decoded again, so that verifying after everything was read costs next to nothing; what
   * was read then proves right or wrong with hindsight.
   *
   * @param threads how many decode at the same time, the calling one among them; at least 1
   * @throws CorruptException when a checksum differs or a chunk is damaged
   * @throws io.github.macnightly.io.UnsupportedFormatException when a compression or a kind of
   *     checksum is not known
   */
  public void verify(int threads) throws IOException {
    new Verification(trailer, data, blocks, chunks).run(threads);
  }

  /**
   * Returns what Apple's tools call the kind of image: {@code UDZO} zlib, {@code UDBZ} bzip2,
   * {@code UDCO} ADC, {@code ULFO} LZFSE, {@code ULMO} LZMA, {@code UDRO} uncompressed, {@code
   * UDRW} without a chunk table, {@code UDxx} for a compression without a known name.
   */
  public String format() {
    if (!trailer.hasTables()) {
      return "UDRW";
    }
    Map<ChunkType, Integer> counts = new EnumMap<>(ChunkType.class);
    for (Block block : blocks) {
      for (Run run : block.runs()) {
        if (run.type().isCompressed()) {
          counts.merge(run.type(), 1, Integer::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(ChunkType.RAW)
        .imageFormat();
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
