package io.github.macnightly.partition;

import io.github.macnightly.io.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Builds disks with partition maps, sound or hostile. */
final class TestDisk {

  final ByteBuffer disk;

  TestDisk(int sectors) {
    disk = ByteBuffer.allocate(sectors * 512).order(ByteOrder.LITTLE_ENDIAN);
  }

  Source source() {
    return Source.of(disk.array());
  }

  /** A table with both copies and one HFS+ partition from sector 40 to {@code last}. */
  TestDisk gpt(long last) {
    mbr(0, 0xee, new long[] {1, sectors() - 1});
    entry(2 * 512, last);
    entry(disk.limit() - 33 * 512, last);
    header(512, 2);
    return header(disk.limit() - 512, sectors() - 33);
  }

  private void entry(int at, long last) {
    disk.putInt(at, 0x48465300).putInt(at + 4, 0x11AA0000);
    disk.putLong(at + 8, Long.reverseBytes(0xAA11_00306543ECACL));
    disk.putLong(at + 32, 40).putLong(at + 40, last);
    disk.put(at + 56, "disk image".getBytes(StandardCharsets.UTF_16LE));
  }

  TestDisk header(int at, long entries) {
    disk.putLong(at, GptHeader.SIGNATURE).putInt(at + 8, 0x10000).putInt(at + 12, 92);
    disk.putLong(at + 72, entries).putInt(at + 80, 128).putInt(at + 84, 128);
    disk.putInt(at + 88, crc((int) entries * 512, 128 * 128));
    return signed(at);
  }

  /** Repairs the checksum of a header after a change of it. */
  TestDisk signed(int at) {
    disk.putInt(at + 16, 0);
    disk.putInt(at + 16, crc(at, 92));
    return this;
  }

  private int crc(int at, int length) {
    CRC32 crc = new CRC32();
    crc.update(disk.array(), at, length);
    return (int) crc.getValue();
  }

  TestDisk mbr(int index, int type, long[] range) {
    return table(0, index, type, range);
  }

  TestDisk table(int sector, int index, int type, long[] range) {
    int at = sector * 512 + 446 + 16 * index;
    disk.putShort(sector * 512 + 510, (short) 0xaa55).put(at + 4, (byte) type);
    disk.putInt(at + 8, (int) range[0]).putInt(at + 12, (int) range[1]);
    return this;
  }

  TestDisk driverMap(int blockSize) {
    big().putShort(0, (short) 0x4552).putShort(2, (short) blockSize);
    return this;
  }

  /** Writes entry {@code index} (from 1) of {@code count}, entries {@code blockSize} apart. */
  TestDisk apple(int blockSize, int index, int count, String type) {
    int at = index * blockSize;
    big().putShort(at, (short) 0x504D).putInt(at + 4, count).putInt(at + 8, index * 2);
    big().putInt(at + 12, 2).put(at + 16, new byte[] {'p', (byte) ('0' + index)});
    big().put(at + 48, type.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  private ByteBuffer big() {
    return disk.duplicate().order(ByteOrder.BIG_ENDIAN);
  }

  private int sectors() {
    return disk.limit() / 512;
  }
}
