package io.github.macnightly.image;

import io.github.macnightly.apfs.ApfsContainer;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.hfs.HfsVolume;
import io.github.macnightly.hfsclassic.ClassicVolume;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.partition.Partition;
import io.github.macnightly.partition.PartitionTable;
import io.github.macnightly.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Probes the partitions of a disk. */
final class VolumeFinder {

  private static final String EFI_SYSTEM = "EFI";
  private static final Set<String> NO_VOLUMES =
      Set.of(
          "Apple_partition_map",
          "Apple_Free",
          "Apple_Void",
          "Apple_Scratch",
          "Apple_Extra",
          "Apple_Patches",
          "Apple_FWDriver",
          "0xEE");
  private static final Set<FileSystem> CERTAIN =
      Set.of(
          FileSystem.HFS_PLUS,
          FileSystem.CLASSIC_HFS,
          FileSystem.APFS,
          FileSystem.ISO_9660,
          FileSystem.UDF);
  private static final String APPLE = "Apple_";
  private static final int MARKS = 64 << 10;
  private static final String DRIVER = "Apple_Driver";
  private static final String ISO = "ISO9660_data";

  private final List<Volume> volumes = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final Set<Long> offsets = new HashSet<>();
  private final List<ImagePart> parts = new ArrayList<>();
  private final Passphrases passphrases;
  private boolean recognised;
  private boolean holdsUnread;

  private VolumeFinder(Passphrases passphrases) {
    this.passphrases = passphrases;
  }

  /** Probes all partitions; one that is damaged makes the whole disk damaged. */
  static VolumeFinder search(Source disk, PartitionTable table, Passphrases passphrases)
      throws IOException {
    VolumeFinder finder = new VolumeFinder(passphrases);
    boolean whole = table.scheme().equals("none");
    finder.recognised = !whole;
    int number = 0;
    for (Partition partition : table.partitions()) {
      number++;
      finder.add(disk, partition, whole ? "whole disk" : "partition " + number);
    }
    if (!finder.volumes.isEmpty()) {
      finder.skipped.removeIf(text -> text.startsWith(FileSystem.ISO_9660.title() + " "));
    }
    return finder;
  }

  /**
   * Tells whether a file looks like a disk. Marks that chance would find in other files do not
   * count.
   */
  static boolean isDisk(Source file) throws IOException {
    Optional<FileSystem> system = FileSystem.of(file);
    if (system.isPresent() && CERTAIN.contains(system.get())) {
      return true;
    }
    try {
      return !PartitionTable.read(file).scheme().equals("none");
    } catch (FormatException damagedMap) {
      return true;
    }
  }

  private void add(Source disk, Partition partition, String place) throws IOException {
    String content = "";
    if (isWorthProbing(partition.type()) && offsets.add(partition.offset())) {
      Source source = disk.slice(partition.offset(), partition.length());
      content = probe(source, partition.type(), place);
    }
    parts.add(
        new ImagePart(
            partition.name(), partition.type(), partition.offset(), partition.length(), content));
  }

  private static boolean isWorthProbing(String type) {
    return !NO_VOLUMES.contains(type) && !type.startsWith(DRIVER);
  }

  /** Opens what is in a partition and returns the name of its file system. */
  private String probe(Source partition, String type, String place) throws IOException {
    Optional<FileSystem> system = FileSystem.of(partition);
    recognised |= system.isPresent();
    List<Volume> opened = open(partition, system);
    if (opened.isEmpty()) {
      skipped.add(title(system, type) + " (" + place + ")");
      holdsUnread |= system.isPresent() || type.startsWith(APPLE) || !isBlank(partition);
      return system.map(FileSystem::title).orElse("");
    }
    volumes.addAll(opened);
    return opened.get(0).fileSystem();
  }

  /** A partition that was never formatted is blank where every file system has its first marks. */
  private static boolean isBlank(Source partition) throws IOException {
    ByteBuffer start = partition.read(0, (int) Math.min(MARKS, partition.size()));
    while (start.hasRemaining()) {
      if (start.get() != 0) {
        return false;
      }
    }
    return true;
  }

  private List<Volume> open(Source partition, Optional<FileSystem> system) throws IOException {
    if (system.isEmpty()) {
      return List.of();
    }
    return switch (system.get()) {
      case HFS_PLUS -> List.of(HfsVolume.open(partition));
      case CLASSIC_HFS -> List.of(ClassicVolume.open(partition));
      case APFS -> ApfsContainer.open(partition, passphrases).volumes();
      default -> List.of();
    };
  }

  private static String title(Optional<FileSystem> system, String type) {
    if (type.equals(EFI_SYSTEM)) {
      return "EFI system partition" + system.map(found -> " with " + found.title()).orElse("");
    }
    if (type.equals(ISO)) {
      return FileSystem.ISO_9660.title();
    }
    String unknown = type.isEmpty() ? "unknown file system" : "unknown file system of type " + type;
    return system.map(FileSystem::title).orElse(unknown);
  }

  List<Volume> volumes() {
    return List.copyOf(volumes);
  }

  List<String> skipped() {
    return List.copyOf(skipped);
  }

  /** Returns whether some partition that is not read seems to hold something. */
  boolean holdsUnread() {
    return holdsUnread;
  }

  List<ImagePart> parts() {
    return List.copyOf(parts);
  }

  /** Returns whether there was a map or a file system; if not, this may be no disk at all. */
  boolean recognised() {
    return recognised;
  }
}
