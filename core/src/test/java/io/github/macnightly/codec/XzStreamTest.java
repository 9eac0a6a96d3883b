package io.github.macnightly.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Programs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.DeltaOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/** Shows what is decoded without the library, and that it judges as the library does. */
class XzStreamTest {

  private static final int HEADER = 12;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0",
        "-3",
        "-6e",
        "-9",
        "-T2 --block-size=50000",
        "--block-size=4096",
        "--check=sha256",
        "--check=crc32 -1",
        "--check=none",
        "--lzma2=dict=64KiB,lc=0,lp=4,pb=0,mode=fast,nice=5,mf=hc3",
        "--lzma2=preset=6,lc=4,lp=0,pb=4,nice=273"
      })
  void takesWhatXzPacks(String options) throws Exception {
    assumeTrue(Programs.find("xz").isPresent(), "there is no xz");
    for (byte[] plain : samples()) {
      Path file = Files.write(folder.resolve("plain"), plain);
      String command = "xz --memlimit-compress=1GiB -kf " + options + " " + file;
      Programs.run(command.split(" "));
      takes(Files.readAllBytes(folder.resolve("plain.xz")), plain);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-mx=1", "-mx=5", "-mx=9 -ms=64k"})
  void takesWhat7zPacks(String options) throws Exception {
    assumeTrue(Programs.find("7zz").isPresent(), "there is no 7zz");
    for (byte[] plain : samples()) {
      Path file = Files.write(folder.resolve("plain"), plain);
      Path packed = folder.resolve("plain.xz");
      Files.deleteIfExists(packed);
      Programs.run(("7zz a -txz " + options + " " + packed + " " + file).split(" "));
      takes(Files.readAllBytes(packed), plain);
    }
  }

  private static byte[][] samples() {
    byte[] mixed = Arrays.copyOf(Samples.classes(), 200_000);
    System.arraycopy(Samples.noise(90_000), 0, mixed, 70_000, 90_000);
    return new byte[][] {{}, {1}, Samples.text(70_000), new byte[70_000], mixed};
  }

  @Test
  void takesTheChunksOfImages() throws Exception {
    for (String image : new String[] {"newtua-dmg_lzma.dmg", "sparkle-pkg-lzma.dmg"}) {
      byte[] bytes = Samples.found(image);
      int taken = 0;
      for (int at = 0; at < bytes.length - XZ.HEADER_MAGIC.length; at++) {
        if (Arrays.equals(bytes, at, at + 6, XZ.HEADER_MAGIC, 0, 6)) {
          byte[] packed = Arrays.copyOfRange(bytes, at, bytes.length);
          takes(packed, library(packed, 1 << 23));
          taken++;
        }
      }
      assertThat(taken).isPositive();
    }
  }

  @Test
  void leavesOtherFiltersToTheLibrary() throws Exception {
    byte[] plain = Samples.classes();
    for (FilterOptions filter : new FilterOptions[] {new X86Options(), new DeltaOptions(4)}) {
      byte[] packed = xz(plain, XZ.CHECK_CRC32, filter, new LZMA2Options(1));
      assertThat(decode(packed, plain.length)).isNull();
      assertThat(Codecs.lzma("test", 0, packed, plain.length)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @EnumSource(XzCheck.class)
  void takesNoTruncatedStream(XzCheck check) throws Exception {
    byte[] plain = Samples.text(500);
    byte[] packed = xz(plain, number(check), new LZMA2Options(1));
    takes(packed, plain);
    for (int length = 0; length < packed.length; length++) {
      assertThat(decode(Arrays.copyOf(packed, length), plain.length)).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(XzCheck.class)
  void judgesEveryChangedByteAsTheLibraryDoes(XzCheck check) throws Exception {
    byte[] plain = Samples.text(600);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(bytes, new LZMA2Options(1), number(check))) {
      out.write(plain, 0, 300);
      out.endBlock();
      out.write(plain, 300, 300);
    }
    takes(bytes.toByteArray(), plain);
    for (int at = 0; at < bytes.size(); at++) {
      for (int bit = at % 2; bit < 8; bit += 2) {
        byte[] changed = bytes.toByteArray();
        changed[at] ^= (byte) (1 << bit);
        assertThat(decode(changed, plain.length)).isEqualTo(library(changed, plain.length));
      }
    }
  }

  /** The header says both sizes, and its CRC-32 is right whatever it says. */
  @Test
  void judgesEveryHeaderAsTheLibraryDoes() throws Exception {
    assumeTrue(Programs.find("xz").isPresent(), "there is no xz");
    byte[] plain = Samples.text(700);
    Path file = Files.write(folder.resolve("plain"), plain);
    Programs.run("xz", "-k", "-T2", "--block-size=100000", file.toString());
    byte[] packed = Files.readAllBytes(folder.resolve("plain.xz"));
    assertThat(packed[HEADER + 1]).isEqualTo((byte) 0xc0);
    int crc = HEADER + 4 * packed[HEADER];
    for (int at = HEADER + 1; at < crc; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] changed = packed.clone();
        changed[at] = (byte) value;
        repair(changed, crc);
        byte[] wanted = library(changed, plain.length);
        byte[] got = decode(changed, plain.length);
        boolean huge = wanted == null && Arrays.equals(plain, got);
        assertThat(huge || Arrays.equals(wanted, got)).as("%d: %d", at, value).isTrue();
      }
    }
  }

  private static void repair(byte[] packed, int at) {
    CRC32 crc = new CRC32();
    crc.update(packed, HEADER, at - HEADER);
    for (int i = 0; i < Integer.BYTES; i++) {
      packed[at + i] = (byte) (crc.getValue() >>> 8 * i);
    }
  }

  /** The value that the registry of CRCs gives for nine digits. */
  @Test
  void computesTheCheckThatIsKnown() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(XzCrc64.of(digits, 0, 9)).isEqualTo(0x995d_c9bb_df19_39faL);
  }

  private static int number(XzCheck check) {
    int[] numbers = {XZ.CHECK_NONE, XZ.CHECK_CRC32, XZ.CHECK_CRC64, XZ.CHECK_SHA256};
    return numbers[check.ordinal()];
  }

  private static LZMA2Options small() throws IOException {
    LZMA2Options options = new LZMA2Options(1);
    options.setDictSize(4096);
    return options;
  }

  private static void takes(byte[] packed, byte[] plain) {
    assertThat(decode(packed, plain.length)).isEqualTo(plain);
  }

  /** Returns the result, or null when the stream is not taken or is of another size. */
  private static byte[] decode(byte[] packed, int size) {
    byte[] padded = Arrays.copyOf(packed, packed.length + Lzma2Decoder.SLACK);
    byte[] plain = new byte[size];
    XzStream stream = new XzStream(padded, packed.length, plain);
    return stream.decode(0, 0) && stream.length() == size ? plain : null;
  }

  private static byte[] library(byte[] packed, int limit) {
    try (InputStream in = new SingleXZInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
      byte[] plain = in.readNBytes(limit + 1);
      return plain.length > limit ? null : plain;
    } catch (IOException e) {
      return null;
    }
  }

  private static byte[] xz(byte[] plain, int check, FilterOptions... filters) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(bytes, filters, check)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
