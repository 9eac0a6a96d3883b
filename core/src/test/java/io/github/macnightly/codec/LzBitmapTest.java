package io.github.macnightly.codec;

import static io.github.macnightly.codec.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LzBitmapTest {

  private static final int COPIES = 3;
  private static final int LITERALS = 4;
  private static final int COPIES_AT_NEW_DISTANCE = 5;
  private static final int DISTANCE_OF_THREE_BYTES = 6;
  private static final byte[][] NO_COLUMNS = new byte[2][0];

  @ParameterizedTest
  @ValueSource(strings = {"001", "003", "005", "007", "009", "011", "013", "015", "019"})
  void decodesWhatApplesEncoderMade(String vector) throws Exception {
    byte[] plain = Samples.found("lzbitmap-vectors/" + vector + "-original");
    byte[] packed = Samples.found("lzbitmap-vectors/" + vector + "-compressed");
    assertThat(decode(packed, plain.length)).isEqualTo(plain);
    refuses(packed, plain.length - 1, "longer than");
    refuses(packed, plain.length + 1, "ends after " + plain.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"001", "003", "005", "009", "011", "015", "019"})
  void refusesDataThatIsCutOff(String vector) throws Exception {
    int size = Samples.found("lzbitmap-vectors/" + vector + "-original").length;
    byte[] packed = Samples.found("lzbitmap-vectors/" + vector + "-compressed");
    for (int cut = 0; cut < packed.length; cut++) {
      refuses(Arrays.copyOf(packed, cut), size, "");
    }
  }

  @Test
  void startsWithTheDistanceEight() throws Exception {
    byte[] packed = stream(part(24, "abcdefghX", NO_COLUMNS, LITERALS, COPIES, COPIES));
    assertThat(decode(packed, 24)).isEqualTo("abcdefghabcdefghabcdefgh".getBytes());
  }

  @Test
  void takesBitmapsAndDistancesFromTheirColumns() throws Exception {
    byte[][] columns = {bytes(2, 3, 0), bytes(0x0f, 0x80)};
    byte[] packed = stream(part(24, "abcdefgh1234X", columns, LITERALS, 1, 2));
    // the second group copies from two before, the third from three before up to its last byte
    assertThat(decode(packed, 24)).isEqualTo("abcdefgh123434344344344X".getBytes());
  }

  @Test
  void changesTheDistanceWithAListedBitmap() throws Exception {
    byte[][] columns = {bytes(1), bytes()};
    byte[] packed = stream(part(16, "abcdefghX", columns, LITERALS, COPIES_AT_NEW_DISTANCE));
    assertThat(decode(packed, 16)).isEqualTo("abcdefghhhhhhhhh".getBytes());
  }

  @Test
  void repeatsABitmapFourTimesAndMore() throws Exception {
    for (int[] more : new int[][] {{0}, {3}, {14}, {15, 0}, {15, 15, 2}}) {
      int times = 4 + Arrays.stream(more).sum();
      int[] nibbles =
          IntStream.concat(IntStream.of(LITERALS, COPIES, 15), Arrays.stream(more)).toArray();
      byte[] packed = stream(part(8 + 8 * times, "abcdefgh", NO_COLUMNS, nibbles));
      assertThat(decode(packed, 8 + 8 * times)).isEqualTo("abcdefgh".repeat(1 + times).getBytes());
    }
  }

  @Test
  void endsInTheMiddleOfAGroup() throws Exception {
    byte[] packed = stream(part(11, "abcdefghijk", NO_COLUMNS, LITERALS, LITERALS));
    assertThat(decode(packed, 11)).isEqualTo("abcdefghijk".getBytes());
  }

  @Test
  void reachesIntoEarlierParts() throws Exception {
    byte[] stored = bytes(14, 0, 0, 8, 0, 0, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
    byte[] packed = stream(stored, part(8, "", NO_COLUMNS, COPIES));
    assertThat(decode(packed, 16)).isEqualTo("abcdefghabcdefgh".getBytes());
  }

  @Test
  void refusesACopyOfWhatIsNotThere() {
    refuses(stream(part(8, "", NO_COLUMNS, COPIES)), 8, "reaches back 8 bytes after 0");
    byte[][] columns = {bytes(9), bytes()};
    byte[] far = stream(part(16, "abcdefgh", columns, LITERALS, COPIES_AT_NEW_DISTANCE));
    refuses(far, 16, "reaches back 9 bytes after 8");
    byte[][] zero = {bytes(0), bytes()};
    byte[] near = stream(part(16, "abcdefgh", zero, LITERALS, COPIES_AT_NEW_DISTANCE));
    refuses(near, 16, "reaches back 0 bytes after 8");
  }

  @Test
  void refusesCodesWithoutMeaning() {
    refuses(stream(part(8, "abcdefgh", NO_COLUMNS, 15)), 8, "a repetition of nothing");
    refuses(
        stream(part(8, "abcdefgh", NO_COLUMNS, DISTANCE_OF_THREE_BYTES)),
        8,
        "a distance of three bytes");
  }

  @Test
  void refusesPartsThatRunOut() {
    byte[] literals = part(64, "abcdefgh", NO_COLUMNS, LITERALS, 15, 15, 15);
    refuses(stream(literals), 64, "too few literals");
    byte[] nibbles = part(0x8000, "abcdefgh", NO_COLUMNS, LITERALS, COPIES);
    refuses(stream(nibbles), 0x8000, "LZBITMAP data is damaged");
  }

  @Test
  void refusesAnotherSignature() {
    refuses("ZBM\nand so on".getBytes(), 10, "it begins with 0a4d425a");
  }

  @Test
  void refusesPartsThatLie() {
    byte[] packed = stream(part(24, "abcdefgh", NO_COLUMNS, LITERALS, COPIES, COPIES));
    for (int size : new int[] {0, 5, 14, 31, 200}) {
      byte[] wrong = packed.clone();
      wrong[4] = (byte) size;
      refuses(wrong, 24, "part");
    }
    byte[] large = packed.clone();
    large[8] = (byte) 0x80;
    refuses(large, 40_000, "for 32792");
    byte[] outside = packed.clone();
    outside[18] = 1;
    refuses(outside, 24, "the part is cut off");
  }

  private static byte[] stream(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bytes('Z', 'B', 'M', 9));
    Arrays.stream(parts).forEach(all::writeBytes);
    all.writeBytes(bytes(6, 0, 0, 0, 0, 0));
    return all.toByteArray();
  }

  /** Makes a part with the columns of distances and of bitmaps, and nibbles. */
  private static byte[] part(int length, String literals, byte[][] columns, int... nibbles) {
    int first = 15 + literals.length();
    int second = first + columns[0].length;
    int third = second + columns[1].length;
    int list = third + (nibbles.length + 1) / 2;
    ByteBuffer part = ByteBuffer.allocate(list + 17).order(ByteOrder.LITTLE_ENDIAN);
    int[] header = {part.limit(), length, first, second, third};
    for (int i = 0; i < header.length; i++) {
      part.put(3 * i, (byte) header[i]).put(3 * i + 1, (byte) (header[i] >> 8));
    }
    part.position(15).put(literals.getBytes()).put(columns[0]).put(columns[1]);
    for (int i = 0; i < nibbles.length; i++) {
      int at = third + i / 2;
      part.put(at, (byte) (part.get(at) | nibbles[i] << i % 2 * 4));
    }
    // ten bits each: no literals; all literals; no literals, 1 byte; no literals, 3 bytes
    part.putLong(list, 0x0ffL << 10 | 0x100L << 20 | 0x300L << 30);
    return part.array();
  }

  private static byte[] decode(byte[] packed, int expected) throws CorruptException {
    return Codecs.lzBitmap("test", 7, packed, expected);
  }

  private static void refuses(byte[] packed, int expected, String message) {
    assertThatThrownBy(() -> decode(packed, expected))
        .isInstanceOf(CorruptException.class)
        .hasMessageContainingAll("test: ", message, "(at byte 7)");
  }
}
