package io.github.macnightly.udif;

import io.github.macnightly.io.Source;
import io.github.macnightly.plist.PropertyLists;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.Deflater;

/** Builds images, sound or hostile, from runs that are taken as they are given. */
final class TestImage {

  static final int ZERO = 0;
  static final int RAW = 1;
  static final int IGNORE = 2;
  static final int ADC = 0x80000004;
  static final int ZLIB = 0x80000005;
  static final int BZIP2 = 0x80000006;

  private record Line(int type, long sector, long sectors, long offset, long length) {}

  private final List<Line> lines = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final long sectors;
  private long firstSector;
  private long dataOffset;
  private Integer claimedRuns;
  private int blockChecksumType;
  private byte[] blockChecksum = new byte[0];
  private byte[] givenList;
  private Consumer<ByteBuffer> trailerChange = trailer -> {};

  TestImage(long sectors) {
    this.sectors = sectors;
  }

  /** Adds a run whose fields are all given. */
  TestImage run(int type, long sector, long sectors, long[] place) {
    lines.add(new Line(type, sector, sectors, place[0], place[1]));
    return this;
  }

  TestImage blank(int type, long sector, long sectors) {
    return run(type, sector, sectors, new long[2]);
  }

  TestImage raw(long sector, byte[] content) {
    long[] place = {data.size(), content.length};
    data.writeBytes(content);
    return run(RAW, sector, content.length / 512, place);
  }

  TestImage zlib(long sector, long sectors, byte[] content) {
    byte[] packed = new byte[content.length + 100];
    Deflater deflater = new Deflater();
    deflater.setInput(content);
    deflater.finish();
    int length = deflater.deflate(packed);
    deflater.end();
    long[] place = {data.size(), length};
    data.write(packed, 0, length);
    return run(ZLIB, sector, sectors, place);
  }

  /** Puts bytes into the data fork that no run speaks of. */
  TestImage data(byte[] bytes) {
    data.writeBytes(bytes);
    return this;
  }

  TestImage firstSector(long sector) {
    firstSector = sector;
    return this;
  }

  TestImage dataOffset(long offset) {
    dataOffset = offset;
    return this;
  }

  TestImage claimedRuns(int count) {
    claimedRuns = count;
    return this;
  }

  /** The block says that the CRC-32 of its sectors is this. */
  TestImage blockChecksum(int crc) {
    return blockChecksum(2, ByteBuffer.allocate(4).putInt(crc).array());
  }

  TestImage blockChecksum(int type, byte[] value) {
    blockChecksumType = type;
    blockChecksum = value;
    return this;
  }

  TestImage withoutTable() {
    return list(new byte[0]);
  }

  /** The property list shall be this. */
  TestImage list(byte[] bytes) {
    givenList = bytes;
    return this;
  }

  TestImage trailer(Consumer<ByteBuffer> change) {
    trailerChange = change;
    return this;
  }

  UdifImage open() throws IOException {
    return UdifImage.open(Source.of(build()));
  }

  byte[] build() {
    Map<String, Object> entry = Map.of("ID", "0", "Name", "all", "Data", block());
    byte[] list =
        givenList == null
            ? PropertyLists.writeXml(Map.of("resource-fork", Map.of("blkx", List.of(entry))))
            : givenList;
    ByteBuffer file = ByteBuffer.allocate(data.size() + list.length + 512);
    file.put(data.toByteArray()).put(list);
    ByteBuffer trailer = file.slice();
    trailer.putInt(0, 0x6B6F6C79).putInt(4, 4).putInt(8, 512).putInt(12, 1);
    trailer.putLong(32, data.size()).putInt(56, 1).putInt(60, 1);
    trailer.putLong(216, data.size()).putLong(224, list.length).putLong(492, sectors);
    trailerChange.accept(trailer);
    return file.array();
  }

  private byte[] block() {
    ByteBuffer block = ByteBuffer.allocate(204 + 40 * (lines.size() + 1));
    block.putInt(0, 0x6D697368).putInt(4, 1).putLong(8, firstSector).putLong(16, sectors);
    block.putLong(24, dataOffset);
    block.putInt(64, blockChecksumType).putInt(68, 8 * blockChecksum.length).put(72, blockChecksum);
    block.putInt(200, claimedRuns == null ? lines.size() + 1 : claimedRuns).position(204);
    for (Line line : lines) {
      block.putInt(line.type).putInt(0xdeadbeef).putLong(line.sector).putLong(line.sectors);
      block.putLong(line.offset).putLong(line.length);
    }
    block.putInt(-1);
    return block.array();
  }
}
