package io.github.macnightly.hfsclassic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** The images of README.txt beside them, in memory, where their bytes can be changed. */
final class Images {

  private final ByteBuffer bytes;

  private Images(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  static Images of(String name) throws IOException {
    return new Images(unzip(name));
  }

  /** Returns the lines that hfsutils gave for an image. */
  static List<String> facts(String name) throws IOException {
    return new String(unzip(name + ".facts"), UTF_8).lines().sorted().toList();
  }

  private static byte[] unzip(String name) throws IOException {
    try (InputStream in = Images.class.getResourceAsStream(name + ".gz");
        InputStream out = new GZIPInputStream(in)) {
      return out.readAllBytes();
    }
  }

  ClassicVolume open() throws IOException {
    return ClassicVolume.open(source());
  }

  Source source() {
    return Source.of(bytes.array());
  }

  byte[] toArray() {
    return bytes.array();
  }

  int size() {
    return bytes.capacity();
  }

  int getShort(int at) {
    return bytes.getShort(at) & 0xffff;
  }

  int getInt(int at) {
    return bytes.getInt(at);
  }

  Images putByte(int at, int value) {
    bytes.put(at, (byte) value);
    return this;
  }

  Images putShort(int at, int value) {
    bytes.putShort(at, (short) value);
    return this;
  }

  Images putInt(int at, int value) {
    bytes.putInt(at, value);
    return this;
  }

  /** Writes a field of the master directory block and of its copy. */
  Images putIntInBlocks(int at, int value) {
    return putInt(1024 + at, value).putInt(size() - 1024 + at, value);
  }

  /** Returns where a node of the catalog is; those of the first three extents can be had. */
  int catalogNode(int number) {
    int left = number;
    int extent = 1024 + 150;
    while (left >= nodes(extent)) {
      left -= nodes(extent);
      extent += 4;
    }
    return getShort(1024 + 28) * 512 + getShort(extent) * getInt(1024 + 20) + left * 512;
  }

  int catalogNodes() {
    return nodes(1024 + 150) + nodes(1024 + 154) + nodes(1024 + 158);
  }

  private int nodes(int extent) {
    return getShort(extent + 2) * getInt(1024 + 20) / 512;
  }

  /** Returns where the node is from which all descents start. */
  int catalogRoot() {
    return catalogNode(getInt(catalogNode(0) + 16));
  }

  /** Changes bytes of the master directory block and of the trees, where there are any. */
  byte[] mutant(Random random) {
    ByteBuffer mutant = ByteBuffer.wrap(bytes.array().clone());
    int extentsFile = getShort(1024 + 28) * 512 + getShort(1024 + 134) * getInt(1024 + 20);
    for (int changes = 1 + random.nextInt(60); changes > 0; changes--) {
      int at =
          switch (random.nextInt(10)) {
            case 0 -> 1024 + random.nextInt(162);
            case 1, 2 -> extentsFile + random.nextInt(2048);
            default -> catalogNode(random.nextInt(catalogNodes())) + random.nextInt(512);
          };
      if (mutant.get(at) != 0 || random.nextInt(20) == 0) {
        mutant.put(at, (byte) random.nextInt(256));
      }
    }
    return mutant.array();
  }

  /** Returns where the name of a leaf record is, by its unique name; its length stands before. */
  int name(String name) {
    byte[] wanted = name.getBytes(ISO_8859_1);
    for (int node = 1; node < catalogNodes(); node++) {
      int start = catalogNode(node);
      for (int at = start + 14; bytes.get(start + 8) == -1 && at < start + 480; at++) {
        int padding = bytes.get(at - 6) - 6 - wanted.length;
        boolean key = bytes.get(at) == wanted.length && (padding == 0 || padding == 1);
        if (key && bytes.slice(at + 1, wanted.length).equals(ByteBuffer.wrap(wanted))) {
          return at + 1;
        }
      }
    }
    throw new IllegalArgumentException("the volume has no " + name);
  }

  /** Returns where the data of a leaf record is: behind the key, at an even place. */
  int record(String name) {
    int end = name(name) + name.length();
    return end + (end & 1);
  }
}
