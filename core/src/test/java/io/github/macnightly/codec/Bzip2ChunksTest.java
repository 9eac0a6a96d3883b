package io.github.macnightly.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Programs;
import io.github.macnightly.io.CorruptException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Bzip2ChunksTest {

  private final Bzip2Chunks chunks = new Bzip2Chunks();

  @TempDir private Path folder;

  @Test
  void unpacksWhatCommonsCompressPacks() throws Exception {
    for (byte[] plain : Samples.all()) {
      assertThat(unpack(bzip2(plain, 9), plain.length)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void unpacksBlocksOfEverySize(int level) throws Exception {
    byte[] plain = mixed(910_000);
    assertThat(unpack(bzip2(plain, level), plain.length)).isEqualTo(plain);
  }

  /** Such texts make rings of rows, and those whose period divides their length several. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 64, 1000, 1999, 20_000, 49_999, 50_000, 99_999})
  void unpacksTextsThatRepeatThemselves(int period) throws Exception {
    byte[] plain = Samples.periodic(period, 100_000);
    assertThat(unpack(bzip2(plain, 9), plain.length)).isEqualTo(plain);
  }

  @Test
  void unpacksRunsOfEveryLength() throws Exception {
    ByteArrayOutputStream runs = new ByteArrayOutputStream();
    for (int length = 1; length < 600; length++) {
      for (int i = 0; i < length; i++) {
        runs.write(length);
      }
    }
    byte[] plain = runs.toByteArray();
    assertThat(unpack(bzip2(plain, 1), plain.length)).isEqualTo(plain);
  }

  @Test
  void unpacksWhat7ZipAndBzip2Pack() throws Exception {
    assumeTrue(Programs.find("7zz").isPresent(), "there is no 7zz");
    byte[] plain = mixed(2_000_000);
    Path file = folder.resolve("plain");
    Files.write(file, plain);
    Path packed = folder.resolve("packed.bz2");
    Programs.run("7zz", "a", "-tbzip2", "-mx=5", packed.toString(), file.toString());
    assertThat(unpack(Files.readAllBytes(packed), plain.length)).isEqualTo(plain);
    if (Programs.find("bzip2").isPresent()) {
      Programs.run("bzip2", file.toString());
      assertThat(unpack(Files.readAllBytes(folder.resolve("plain.bz2")), plain.length))
          .isEqualTo(plain);
    }
  }

  @Test
  void takesTheNoiseOutOfRandomisedBlocks() throws Exception {
    byte[] text = letters(400_000); // all distances between two bytes, and the first ones again
    byte[] noisy = text.clone();
    Bzip2Noise.remove(noisy, noisy.length); // turning a bit over again adds the noise
    int checksum = Bzip2Checksum.of(text, 0, text.length);
    byte[] packed = Bzip2Writer.randomised(bzip2(noisy, 9), checksum);
    assertThat(noisy).isNotEqualTo(text);
    assertThat(Bzip2Writer.readByOthers(packed)).isEqualTo(text);
    assertThat(unpack(packed, text.length)).isEqualTo(text);
  }

  @Test
  void readsStreamsThatFollowEachOtherAndIgnoresWhatIsNone() throws Exception {
    byte[] one = Samples.text(70_000);
    byte[] other = Samples.noise(300);
    byte[] all = join(one, other);
    byte[] packed = join(join(bzip2(one, 1), bzip2(new byte[0], 5)), bzip2(other, 9));
    assertThat(unpack(packed, all.length)).isEqualTo(all);
    assertThat(unpack(join(packed, new byte[512]), all.length)).isEqualTo(all);
    assertThat(unpack(join(packed, "BZh".getBytes(StandardCharsets.US_ASCII)), all.length))
        .isEqualTo(all);
  }

  @Test
  void refusesEveryTruncation() throws Exception {
    byte[] plain = Samples.text(400);
    byte[] packed = bzip2(plain, 9);
    for (int length = 0; length < packed.length; length++) {
      refuses(Arrays.copyOf(packed, length), plain.length, "bzip2 data is damaged");
    }
  }

  @Test
  void refusesMoreOrLessThanExpected() throws Exception {
    byte[] packed = bzip2(Samples.text(400), 9);
    refuses(packed, 401, "unpacks to 400 bytes, not to 401");
    refuses(packed, 399, "unpacks to more than 399 bytes");
    refuses(packed, 0, "block is longer than 0 bytes");
    refuses(bzip2(new byte[1 << 22], 9), 1 << 20, "unpacks to more than 1048576 bytes");
  }

  @Test
  void refusesWrongChecksums() throws Exception {
    byte[] packed = Bzip2Writer.stream(letters(100), letters(100));
    refuses(Bzip2Writer.with(packed, 80, 1, ~packed[10] >> 7), 100, "checksum of a block differs");
    byte[] end = packed.clone();
    end[packed.length - 2] ^= 1;
    refuses(end, 100, "checksum of a stream differs");
  }

  /** The numbers are the place of a field, its length in bits and its new value. */
  @ParameterizedTest
  @CsvSource({
    "0, 8, 67, no signature",
    "24, 8, 48, no signature",
    "24, 8, 58, no signature",
    "32, 8, 0, neither a block nor an end",
    "113, 24, 100, block of 100 bytes begins at 100",
    "113, 24, 16777215, begins at 16777215",
    "137, 16, 0, block without a byte",
    "169, 3, 0, 0 code tables",
    "169, 3, 1, 1 code tables",
    "169, 3, 7, 7 code tables",
    "187, 2, 3, a code table that is not there",
    "189, 5, 0, code of 0 bits",
    "189, 5, 21, code of 21 bits",
    "189, 5, 1, too many short codes",
    "235, 5, 31, bits that are no code",
  })
  void refusesABlockThatContradictsItself(int at, int count, long value, String message)
      throws Exception {
    byte[] packed = Bzip2Writer.stream(letters(100), letters(100));
    assertThat(Bzip2Writer.tables(2)).isEqualTo(189);
    assertThat(Bzip2Writer.symbols(2)).isEqualTo(235);
    assertThat(unpack(packed, 100)).isEqualTo(letters(100));
    refuses(Bzip2Writer.with(packed, at, count, value), 100, message);
  }

  @Test
  void refusesARunThatNoBlockCouldHold() throws Exception {
    for (int digit = 0; digit < 2; digit++) {
      for (int digits : new int[] {20, 21, 32, 64, 1000}) {
        List<Integer> symbols = new ArrayList<>(Collections.nCopies(digits, digit));
        symbols.add(17);
        refuses(Bzip2Writer.stream(symbols, 0, 0), 1 << 20, "block is longer than 900000 bytes");
      }
    }
  }

  /** The text is one letter twice: its run is the digit 1, worth 2, and the end is symbol 17. */
  @ParameterizedTest
  @ValueSource(ints = {1, 18_001, 18_002, 18_003, 32_767})
  void acceptsMoreSelectorsThanABlockCanUse(int groups) throws Exception {
    byte[] plain = {Bzip2Writer.FIRST, Bzip2Writer.FIRST};
    int checksum = Bzip2Checksum.of(plain, 0, plain.length);
    byte[] packed = Bzip2Writer.stream(List.of(1, 17), 0, checksum, groups);
    assertThat(Bzip2Writer.readByOthers(packed)).isEqualTo(plain);
    assertThat(unpack(packed, plain.length)).isEqualTo(plain);
  }

  @Test
  void readsManySmallStreamsInTime() throws Exception {
    byte[] stream = bzip2(Samples.text(20), 9);
    byte[] packed = new byte[stream.length * 20_000];
    for (int at = 0; at < packed.length; at += stream.length) {
      System.arraycopy(stream, 0, packed, at, stream.length);
    }
    int size = 20 * 20_000;
    byte[] plain = assertTimeout(Duration.ofSeconds(10), () -> unpack(packed, size));
    for (int at = 0; at < size; at += 20) {
      assertThat(Arrays.copyOfRange(plain, at, at + 20)).isEqualTo(Samples.text(20));
    }
  }

  /** A decoder that kept a chunk would keep one for each thread as long as an image is open. */
  @Test
  void letsGoOfAChunkWhetherItIsGoodOrBad() throws Exception {
    Bzip2Decoder decoder = new Bzip2Decoder();
    byte[] packed = bzip2(Samples.text(400), 9);
    assertThat(decoder.decode(packed, 400)).isEqualTo(Samples.text(400));
    assertThat(decoder).extracting("plain", "in", "out", "block.in").containsOnlyNulls();
    assertThatThrownBy(() -> decoder.decode(packed, 1 << 20)).hasMessageContaining("unpacks to");
    assertThat(decoder).extracting("plain", "in", "out", "block.in").containsOnlyNulls();
  }

  @Test
  void refusesABlockWithoutAnEnd() {
    refuses(Bzip2Writer.stream(Collections.nCopies(50, 2), 0, 0), 50, "block without an end");
    refuses(Bzip2Writer.stream(List.of(), 0, 0), 50, "block without an end");
  }

  @Test
  void refusesABlockThatEndsWithinARun() throws Exception {
    byte[] text = "abcaaaa".getBytes(StandardCharsets.US_ASCII);
    refuses(Bzip2Writer.stream(text, text), 7, "block ends within a run");
  }

  @Test
  void refusesABlockThatIsLongerThanItsStreamAllows() throws Exception {
    byte[] packed = bzip2(Samples.noise(200_000), 9);
    refuses(Bzip2Writer.with(packed, 24, 8, '1'), 200_000, "block is longer than 100000 bytes");
  }

  @Test
  void givesTheRightBytesOrARefusalWhateverIsChanged() throws Exception {
    byte[] plain = join(Samples.text(1500), new byte[700]);
    byte[] packed = bzip2(plain, 9);
    Random random = new Random(6);
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] changed = packed.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(unpack(changed, plain.length)).isEqualTo(plain);
      } catch (CorruptException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(9_000);
  }

  @Test
  void servesSeveralThreadsAtOnce() throws Exception {
    byte[] plain = mixed(150_000);
    byte[] packed = bzip2(plain, 9);
    Callable<byte[]> task = () -> unpack(packed, plain.length);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<byte[]> result : threads.invokeAll(Collections.nCopies(40, task))) {
        assertThat(result.get()).isEqualTo(plain);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private byte[] unpack(byte[] packed, int expected) throws CorruptException {
    return chunks.decode("test", 7, packed, expected);
  }

  private void refuses(byte[] packed, int expected, String message) {
    assertThatThrownBy(() -> unpack(packed, expected))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining(message)
        .hasMessageEndingWith("(at byte 7)");
  }

  /** Text, noise, runs and machine code in turn. */
  private static byte[] mixed(int size) {
    byte[] plain = Samples.text(size);
    for (int at = 0; at + 200_000 < size; at += 200_000) {
      System.arraycopy(Samples.noise(40_000), 0, plain, at, 40_000);
      Arrays.fill(plain, at + 60_000, at + 90_000, (byte) at);
      System.arraycopy(Samples.classes(), 0, plain, at + 100_000, 20_000);
    }
    return plain;
  }

  /** Letters of {@link Bzip2Writer} without a run of four. */
  private static byte[] letters(int size) {
    Random random = new Random(size);
    byte[] text = new byte[size];
    for (int i = 0; i < size; i++) {
      text[i] = (byte) (Bzip2Writer.FIRST + (i % 2) * 8 + random.nextInt(8));
    }
    return text;
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static byte[] bzip2(byte[] plain, int level) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(bytes, level)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
