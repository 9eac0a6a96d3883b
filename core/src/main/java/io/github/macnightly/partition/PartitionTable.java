package io.github.macnightly.partition;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The partitions of a disk. */
public final class PartitionTable {

  private final String scheme;
  private final List<Partition> partitions;

  PartitionTable(String scheme, List<Partition> partitions) {
    this.scheme = scheme;
    this.partitions = List.copyOf(partitions);
  }

  /**
   * Reads whichever map a disk has.
   *
   * @throws io.github.macnightly.io.CorruptException when there is a map but it is damaged, in GPT
   *     with its copy, or when a partition lies outside of the disk
   * @throws io.github.macnightly.io.LimitExceededException when a map claims over 4096 entries
   * @throws IOException when the disk cannot be read
   */
  public static PartitionTable read(Source disk) throws IOException {
    Optional<PartitionTable> table = Gpt.read(disk);
    if (table.isEmpty()) {
      table = AppleMap.read(disk);
    }
    if (table.isEmpty()) {
      table = Mbr.read(disk);
    }
    return table.orElseGet(
        () -> new PartitionTable("none", List.of(new Partition("", "", 0, disk.size()))));
  }

  /** Returns {@code GPT}, {@code APM}, {@code MBR} or {@code none}. */
  public String scheme() {
    return scheme;
  }

  /**
   * Returns the partitions in the order of the map; free space is among them where it is listed.
   */
  public List<Partition> partitions() {
    return partitions;
  }
}
