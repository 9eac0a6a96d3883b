package io.github.macnightly.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.codec.AdcEncoder;
import io.github.macnightly.fixtures.codec.LzfseEncoder;
import io.github.macnightly.fixtures.codec.LzvnEncoder;
import io.github.macnightly.io.CorruptException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** Changes good data at random: each time there is a result of the right size or a refusal. */
class HostileChunksTest {

  private static final byte[] TEXT = Samples.text(6000);

  private interface Decoder {
    byte[] decode(String format, long offset, byte[] packed, int expected) throws CorruptException;
  }

  @Test
  void adcEndsInAResultOrARefusal() throws Exception {
    mutate(AdcEncoder.encode(TEXT), TEXT.length, Codecs::adc);
    byte[] image = Samples.found("newtua-dmg_adc.dmg");
    UdifChunks.Run found = UdifChunks.of(image).get(1).runs().get(0);
    mutate(found.packed(), found.size(), Codecs::adc);
  }

  @Test
  void lzfseEndsInAResultOrARefusal() throws Exception {
    mutate(LzfseEncoder.encode(TEXT), TEXT.length, Codecs::lzfse);
    mutate(LzfseEncoder.encodeWithPlainTables(TEXT), TEXT.length, Codecs::lzfse);
    mutate(LzfseEncoder.encodeLzvn(TEXT), TEXT.length, Codecs::lzfse);
    mutate(Samples.found("decmpfs-vectors/real_lzfse_inline.payload"), 2000, Codecs::lzfse);
    byte[] fork = Samples.found("decmpfs-vectors/real_lzfse_rsrc.rsrc");
    mutate(Arrays.copyOfRange(fork, 42_413, 48_742), 18_928, Codecs::lzfse);
  }

  @Test
  void lzvnEndsInAResultOrARefusal() throws Exception {
    mutate(LzvnEncoder.encode(TEXT), TEXT.length, Codecs::lzvn);
    byte[] fork = Samples.found("decmpfs-vectors/lzvn.rsrc");
    mutate(Arrays.copyOfRange(fork, 27_770, fork.length), 80_000 - 65_536, Codecs::lzvn);
  }

  @Test
  void lzBitmapEndsInAResultOrARefusal() throws Exception {
    for (String vector : new String[] {"003", "005", "007", "011", "019"}) {
      byte[] packed = Samples.found("lzbitmap-vectors/" + vector + "-compressed");
      int size = Samples.found("lzbitmap-vectors/" + vector + "-original").length;
      mutate(packed, size, Codecs::lzBitmap);
    }
  }

  @Test
  void zlibEndsInAResultOrARefusal() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(TEXT);
    }
    mutate(bytes.toByteArray(), TEXT.length, Codecs::inflate);
  }

  /** Cuts data of every codec at every place; what is left may be whole, but never wrong. */
  private static void cut(byte[] packed, byte[] plain, Decoder decoder) throws IOException {
    int whole = 0;
    for (int length = 0; length < packed.length; length += 1 + packed.length / 1000) {
      try {
        byte[] part = Arrays.copyOf(packed, length);
        assertThat(decoder.decode("test", 0, part, plain.length)).isEqualTo(plain);
        whole++;
      } catch (CorruptException refusal) {
        assertThat(refusal).hasMessageStartingWith("test: ");
      }
    }
    assertThat(whole).isLessThan(20);
  }

  /** Makes one to four changes at once, half of them near the start, where headers are. */
  private static void mutate(byte[] packed, int size, Decoder decoder) throws Exception {
    Random random = new Random(packed.length);
    cut(packed, decoder.decode("test", 0, packed, size), decoder);
    int results = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] changed = packed.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int end = random.nextBoolean() ? packed.length : Math.min(100, packed.length);
        changed[random.nextInt(end)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(decoder.decode("test", 0, changed, size)).hasSize(size);
        results++;
      } catch (CorruptException refusal) {
        assertThat(refusal).hasMessageStartingWith("test: ");
      }
    }
    assertThat(results).isBetween(1, 1999);
  }
}
