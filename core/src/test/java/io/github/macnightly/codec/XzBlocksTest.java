package io.github.macnightly.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Programs;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.SeekableXZInputStream;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/** Files of xz that are decoded block by block, against data that {@code xz} packed. */
final class XzBlocksTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0 --block-size=4KiB",
        "-1 --block-size=100000 --check=crc32",
        "-3 --block-size=1MiB --check=sha256",
        "-6e --block-size=300001 --check=none",
        "-9 --block-size=999999",
        "-9e --block-size=64MiB",
        "-2 --block-size=1",
        "--block-size=500000 --lzma2=dict=64KiB,lc=0,lp=4,pb=0,mode=fast,nice=5,mf=hc3",
        "--block-size=500000 --lzma2=preset=6,lc=4,lp=0,pb=4,nice=273"
      })
  void decodesWhatXzPacksOnSeveralThreads(String options) throws Exception {
    int size = options.endsWith("=1") ? 500 : 2_500_000;
    byte[] plain = mixed(size);
    byte[] packed = pack("-T2 " + options, plain);
    assertThat(isTaken(packed)).isTrue();
    assertThat(unpack(packed)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "-T1 -1,1",
    "-T1 -1 --block-size=100000,9",
    "-T2 -1 --x86 --lzma2 --block-size=1MiB,2"
  })
  void leavesWhatSaysNoSizeOrHasFiltersToTheLibrary(String options, int least) throws Exception {
    byte[] plain = mixed(1_200_000);
    byte[] packed = pack(options, plain);
    assertThat(isTaken(packed)).isFalse();
    assertThat(index(packed).getBlockCount()).isGreaterThanOrEqualTo(least);
    assertThat(unpack(packed)).isEqualTo(plain);
  }

  @Test
  void decodesStreamsOfDifferentKindsWithZerosBetweenThem() throws Exception {
    byte[] plain = mixed(300_000);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(pack("-T2 -1 --block-size=100000 --check=sha256", plain));
    packed.writeBytes(new byte[8]);
    packed.writeBytes(pack("-T2 -0 --block-size=70000 --check=none", plain));
    packed.writeBytes(pack("-T2 -0 --check=crc32", new byte[0]));
    assertThat(isTaken(packed.toByteArray())).isTrue();
    byte[] twice = Arrays.copyOf(plain, 600_000);
    System.arraycopy(plain, 0, twice, 300_000, 300_000);
    assertThat(unpack(packed.toByteArray())).isEqualTo(twice);
  }

  /** Where the library gives the content out in spite of a change, nothing of it was changed. */
  @ParameterizedTest
  @EnumSource(XzCheck.class)
  void findsEveryChangeThatTheLibraryFinds(XzCheck check) throws Exception {
    byte[] plain = Samples.text(900);
    String name = check == XzCheck.NONE ? "none" : check.name().replace("_", "").toLowerCase();
    byte[] packed = pack("-T2 -0 --block-size=300 --check=" + name, plain);
    assertThat(isTaken(packed)).isTrue();
    for (int at = 0; at < packed.length; at++) {
      byte[] changed = packed.clone();
      changed[at] ^= (byte) (1 << at % 8);
      judge(changed);
    }
    for (int length = 0; length < packed.length; length += 3) {
      judge(Arrays.copyOf(packed, length));
    }
  }

  private static void judge(byte[] packed) throws IOException {
    byte[] wanted = library(packed);
    if (wanted == null) {
      assertThatThrownBy(() -> unpack(packed)).isInstanceOf(FormatException.class);
    } else {
      assertThat(unpack(packed)).isEqualTo(wanted);
    }
  }

  @Test
  void givesOutTheBlocksBeforeADamagedOneAndNamesThat() throws Exception {
    byte[] plain = mixed(600_000);
    byte[] packed = pack("-T2 -1 --block-size=200000", plain);
    packed[(int) index(packed).getBlockCompPos(2) + 5000] ^= 4;
    try (InputStream in = LzmaStream.xz(Source.of(packed), "test")) {
      assertThat(in.readNBytes(400_000)).isEqualTo(Arrays.copyOf(plain, 400_000));
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining("block 3");
      assertThatThrownBy(in::read).isInstanceOf(CorruptException.class);
    }
  }

  @Test
  void keepsTheEndOfABlockBackUntilItsCheckIsRight() throws Exception {
    byte[] plain = mixed(700_000);
    byte[] packed = pack("-T2 -1 --check=crc32 --block-size=1MiB", plain);
    SeekableXZInputStream index = index(packed);
    packed[(int) (index.getBlockCompPos(0) + index.getBlockCompSize(0)) - 1] ^= 1;
    try (InputStream in = LzmaStream.xz(Source.of(packed), "test")) {
      assertThatThrownBy(() -> in.readNBytes(plain.length)).isInstanceOf(CorruptException.class);
    }
  }

  @Test
  void findsOutWhereASizeLies() throws Exception {
    byte[] packed = pack("-T2 -0 --block-size=100000", mixed(100_000));
    byte[] longer = pack("-T2 -0 --block-size=100000", new byte[99_999]);
    SeekableXZInputStream index = index(packed);
    int from = (int) index.getBlockCompPos(0);
    int head = 4 * (1 + packed[from]);
    byte[] lying = longer.clone();
    System.arraycopy(sizes(longer, 100_000), 0, lying, from, head);
    assertThat(lying).isNotEqualTo(longer);
    assertThatThrownBy(() -> unpack(lying)).isInstanceOf(CorruptException.class);
  }

  /** Returns the header of the only block with another size of its result. */
  private static byte[] sizes(byte[] packed, int plain) {
    int length = 4 * (1 + packed[12]);
    byte[] header = Arrays.copyOfRange(packed, 12, 12 + length);
    int at = 2;
    while (header[at++] < 0) {
      assertThat(at).isLessThan(length);
    }
    for (int rest = plain; rest > 0; rest >>>= 7) {
      header[at++] = (byte) (rest & 0x7f | (rest > 0x7f ? 0x80 : 0));
    }
    int crc = XzCheck.crc32(header, 0, length - Integer.BYTES);
    for (int i = 0; i < Integer.BYTES; i++) {
      header[length - Integer.BYTES + i] = (byte) (crc >>> 8 * i);
    }
    return header;
  }

  @Test
  void decodesStreamsInAChunkThatChangeTheirKind() throws Exception {
    byte[] plain = mixed(900_000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FilterOptions usual = new LZMA2Options(1);
    try (XZOutputStream out = new XZOutputStream(bytes, usual, XZ.CHECK_CRC32)) {
      out.write(plain, 0, 600_000);
      out.endBlock();
      out.updateFilters(new FilterOptions[] {new X86Options(), usual});
      out.write(plain, 600_000, 300_000);
    }
    assertThat(PbzStreamTest.unpackAlone(bytes.toByteArray(), plain.length)).isEqualTo(plain);
  }

  private byte[] pack(String options, byte[] plain) throws Exception {
    assumeTrue(Programs.find("xz").isPresent(), "there is no xz");
    Path file = Files.write(folder.resolve("plain"), plain);
    Programs.run(("xz --memlimit-compress=1GiB -kf " + options + " " + file).split(" "));
    return Files.readAllBytes(folder.resolve("plain.xz"));
  }

  private static byte[] mixed(int size) {
    byte[] mixed = Samples.text(size);
    byte[] classes = Samples.classes();
    for (int at = size / 3; at < size - size / 3; at += 2 * classes.length) {
      System.arraycopy(classes, 0, mixed, at, Math.min(classes.length, size - at));
    }
    byte[] noise = Samples.noise(size / 5);
    System.arraycopy(noise, 0, mixed, size / 8, noise.length);
    return mixed;
  }

  private static SeekableXZInputStream index(byte[] packed) throws IOException {
    return new SeekableXZInputStream(new LzmaSource(Source.of(packed)));
  }

  private static boolean isTaken(byte[] packed) throws IOException {
    PackedChunk name = new PackedChunk("xz", "test", 0, new byte[0]);
    return XzBlocks.of(Source.of(packed), index(packed), name).isPresent();
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    try (InputStream in = LzmaStream.xz(Source.of(packed), "test")) {
      return in.readAllBytes();
    }
  }

  private static byte[] library(byte[] packed) {
    try (InputStream in = new XZInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
      return in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }
}
