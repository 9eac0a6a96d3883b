package io.github.macnightly.image;

import io.github.macnightly.hfs.HfsVolume;
import io.github.macnightly.hfsclassic.ClassicVolume;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Recognises a file system by the marks that it leaves at fixed places. */
enum FileSystem {
  HFS_PLUS("HFS+"),
  APFS("APFS", new Mark(32, "NXSB")),
  CLASSIC_HFS("HFS"),
  ISO_9660("ISO 9660", new Mark(32769, "CD001")),
  UDF("UDF", new Mark(32769, "BEA01")),
  EXFAT("exFAT", new Mark(3, "EXFAT   ")),
  NTFS("NTFS", new Mark(3, "NTFS    ")),
  MFS("MFS", new Mark(1024, "\u00d2\u00d7")),
  FAT("FAT", new Mark(54, "FAT"), new Mark(82, "FAT32")),
  CORE_STORAGE("Core Storage", new Mark(88, "CS")),
  UFS("UFS", new Mark(9564, "\0\1\031\124"), new Mark(9564, "\124\031\1\0")),
  EXT("ext2, 3 or 4", new Mark(1080, "\123\357"));

  private final String title;
  private final List<Mark> marks;

  FileSystem(String title, Mark... marks) {
    this.title = title;
    this.marks = List.of(marks);
  }

  /** Returns its usual name. */
  String title() {
    return title;
  }

  /**
   * Recognises what a partition holds. The copy of an HFS+ header at the end counts last, because
   * formatting a partition anew may leave it in place.
   */
  static Optional<FileSystem> of(Source partition) throws IOException {
    if (isHfsPlus(partition)) {
      return Optional.of(HFS_PLUS);
    }
    if (ClassicVolume.isClassic(partition)) {
      return Optional.of(CLASSIC_HFS);
    }
    for (FileSystem system : values()) {
      for (Mark mark : system.marks) {
        if (mark.isIn(partition)) {
          return Optional.of(system);
        }
      }
    }
    return HfsVolume.isHfs(partition) ? Optional.of(HFS_PLUS) : Optional.empty();
  }

  private static boolean isHfsPlus(Source partition) throws IOException {
    boolean own = new Mark(1024, "H+").isIn(partition) || new Mark(1024, "HX").isIn(partition);
    return own || new Mark(1024, "BD").isIn(partition) && new Mark(1148, "H+").isIn(partition);
  }

  /** Characters at a distance in bytes from the start of the partition. */
  private record Mark(long offset, String text) {

    boolean isIn(Source partition) throws IOException {
      byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
      if (partition.size() < offset + wanted.length) {
        return false;
      }
      return partition.read(offset, wanted.length).equals(ByteBuffer.wrap(wanted));
    }
  }
}
