package io.github.macnightly.udif;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A disk image in Apple's UDIF container. Safe for use by several threads at once. */
public final class UdifImage implements Closeable {

  private final Source file;
  private final UdifTrailer trailer;
  private final ResourceFork resources;
  private final List<Block> blocks;
  private final UdifDisk disk;

  private UdifImage(Source file, UdifTrailer trailer, ResourceFork resources, List<Block> blocks)
      throws IOException {
    this.file = file;
    this.trailer = trailer;
    this.resources = resources;
    this.blocks = blocks;
    ChunkMap map = ChunkMap.of(blocks, file);
    long size = trailer.sectors() * UdifTrailer.SECTOR;
    this.disk = new UdifDisk(file, map, size, UdifDisk.CACHE_BYTES);
  }

  /** Says whether the file ends in a UDIF trailer. */
  public static boolean isUdif(Source file) throws IOException {
    return UdifTrailer.isPresent(file);
  }

  /**
   * Opens an image and checks its tables; no chunk is decoded. The image closes the file.
   *
   * @throws io.github.macnightly.io.NotThisFormatException when there is no trailer
   * @throws CorruptException when the tables contradict each other or the file
   * @throws io.github.macnightly.io.UnsupportedFormatException for an image in several segments or
   *     of another version than 4
   * @throws io.github.macnightly.io.LimitExceededException for a chunk over 64 MiB or a table over
   *     64 MiB
   * @throws IOException when the file cannot be read
   */
  public static UdifImage open(Source file) throws IOException {
    UdifTrailer trailer = UdifTrailer.read(file);
    ResourceFork resources = ResourceFork.read(file, trailer);
    if (trailer.plist().isEmpty() && trailer.fork().isEmpty()) {
      return new UdifImage(file, trailer, resources, List.of(wholeDisk(file, trailer)));
    }
    List<Block> blocks = new ArrayList<>();
    for (Resource resource : resources.resources("blkx")) {
      blocks.add(Block.read(resource, trailer, file));
    }
    return new UdifImage(file, trailer, resources, List.copyOf(blocks));
  }

  /** A trailer without tables follows a read-write image: the data is the disk. */
  private static Block wholeDisk(Source file, UdifTrailer trailer) throws CorruptException {
    long length = trailer.sectors() * UdifTrailer.SECTOR;
    if (length > trailer.data().length()) {
      throw new CorruptException(
          UdifTrailer.FORMAT,
          file.size() - UdifTrailer.SIZE,
          "no chunk table, and "
              + trailer.data().length()
              + " bytes of data for a disk of "
              + length);
    }
    Run all = new Run(ChunkType.RAW, 1, 0, trailer.sectors(), trailer.data().offset(), length);
    List<Run> runs = length == 0 ? List.of() : List.of(all);
    return new Block("whole disk", new Checksum(Checksum.NONE, new byte[0]), runs);
  }

  /**
   * Returns the whole decoded disk. Reading a chunk whose compression is not known fails with an
   * {@code UnsupportedFormatException} that names it; a damaged chunk with a {@code
   * CorruptException}. Checksums are the business of {@link #verify()}.
   */
  public Source disk() {
    return disk;
  }

  /** Returns the resources of the image, among them the chunk table and a licence. */
  public ResourceFork resources() {
    return resources;
  }

  /**
   * Decodes everything and compares it with all checksums that the image carries.
   *
   * @throws CorruptException when a checksum differs or a chunk is damaged
   * @throws io.github.macnightly.io.UnsupportedFormatException when a compression or a kind of
   *     checksum is not known
   */
  public void verify() throws IOException {
    new Verification(file, trailer, blocks).run();
  }

  /**
   * Returns what Apple's tools call the kind of image: {@code UDZO} zlib, {@code UDBZ} bzip2,
   * {@code UDCO} ADC, {@code ULFO} LZFSE, {@code ULMO} LZMA, {@code UDRO} uncompressed, {@code
   * UDRW} without a chunk table, {@code UDxx} for a compression without a known name.
   */
  public String format() {
    if (trailer.plist().isEmpty() && trailer.fork().isEmpty()) {
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
    file.close();
  }
}
