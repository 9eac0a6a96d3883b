package io.github.macnightly.hfs;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A good volume in memory whose bytes can be changed where they matter. */
final class Patch {

  static final int NODE = 4096;

  private final ByteBuffer bytes;
  private final VolumeHeader header;

  private Patch(byte[] volume) throws IOException {
    bytes = ByteBuffer.wrap(volume);
    header = VolumeHeader.readAt(Source.of(volume), VolumeHeader.OFFSET);
  }

  static Patch of(Tree tree) throws IOException {
    return of(HfsPlusBuilder.of(tree).nodeSize(NODE));
  }

  static Patch of(HfsPlusBuilder builder) throws IOException {
    Path file = Files.createTempFile("volume", ".hfs");
    try {
      builder.write(file);
      return new Patch(Files.readAllBytes(file));
    } finally {
      Files.delete(file);
    }
  }

  /** Returns where a node of the catalog starts; the builder keeps the catalog in one piece. */
  int catalogNode(int number) {
    return header.catalog().extents()[0] * header.blockSize() + number * NODE;
  }

  int catalogNodes() {
    return (int) (header.catalog().size() / NODE);
  }

  /** Returns where the catalog record of a file or directory starts, by its unique name. */
  int record(String name) {
    byte[] units = name.getBytes(StandardCharsets.UTF_16BE);
    int end = catalogNode(catalogNodes());
    for (int at = catalogNode(1); at < end - units.length - 8; at++) {
      boolean key =
          bytes.getShort(at) == 6 + units.length && bytes.getShort(at + 6) == units.length / 2;
      if (key && bytes.slice(at + 8, units.length).equals(ByteBuffer.wrap(units))) {
        return at + 8 + units.length;
      }
    }
    throw new IllegalArgumentException("the volume has no " + name);
  }

  /** Returns where the record of an extended attribute starts, by its unique name. */
  int attribute(String name) {
    byte[] units = name.getBytes(StandardCharsets.UTF_16BE);
    int start = header.attributes().extents()[0] * header.blockSize();
    for (int at = start; at < bytes.limit() - units.length - 14; at++) {
      boolean key =
          bytes.getShort(at) == 12 + units.length && bytes.getShort(at + 12) == units.length / 2;
      if (key && bytes.slice(at + 14, units.length).equals(ByteBuffer.wrap(units))) {
        return at + 14 + units.length;
      }
    }
    throw new IllegalArgumentException("the volume has no attribute " + name);
  }

  Patch putByte(int at, int value) {
    bytes.put(at, (byte) value);
    return this;
  }

  Patch putShort(int at, int value) {
    bytes.putShort(at, (short) value);
    return this;
  }

  Patch putInt(int at, int value) {
    bytes.putInt(at, value);
    return this;
  }

  Patch putLong(int at, long value) {
    bytes.putLong(at, value);
    return this;
  }

  int getInt(int at) {
    return bytes.getInt(at);
  }

  byte[] toArray() {
    return bytes.array();
  }

  HfsVolume open() throws IOException {
    return HfsVolume.open(Source.of(bytes.array()));
  }
}
