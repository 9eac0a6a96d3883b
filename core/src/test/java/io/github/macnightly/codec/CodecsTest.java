package io.github.macnightly.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class CodecsTest {

  private static final byte[] PLAIN = plain();

  @Test
  void unpacksAChunkToItsExactSize() throws Exception {
    assertThat(Codecs.inflate("test", 0, zlib(PLAIN), PLAIN.length)).isEqualTo(PLAIN);
    assertThat(Codecs.bunzip2("test", 0, bzip2(PLAIN), PLAIN.length)).isEqualTo(PLAIN);
  }

  @Test
  void refusesAChunkThatIsLongerOrShorterThanExpected() throws Exception {
    for (int wrong : new int[] {PLAIN.length - 1, PLAIN.length + 1, 0}) {
      byte[] zlib = zlib(PLAIN);
      assertThatThrownBy(() -> Codecs.inflate("test", 7, zlib, wrong))
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining("at byte 7");
      byte[] bzip2 = bzip2(PLAIN);
      assertThatThrownBy(() -> Codecs.bunzip2("test", 7, bzip2, wrong))
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining("at byte 7");
    }
  }

  @Test
  void refusesAZlibChunkWithoutItsChecksum() throws Exception {
    byte[] packed = zlib(PLAIN);
    byte[] cut = Arrays.copyOf(packed, packed.length - 2);
    assertThatThrownBy(() -> Codecs.inflate("test", 0, cut, PLAIN.length))
        .isInstanceOf(CorruptException.class);
  }

  @Test
  void stopsABombAtTheExpectedSize() throws Exception {
    byte[] bomb = zlib(new byte[64 << 20]);
    assertThatThrownBy(() -> Codecs.inflate("test", 0, bomb, 4096))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("longer than 4096");
  }

  @Test
  void decodesStreams() throws Exception {
    assertThat(Codecs.inflate(in(zlib(PLAIN)), "test").readAllBytes()).isEqualTo(PLAIN);
    assertThat(Codecs.gunzip(in(gzip(PLAIN)), "test").readAllBytes()).isEqualTo(PLAIN);
    assertThat(Codecs.bunzip2(in(bzip2(PLAIN)), "test").readAllBytes()).isEqualTo(PLAIN);
    assertThat(Codecs.xz(in(xz(PLAIN, 6)), "test").readAllBytes()).isEqualTo(PLAIN);
  }

  @Test
  void readsStreamsThatFollowEachOther() throws Exception {
    byte[] gzip = join(gzip(PLAIN), gzip(PLAIN));
    assertThat(Codecs.gunzip(in(gzip), "test").readAllBytes()).isEqualTo(join(PLAIN, PLAIN));
    byte[] bzip2 = join(bzip2(PLAIN), bzip2(PLAIN));
    assertThat(Codecs.bunzip2(in(bzip2), "test").readAllBytes()).isEqualTo(join(PLAIN, PLAIN));
  }

  @Test
  void failsForEverAfterTheFirstFailure() throws Exception {
    byte[] packed = gzip(PLAIN);
    InputStream in = Codecs.gunzip(in(Arrays.copyOf(packed, packed.length / 2)), "test");
    assertThatThrownBy(in::readAllBytes).isInstanceOf(CorruptException.class);
    assertThatThrownBy(in::read).isInstanceOf(CorruptException.class);
  }

  @Test
  void passesAFailureOfTheMediumThrough() {
    IOException cause = new IOException("disk on fire");
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw cause;
          }
        };
    assertThatThrownBy(() -> Codecs.gunzip(broken, "test").read()).isSameAs(cause);
  }

  @Test
  void refusesXzThatAsksForTooMuchMemory() throws Exception {
    byte[] greedy = xz(PLAIN, 6);
    LZMA2Options options = new LZMA2Options(6);
    options.setDictSize(256 << 20);
    byte dictionary = 34; // the code for 256 MiB: (2 | code & 1) << code / 2 + 11
    int at = 12 + 4;
    assertThat(greedy[at - 2]).isEqualTo((byte) 0x21);
    greedy[at] = dictionary;
    repairHeaderCrc(greedy);
    assertThatThrownBy(() -> Codecs.xz(in(greedy), "test").read())
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void limitsAStream() throws Exception {
    assertThat(Codecs.limited(in(PLAIN), "test", "table", PLAIN.length).readAllBytes())
        .isEqualTo(PLAIN);
    assertThatThrownBy(
            () -> Codecs.limited(in(PLAIN), "test", "table", PLAIN.length - 1).readAllBytes())
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void endsInAResultOrARefusalWhateverIsChanged() throws Exception {
    Random random = new Random(2);
    for (int i = 0; i < 400; i++) {
      byte[] packed = i % 2 == 0 ? zlib(PLAIN) : bzip2(PLAIN);
      packed[random.nextInt(packed.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        if (i % 2 == 0) {
          Codecs.inflate("test", 0, packed, PLAIN.length);
        } else {
          Codecs.bunzip2("test", 0, packed, PLAIN.length);
        }
      } catch (FormatException expected) {
        assertThat(expected).hasMessageContaining("test");
      }
    }
  }

  private static void repairHeaderCrc(byte[] xz) {
    int size = (xz[12] & 0xff) * 4;
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(xz, 12, size);
    java.nio.ByteBuffer.wrap(xz)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putInt(12 + size, (int) crc.getValue());
  }

  private static byte[] plain() {
    byte[] plain = new byte[5000];
    new Random(0).nextBytes(plain);
    Arrays.fill(plain, 1000, 4000, (byte) 'x');
    return plain;
  }

  private static InputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static byte[] zlib(byte[] plain) throws IOException {
    return pack(plain, DeflaterOutputStream::new);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    return pack(plain, GZIPOutputStream::new);
  }

  private static byte[] bzip2(byte[] plain) throws IOException {
    return pack(plain, BZip2CompressorOutputStream::new);
  }

  private static byte[] xz(byte[] plain, int level) throws IOException {
    return pack(plain, out -> new XZOutputStream(out, new LZMA2Options(level)));
  }

  private static byte[] pack(byte[] plain, Packer packer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.open(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private interface Packer {
    OutputStream open(OutputStream out) throws IOException;
  }
}
