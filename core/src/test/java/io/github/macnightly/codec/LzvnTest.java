package io.github.macnightly.codec;

import static io.github.macnightly.codec.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.codec.LzvnEncoder;
import io.github.macnightly.io.CorruptException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LzvnTest {

  private static final byte[] START = Samples.noise(20_000);

  @Test
  void decodesNearMatches() throws Exception {
    assertThat(behindStart(bytes(0b00_100_011, 0x21))).isEqualTo(back(0x321, 7));
    assertThat(behindStart(bytes(0b10_011_101, 0xff, 'x', 'y')))
        .isEqualTo(join("xy", back(0x5ff - 2, 6)));
  }

  @Test
  void decodesFarMatches() throws Exception {
    assertThat(behindStart(bytes(0b00_111_111, 0x21, 0x43))).isEqualTo(back(0x4321, 10));
    assertThat(behindStart(bytes(0b11_001_111, 0x21, 0x43, 'x', 'y', 'z')))
        .isEqualTo(join("xyz", back(0x4321 - 3, 4)));
  }

  @Test
  void decodesMiddlingMatches() throws Exception {
    // M 11010, D 10_0011_0000_1101
    assertThat(behindStart(bytes(0b101_00_110, 0b001101_10, 0b10001100)))
        .isEqualTo(back(0x230d, 29));
    assertThat(behindStart(bytes(0b101_01_000, 0b001101_01, 0b10001100, 'x')))
        .isEqualTo(join("x", back(0x230d - 1, 4)));
  }

  @Test
  void repeatsTheLastDistance() throws Exception {
    byte[] match = bytes(0b00_000_000, 100);
    byte[] three = back(100, 3);
    assertThat(behindStart(join(match, bytes(0b01_000_110, 'x'))))
        .isEqualTo(join(three, "x".getBytes(), Arrays.copyOfRange(back(100, 7), 4, 7)));
    assertThat(behindStart(join(match, bytes(0xf5)))).isEqualTo(back(100, 8));
    assertThat(behindStart(join(match, bytes(0xf0, 0x03)))).isEqualTo(back(100, 22));
  }

  @Test
  void decodesLiteralsAlone() throws Exception {
    assertThat(decode(join(bytes(0xe3), "abc".getBytes(), bytes(0x06)), 3))
        .isEqualTo("abc".getBytes());
    byte[] many = Samples.noise(271);
    assertThat(decode(join(bytes(0xe0, 255), many, bytes(0x06)), 271)).isEqualTo(many);
  }

  @Test
  void passesOverInstructionsThatDoNothing() throws Exception {
    assertThat(decode(bytes(0x0e, 0xe1, 'a', 0x16, 0x06), 1)).isEqualTo("a".getBytes());
  }

  @Test
  void ignoresWhatFollowsTheEndMark() throws Exception {
    assertThat(decode(bytes(0xe1, 'a', 0x06, 0xd0, 0x07), 1)).isEqualTo("a".getBytes());
  }

  @Test
  void refusesInstructionsThatAreNotDefined() {
    for (int first = 0; first < 256; first++) {
      boolean special = first < 0x40 && (first & 7) == 6 && first > 0x16;
      if (special || first >> 4 == 0x7 || first >> 4 == 0xd) {
        byte[] packed = bytes(0xe2, 'a', 'b', first, 1, 0, 1, 0);
        refuses(() -> decode(packed, 100), String.format("no LZVN instruction is %02x", packed[3]));
      }
    }
  }

  @Test
  void decodesWhatAnEncoderMakes() throws Exception {
    for (byte[] plain : Samples.all()) {
      assertThat(decode(LzvnEncoder.encode(plain), plain.length)).isEqualTo(plain);
    }
  }

  @Test
  void decodesACompressedFileOfTheFinder() throws Exception {
    ByteBuffer fork =
        ByteBuffer.wrap(Samples.found("decmpfs-vectors/lzvn.rsrc")).order(ByteOrder.LITTLE_ENDIAN);
    byte[] plain = Samples.found("decmpfs-vectors/lzvn.expected");
    for (int i = 0; i < 2; i++) {
      byte[] chunk = Arrays.copyOfRange(fork.array(), fork.getInt(4 * i), fork.getInt(4 * i + 4));
      byte[] wanted = Arrays.copyOfRange(plain, i << 16, Math.min(plain.length, i + 1 << 16));
      assertThat(decode(chunk, wanted.length)).isEqualTo(wanted);
    }
  }

  @Test
  void refusesAMatchBeforeTheStart() {
    refuses(() -> decode(bytes(0xe1, 'a', 0x00, 2, 0x06), 4), "reaches back 2 bytes after 1");
    refuses(() -> decode(bytes(0xe1, 'a', 0x00, 0, 0x06), 4), "reaches back 0 bytes after 1");
    refuses(() -> decode(bytes(0xe1, 'a', 0xf3, 0x06), 4), "reaches back 0 bytes after 1");
    refuses(() -> decode(bytes(0x46, 'a', 0x06), 4), "reaches back 0 bytes after 1");
  }

  @Test
  void refusesDataThatIsCutOff() {
    byte[] packed = LzvnEncoder.encode(Samples.text(3000));
    for (int size = 0; size < packed.length - 7; size++) {
      byte[] cut = Arrays.copyOf(packed, size);
      refuses(() -> decode(cut, 3000), "the LZVN block has no end mark");
    }
  }

  @Test
  void refusesDataOfAnotherSize() {
    byte[] packed = LzvnEncoder.encode(Samples.text(3000));
    refuses(() -> decode(packed, 2999), "LZVN data is longer than 2999");
    refuses(() -> decode(packed, 3001), "LZVN data ends after 3000 of 3001 bytes");
  }

  /** Decodes instructions behind 20,000 bytes of noise and returns what they have added. */
  private static byte[] behindStart(byte[] instructions) throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int at = 0; at < START.length; at += 250) {
      packed.writeBytes(bytes(0xe0, 250 - 16));
      packed.write(START, at, 250);
    }
    packed.writeBytes(instructions);
    packed.write(0x06);
    for (int more = 1; ; more++) {
      try {
        byte[] plain = decode(packed.toByteArray(), START.length + more);
        assertThat(plain).startsWith(START);
        return Arrays.copyOfRange(plain, START.length, plain.length);
      } catch (CorruptException e) {
        assertThat(e).hasMessageContaining("longer");
      }
    }
  }

  private static byte[] back(int distance, int length) {
    int from = START.length - distance;
    return Arrays.copyOfRange(START, from, from + length);
  }

  private static byte[] join(String first, byte[] second) {
    return join(first.getBytes(), second);
  }

  private static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(pieces).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] decode(byte[] packed, int expected) throws CorruptException {
    return Codecs.lzvn("test", 7, packed, expected);
  }

  private static void refuses(ThrowingCallable decoding, String message) {
    assertThatThrownBy(decoding)
        .isInstanceOf(CorruptException.class)
        .hasMessageContainingAll("test: ", message, "(at byte 7)");
  }
}
