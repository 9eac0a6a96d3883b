package io.github.macnightly.image;

import io.github.macnightly.crypt.EncryptedImage;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.partition.PartitionTable;
import io.github.macnightly.sparse.SparseBundle;
import io.github.macnightly.sparse.SparseImage;
import io.github.macnightly.udif.License;
import io.github.macnightly.udif.UdifImage;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A disk image and the volumes on it. Nothing is mounted and nothing is written. Safe for use by
 * several threads at once.
 */
public final class DiskImage implements Closeable {

  private final Layers layers;
  private final String scheme;
  private final VolumeFinder found;
  private final Map<String, Volume> folders;

  private DiskImage(Layers layers, Passphrases passphrases) throws IOException {
    this.layers = layers;
    PartitionTable table = PartitionTable.read(layers.disk());
    this.found = VolumeFinder.search(layers.disk(), table, passphrases);
    if (layers.bare() && !found.recognised()) {
      throw Refusals.unknown(layers.disk());
    }
    this.scheme = table.scheme();
    this.folders = VolumeFolders.of(found.volumes());
  }

  /** Opens an image that is not encrypted, as {@link #open(Path, Passphrases)} does. */
  public static DiskImage open(Path path) throws IOException {
    return open(path, Passphrases.none());
  }

  /**
   * Opens an image and the volumes on it.
   *
   * @param path a file, or the directory of a sparse bundle
   * @param passphrases asked when the image or a volume on it is encrypted
   * @throws io.github.macnightly.crypt.PassphraseException when a passphrase is missing or wrong
   * @throws io.github.macnightly.io.NotThisFormatException when it is no image at all
   * @throws io.github.macnightly.io.UnsupportedFormatException when it is an image of a kind that
   *     is not read, such as NDIF; the message names the kind
   * @throws io.github.macnightly.io.CorruptException when container, map or a volume is damaged
   */
  public static DiskImage open(Path path, Passphrases passphrases) throws IOException {
    Layers layers = Layers.open(path, passphrases);
    try {
      return new DiskImage(layers, passphrases);
    } catch (IOException | RuntimeException e) {
      layers.close();
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
      return Files.isDirectory(path) && SparseBundle.isBundle(path);
    }
    try (Source file = Source.open(path)) {
      return UdifImage.isUdif(file)
          || EncryptedImage.isEncrypted(file)
          || SparseImage.isSparse(file)
          || VolumeFinder.isDisk(file);
    }
  }

  /**
   * Returns the size of an image that is encrypted as a whole, as far as it can be told without the
   * passphrase: of a file that of the file, of a bundle 0.
   *
   * @return empty for an image that is not encrypted
   */
  public static OptionalLong encryptedSize(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return Layers.isLocked(path) ? OptionalLong.of(0) : OptionalLong.empty();
    }
    try (Source file = Source.open(path)) {
      boolean encrypted = EncryptedImage.isEncrypted(file);
      return encrypted ? OptionalLong.of(file.size()) : OptionalLong.empty();
    }
  }

  /**
   * Returns the kind of image: {@code raw}, the name of the UDIF variant such as {@code UDZO},
   * {@code sparse image} or {@code sparse bundle}.
   */
  public String format() {
    return layers.format();
  }

  /** Returns whether the whole image is encrypted. */
  public boolean encrypted() {
    return layers.encrypted();
  }

  /** Returns the size of the disk in bytes, which says nothing about how much is on it. */
  public long size() {
    return layers.disk().size();
  }

  /** Returns the kind of partition map: {@code GPT}, {@code APM}, {@code MBR} or {@code none}. */
  public String scheme() {
    return scheme;
  }

  /** Returns the partitions in the order of the map, one for a disk without a map. */
  public List<ImagePart> parts() {
    return found.parts();
  }

  /** Returns the volumes that can be read, in the order of the disk's map. */
  public List<Volume> volumes() {
    return found.volumes();
  }

  /**
   * Returns the volumes by the folder that each has in a tree of the whole image: a single volume
   * has none, its folder is "" and its tree is that of the image; of several each has a folder
   * named after it, with a number where that is taken.
   */
  public Map<String, Volume> folders() {
    return folders;
  }

  /**
   * Finds an entry of the whole image by the rules of its volume.
   *
   * @param path names joined by {@code /}, the first one a folder if there are several volumes
   * @throws io.github.macnightly.io.FormatException when the volume is damaged on the way
   */
  public Optional<VolumeEntry> find(String path) throws IOException {
    return VolumeFolders.find(folders, path);
  }

  /**
   * Returns a line for each partition that holds a file system which is not read: its name and
   * where it is, such as {@code FAT (partition 1)}.
   */
  public List<String> skipped() {
    return found.skipped();
  }

  /**
   * Returns what somebody should know before relying on what is read, a line each that names the
   * volume if there are several; none for volumes that are as they should be.
   */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    folders.forEach(
        (folder, volume) ->
            volume
                .warnings()
                .forEach(text -> warnings.add(folder.isEmpty() ? text : folder + ": " + text)));
    return List.copyOf(warnings);
  }

  /**
   * Refuses an image that holds something but no volume that is read; one that holds nothing at all
   * is merely empty. A partition of one of Apple's types is taken to hold something whatever is in
   * it.
   *
   * @throws io.github.macnightly.io.UnsupportedFormatException naming what is there
   */
  public void requireReadable() throws IOException {
    if (volumes().isEmpty() && found.holdsUnread()) {
      throw new UnsupportedFormatException(
          Refusals.FORMAT, -1, "no volume of the image is read: " + String.join(", ", skipped()));
    }
  }

  /**
   * Returns the languages of the licence that the image shows before it is mounted, as BCP 47 tags;
   * none when it has no licence.
   */
  public List<String> licenseLanguages() {
    return license().stream()
        .flatMap(license -> license.texts().stream())
        .map(License.Text::language)
        .toList();
  }

  private Optional<License> license() {
    return layers.udif().flatMap(UdifImage::license);
  }

  /**
   * Returns the text of the licence in one language, if the image has one.
   *
   * @param locale whose language is looked for first; else the image's own default counts
   */
  public Optional<String> license(Locale locale) {
    return license().map(license -> license.best(locale).text());
  }

  /**
   * Returns whether the licence is there in the language of a locale, whatever its country.
   *
   * @return false also for an image without a licence
   */
  public boolean hasLicenseIn(Locale locale) {
    return license().map(license -> license.has(locale)).orElse(false);
  }

  /** Returns whether the container carries checksums that {@link #verify} compares with. */
  public boolean hasChecksums() {
    return layers.udif().isPresent();
  }

  /**
   * Compares all checksums that the container has with its content; raw images have none.
   *
   * @throws io.github.macnightly.io.CorruptException when one differs
   */
  public void verify() throws IOException {
    if (layers.udif().isPresent()) {
      layers.udif().get().verify();
    }
  }

  @Override
  public void close() throws IOException {
    layers.close();
  }
}
