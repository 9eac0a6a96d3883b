package io.github.macnightly.image;

import io.github.macnightly.io.Source;
import io.github.macnightly.partition.PartitionTable;
import io.github.macnightly.udif.UdifImage;
import io.github.macnightly.volume.Volume;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A disk image and the volumes on it. Nothing is mounted and nothing is written. */
public final class DiskImage implements Closeable {

  private static final String RAW = "raw";

  private final Source file;
  private final Optional<UdifImage> udif;
  private final String scheme;
  private final List<Volume> volumes;
  private final List<String> skipped;

  private DiskImage(Source file, Optional<UdifImage> udif) throws IOException {
    this.file = file;
    this.udif = udif;
    Source disk = udif.isPresent() ? udif.get().disk() : file;
    PartitionTable table = PartitionTable.read(disk);
    VolumeFinder found = VolumeFinder.search(disk, table);
    if (udif.isEmpty() && !found.recognised()) {
      throw Refusals.unknown(file);
    }
    this.scheme = table.scheme();
    this.volumes = List.copyOf(found.volumes());
    this.skipped = List.copyOf(found.skipped());
  }

  /**
   * Opens an image and the volumes on it.
   *
   * @param path a file
   * @throws io.github.macnightly.io.NotThisFormatException when it is no image at all
   * @throws io.github.macnightly.io.UnsupportedFormatException when it is an image of a kind that
   *     is not read, such as an encrypted or a sparse one; the message names the kind
   * @throws io.github.macnightly.io.CorruptException when container, map or a volume is damaged
   */
  public static DiskImage open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw Refusals.directory(path);
    }
    Source file = Source.open(path);
    try {
      return open(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Tells from a few bytes whether a file is a disk image, whatever its name is: it has a UDIF
   * trailer, the mark of an encrypted or sparse image, a partition map, or the header of a file
   * system that images are made with. That it can be opened does not follow.
   *
   * @throws IOException when it cannot be read
   */
  public static boolean isImage(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (Source file = Source.open(path)) {
      return UdifImage.isUdif(file) || Refusals.isMarked(file) || VolumeFinder.isDisk(file);
    }
  }

  private static DiskImage open(Source file) throws IOException {
    if (!UdifImage.isUdif(file)) {
      Refusals.check(file);
      return new DiskImage(file, Optional.empty());
    }
    UdifImage udif = UdifImage.open(file);
    try {
      return new DiskImage(file, Optional.of(udif));
    } catch (IOException | RuntimeException e) {
      udif.close();
      throw e;
    }
  }

  /** Returns {@code raw}, or the name of the UDIF variant such as {@code UDZO}. */
  public String format() {
    return udif.map(UdifImage::format).orElse(RAW);
  }

  /** Returns the kind of partition map: {@code GPT}, {@code APM}, {@code MBR} or {@code none}. */
  public String scheme() {
    return scheme;
  }

  /** Returns the volumes that can be read, in the order of the disk's map. */
  public List<Volume> volumes() {
    return volumes;
  }

  /**
   * Returns a line for each partition that holds a file system which is not read: its name and
   * where it is, such as {@code FAT (partition 1)}.
   */
  public List<String> skipped() {
    return skipped;
  }

  /**
   * Returns the licence that the image shows before it is mounted, if it has one.
   *
   * @param locale whose language is looked for first; else the image's own default counts
   * @throws io.github.macnightly.io.FormatException when the resources are damaged
   */
  public Optional<String> license(Locale locale) throws IOException {
    if (udif.isEmpty()) {
      return Optional.empty();
    }
    return new Licenses(udif.get().resources()).text(locale);
  }

  /**
   * Compares all checksums that the container has with its content; raw images have none.
   *
   * @throws io.github.macnightly.io.CorruptException when one differs
   */
  public void verify() throws IOException {
    if (udif.isPresent()) {
      udif.get().verify();
    }
  }

  @Override
  public void close() throws IOException {
    if (udif.isPresent()) {
      udif.get().close();
    }
    file.close();
  }
}
