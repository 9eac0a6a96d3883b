package io.github.macnightly.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.junit.jupiter.api.Test;

/** LZ4 in Apple's frames, against blocks packed by a library. */
final class AppleLz4Test {

  private static byte[] block(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BlockLZ4CompressorOutputStream lz4 = new BlockLZ4CompressorOutputStream(out)) {
      lz4.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] frames(byte[] plain) throws IOException {
    byte[] packed = block(plain);
    ByteBuffer b = ByteBuffer.allocate(packed.length + 12 + 8 + 3 + 4);
    b.order(ByteOrder.LITTLE_ENDIAN);
    b.put("bv41".getBytes(StandardCharsets.US_ASCII)).putInt(plain.length).putInt(packed.length);
    b.put(packed);
    b.put("bv4-".getBytes(StandardCharsets.US_ASCII)).putInt(3).put(new byte[] {1, 2, 3});
    b.put("bv4$".getBytes(StandardCharsets.US_ASCII));
    return b.array();
  }

  private static byte[] decode(byte[] packed, int expected) throws IOException {
    return AppleLz4.decode(new PackedChunk("LZ4", "test", 0, packed), expected);
  }

  @Test
  void decodesFrames() throws IOException {
    byte[] plain = new byte[100_000];
    Random random = new Random(2);
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (byte) (i % 5000 < 1000 ? random.nextInt() : i / 700);
    }
    byte[] got = decode(frames(plain), plain.length + 3);
    assertThat(got).startsWith(plain).endsWith(1, 2, 3);
  }

  @Test
  void endsInAResultOrARefusalOnMutants() throws IOException {
    byte[] packed = frames("abcabcabcabcabcabcabcabcabcabcabc".repeat(50).getBytes("UTF-8"));
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] mutant = packed.clone();
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      try {
        assertThat(decode(mutant, 33 * 50 + 3)).hasSize(33 * 50 + 3);
      } catch (CorruptException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
    assertThatThrownBy(() -> decode(packed, 10)).isInstanceOf(CorruptException.class);
  }
}
