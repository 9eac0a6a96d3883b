package io.github.macnightly.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Programs;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

class XzChunkTest {

  /**
   * Where the header of the first block begins, and the code of its dictionary when it is short.
   */
  private static final int HEADER = 12;

  private static final int DICTIONARY = 16;

  /** The end of a stream, and the index of one block that is shorter than 16 KiB. */
  private static final int FOOTER = 12;

  private static final int INDEX = 12;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {XZ.CHECK_NONE, XZ.CHECK_CRC32, XZ.CHECK_CRC64, XZ.CHECK_SHA256})
  void unpacksWithEveryCheck(int check) throws Exception {
    for (int size : new int[] {0, 1, 4095, 4096, 4097, 6144, 100_000}) {
      byte[] plain = Samples.text(size);
      assertThat(unpack(xz(plain, check, options()), size)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0", "-6", "-9e", "--block-size=4096", "-T2"})
  void unpacksWhatXzPacks(String option) throws Exception {
    assumeTrue(Programs.find("xz").isPresent(), "there is no xz");
    byte[] plain = Samples.text(200_000);
    Path file = Files.write(folder.resolve("plain"), plain);
    Programs.run("xz", option, "--check=none", "--memlimit-compress=1GiB", file.toString());
    byte[] packed = Files.readAllBytes(folder.resolve("plain.xz"));
    assertThat(unpack(packed, plain.length)).isEqualTo(plain);
  }

  /** A match over the whole chunk is the one that needs all of the dictionary. */
  @ParameterizedTest
  @ValueSource(ints = {4000, 4096, 5000, 6144, 8192, 12_288, 12_289, 1 << 20})
  void unpacksAChunkThatRefersToItsStart(int size) throws Exception {
    byte[] plain = Samples.noise(size);
    System.arraycopy(plain, 0, plain, size - 300, 300);
    assertThat(unpack(xz(plain, XZ.CHECK_NONE, options()), size)).isEqualTo(plain);
  }

  @Test
  void takesNoMoreMemoryThanTheChunkNeeds() throws Exception {
    byte[] plain = Samples.text(5000);
    byte[] packed = xz(plain, XZ.CHECK_NONE, options());
    byte[] greedy = packed.clone();
    greedy[DICTIONARY] = 39; // 3 GiB
    repair(greedy, HEADER);
    assertThat(unpack(greedy, plain.length)).isEqualTo(plain);
    assertThat(XzDictionary.shrink(greedy, plain.length)[DICTIONARY]).isEqualTo((byte) 1);
    assertThat(XzDictionary.shrink(greedy, 4096)[DICTIONARY]).isEqualTo((byte) 0);
    assertThat(XzDictionary.shrink(greedy, 6145)[DICTIONARY]).isEqualTo((byte) 2);
  }

  @Test
  void leavesAHeaderAloneThatIsSmallOrDamagedOrUnusual() throws Exception {
    byte[] packed = xz(Samples.text(5000), XZ.CHECK_NONE, options());
    assertThat(XzDictionary.shrink(packed, 1 << 30)).isSameAs(packed);
    for (int at = HEADER; at < HEADER + 12; at++) {
      byte[] damaged = packed.clone();
      damaged[at] ^= 1;
      assertThat(XzDictionary.shrink(damaged, 5000)).isSameAs(damaged);
    }
    for (int length = 0; length < HEADER + 12; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThat(XzDictionary.shrink(cut, 5000)).isSameAs(cut);
    }
    byte[] filtered = xz(Samples.classes(), XZ.CHECK_NONE, new X86Options(), options());
    assertThat(XzDictionary.shrink(filtered, 5000)).isSameAs(filtered);
    assertThat(unpack(filtered, Samples.classes().length)).isEqualTo(Samples.classes());
  }

  /** Each block has a dictionary of its own, here of one size after the other. */
  @Test
  void unpacksBlocksWithDictionariesOfManySizes() throws Exception {
    byte[] plain = Samples.classes();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] sizes = {1 << 20, 1 << 12, 1 << 16, 3 << 16, 1 << 22, 1 << 12, 1 << 23};
    try (XZOutputStream out = new XZOutputStream(bytes, options(), XZ.CHECK_SHA256)) {
      for (int size : sizes) {
        LZMA2Options options = options();
        options.setDictSize(size);
        out.updateFilters(options);
        out.write(plain);
        out.endBlock();
      }
    }
    byte[] unpacked = unpack(bytes.toByteArray(), plain.length * sizes.length);
    for (int i = 0; i < sizes.length; i++) {
      assertThat(Arrays.copyOfRange(unpacked, plain.length * i, plain.length * (i + 1)))
          .isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @CsvSource({XZ.CHECK_CRC32 + ", 4", XZ.CHECK_CRC64 + ", 8", XZ.CHECK_SHA256 + ", 32"})
  void refusesAWrongCheck(int check, int size) throws Exception {
    byte[] packed = xz(Samples.text(1000), check, options());
    int end = packed.length - FOOTER - INDEX;
    for (int at = end - size; at < end; at++) {
      byte[] damaged = packed.clone();
      damaged[at] ^= 1;
      refuses(damaged, 1000, "xz data is damaged");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 400})
  void unpacksStreamsThatFollowEachOther(int zeros) throws Exception {
    byte[] one = Samples.text(3000);
    byte[] other = Samples.noise(1000);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.write(xz(one, XZ.CHECK_CRC32, options()));
    packed.write(new byte[zeros]);
    packed.write(xz(new byte[0], XZ.CHECK_NONE, options()));
    packed.write(new byte[zeros]);
    packed.write(xz(other, XZ.CHECK_CRC64, options()));
    byte[] unpacked = unpack(packed.toByteArray(), 4000);
    assertThat(Arrays.copyOf(unpacked, 3000)).isEqualTo(one);
    assertThat(Arrays.copyOfRange(unpacked, 3000, 4000)).isEqualTo(other);
    refuses(packed.toByteArray(), 3000, "longer than 3000");
    packed.write(xz(one, XZ.CHECK_NONE, options()), 0, 200);
    refuses(packed.toByteArray(), 4000, "xz data is damaged");
  }

  /** With a new dictionary for each, these would take two minutes. */
  @Test
  void refusesManyEmptyBlocksInTime() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] none = xz(new byte[0], XZ.CHECK_NONE, options());
    bytes.write(none, 0, HEADER);
    byte[] block = {2, 0, 0x21, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    for (int i = 0; i < 100_000; i++) {
      block[DICTIONARY - HEADER] = (byte) (22 - i % 3); // 8, 6 and 4 MiB
      repair(block, 0);
      bytes.write(block);
    }
    assertTimeout(
        Duration.ofSeconds(10), () -> refuses(bytes.toByteArray(), 1 << 23, "it ends too early"));
  }

  /** Only the library takes memory for a dictionary, and only with more filters. */
  @Test
  void refusesAFilteredBlockThatAsksForTooMuchMemory() throws Exception {
    byte[] plain = Samples.classes();
    byte[] packed = xz(plain, XZ.CHECK_NONE, new X86Options(), options());
    packed[DICTIONARY + 2] = 30; // 64 MiB, behind the two bytes of the other filter
    repair(packed, HEADER);
    assertThatThrownBy(() -> unpack(packed, plain.length))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("KiB of memory");
  }

  @Test
  void takesALaterBlockWhoseDictionaryIsFarTooLarge() throws Exception {
    byte[] plain = Samples.text(5000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int second;
    try (XZOutputStream out = new XZOutputStream(bytes, options(), XZ.CHECK_NONE)) {
      out.write(plain);
      out.endBlock();
      second = bytes.size();
      out.write(plain);
    }
    byte[] packed = bytes.toByteArray();
    packed[second + DICTIONARY - HEADER] = 40; // 4 GiB
    repair(packed, second);
    assertThat(Arrays.copyOfRange(unpack(packed, 10_000), 5000, 10_000)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "4999, longer than 4999",
    "5001, unpacks to 5000 bytes, not to 5001",
    "0, longer than 0"
  })
  void refusesMoreOrLessThanExpected(int expected, String message) throws Exception {
    byte[] packed = xz(Samples.text(5000), XZ.CHECK_CRC32, options());
    refuses(packed, expected, message);
  }

  @Test
  void refusesABombAtTheExpectedSize() throws Exception {
    refuses(xz(new byte[1 << 22], XZ.CHECK_NONE, options()), 1 << 16, "longer than 65536");
  }

  @Test
  void refusesEveryTruncation() throws Exception {
    byte[] packed = xz(Samples.text(1000), XZ.CHECK_NONE, options());
    for (int length = 0; length < packed.length; length++) {
      refuses(Arrays.copyOf(packed, length), 1000, "xz data is damaged");
    }
  }

  @Test
  void ignoresWhatFollowsTheStream() throws Exception {
    byte[] plain = Samples.text(1000);
    byte[] packed = xz(plain, XZ.CHECK_NONE, options());
    assertThat(unpack(Arrays.copyOf(packed, packed.length + 7), 1000)).isEqualTo(plain);
  }

  @Test
  void givesTheRightBytesOrARefusalWhateverIsChanged() throws Exception {
    byte[] plain = Samples.text(2000);
    byte[] packed = xz(plain, XZ.CHECK_CRC32, options());
    Random random = new Random(8);
    int refused = 0;
    for (int i = 0; i < 5000; i++) {
      byte[] changed = packed.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(unpack(changed, plain.length)).isEqualTo(plain);
      } catch (FormatException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(4500);
  }

  private static byte[] unpack(byte[] packed, int expected) throws FormatException {
    return Codecs.lzma("test", 7, packed, expected);
  }

  private static void refuses(byte[] packed, int expected, String message) {
    assertThatThrownBy(() -> unpack(packed, expected))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining(message)
        .hasMessageEndingWith("(at byte 7)");
  }

  private static void repair(byte[] packed, int header) {
    int size = (packed[header] & 0xff) * 4;
    CRC32 crc = new CRC32();
    crc.update(packed, header, size);
    ByteBuffer.wrap(packed)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(header + size, (int) crc.getValue());
  }

  private static LZMA2Options options() throws IOException {
    return new LZMA2Options(LZMA2Options.PRESET_MIN + 1);
  }

  private static byte[] xz(byte[] plain, int check, FilterOptions... filters) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(bytes, filters, check)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
