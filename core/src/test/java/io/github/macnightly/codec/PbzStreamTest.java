package io.github.macnightly.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.XZOutputStream;

/** Blocks that are decoded side by side, against data packed by libraries. */
final class PbzStreamTest {

  private static final int BLOCK = 1 << 16;

  /** The header of an xz stream. */
  private static final int HEADER = 12;

  /** Packs with a library. */
  private interface Packer {
    OutputStream open(OutputStream out) throws IOException;
  }

  private static byte[] sample(int length) {
    byte[] bytes = new byte[length];
    Random random = new Random(5);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i % 1000 < 500 ? random.nextInt(4) : i >> 4);
    }
    return bytes;
  }

  private static byte[] pack(byte[] plain, Packer packer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packed = packer.open(out)) {
      packed.write(plain);
    }
    return out.toByteArray();
  }

  private static OutputStream xz(OutputStream out) throws IOException {
    return new XZOutputStream(out, new LZMA2Options(1));
  }

  /** Writes blocks, each third of them stored. */
  private static byte[] blocks(char algorithm, byte[] plain, Packer packer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("pbz" + algorithm);
    out.writeLong(BLOCK);
    for (int at = 0, i = 0; at < plain.length; at += BLOCK, i++) {
      byte[] block = Arrays.copyOfRange(plain, at, Math.min(plain.length, at + BLOCK));
      byte[] packed = i % 3 == 1 ? block : pack(block, packer);
      out.writeLong(block.length);
      out.writeLong(packed.length);
      out.write(packed);
    }
    return bytes.toByteArray();
  }

  /** Unpacks from bytes in a row and from a source, which must come to the same. */
  private static byte[] unpack(byte[] packed) throws IOException {
    byte[] plain;
    try (InputStream in = PbzStream.open(new ByteArrayInputStream(packed), "test")) {
      plain = in.readAllBytes();
    } catch (FormatException e) {
      assertThatThrownBy(() -> unpackSource(packed)).isInstanceOf(e.getClass());
      throw e;
    }
    assertThat(unpackSource(packed)).isEqualTo(plain);
    return plain;
  }

  private static byte[] unpackSource(byte[] packed) throws IOException {
    try (InputStream in = PbzStream.open(Source.of(packed), "test")) {
      return in.readAllBytes();
    }
  }

  /** Unpacks a stream of one block. */
  static byte[] unpackAlone(byte[] block, int plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("pbzx");
    out.writeLong(1 << 24);
    out.writeLong(plain);
    out.writeLong(block.length);
    out.write(block);
    return unpack(bytes.toByteArray());
  }

  @Test
  void decodesBlocksOfXzInTheirOrder() throws IOException {
    byte[] plain = sample(BLOCK * 40 + 77);
    assertThat(unpack(blocks('x', plain, PbzStreamTest::xz))).isEqualTo(plain);
  }

  @Test
  void decodesBlocksOfZlib() throws IOException {
    byte[] plain = sample(BLOCK * 7 + 1);
    assertThat(unpack(blocks('z', plain, DeflaterOutputStream::new))).isEqualTo(plain);
  }

  @Test
  void givesAnEmptyResultForNoBlocks() throws IOException {
    assertThat(unpack(blocks('x', new byte[0], PbzStreamTest::xz))).isEmpty();
  }

  @Test
  void meetsDamageOnlyWhereItIs() throws IOException {
    byte[] plain = sample(BLOCK * 3);
    byte[] packed = blocks('x', plain, PbzStreamTest::xz);
    packed[packed.length - 40] ^= 1;
    try (InputStream in = PbzStream.open(new ByteArrayInputStream(packed), "test")) {
      assertThat(in.readNBytes(BLOCK * 2)).isEqualTo(Arrays.copyOf(plain, BLOCK * 2));
      assertThatThrownBy(in::readAllBytes).isInstanceOf(CorruptException.class);
      assertThatThrownBy(in::read).isInstanceOf(CorruptException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1L << 40})
  void refusesBlockSizesThatCannotBe(long size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("pbzx");
    out.writeLong(size);
    assertThatThrownBy(() -> unpack(bytes.toByteArray()))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void endsInAResultOrARefusalOnMutants() throws IOException {
    byte[] packed = blocks('x', sample(BLOCK * 3), PbzStreamTest::xz);
    Random random = new Random(6);
    for (int i = 0; i < 60; i++) {
      byte[] mutant = Arrays.copyOf(packed, random.nextInt(packed.length));
      int at = mutant.length == 0 ? -1 : random.nextInt(mutant.length);
      if (at >= 0) {
        mutant[at] = (byte) random.nextInt();
      }
      try {
        assertThat(unpack(mutant)).hasSizeLessThanOrEqualTo(BLOCK * 3);
      } catch (FormatException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
      }
    }
  }

  @Test
  void endsItsThreadsWhenTheReaderLosesInterest() throws IOException {
    byte[] packed = blocks('x', sample(BLOCK * 40), PbzStreamTest::xz);
    try (InputStream in = PbzStream.open(new ByteArrayInputStream(packed), "test")) {
      assertThat(in.read()).isNotNegative();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("unpack") && thread.isAlive())
        .isEmpty();
  }

  @Test
  void judgesEveryChangedByteOfABlockAsTheLibraryDoes() throws IOException {
    byte[] plain = Arrays.copyOf(sample(2000), 1500);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XZOutputStream xz = new XZOutputStream(bytes, new LZMA2Options(1))) {
      xz.write(plain, 0, 700);
      xz.endBlock();
      xz.write(plain, 700, 800);
    }
    for (int at = 0; at < bytes.size(); at++) {
      byte[] changed = bytes.toByteArray();
      changed[at] ^= (byte) (1 << at % 8);
      assertThat(tried(changed, plain.length)).isEqualTo(library(changed, plain.length));
    }
    for (int size : new int[] {plain.length - 1, plain.length + 1}) {
      assertThat(tried(bytes.toByteArray(), size)).isNull();
    }
  }

  private static byte[] tried(byte[] packed, int size) throws IOException {
    try {
      return unpackAlone(packed, size);
    } catch (CorruptException e) {
      return null;
    }
  }

  private static byte[] library(byte[] packed, int size) {
    try (InputStream in = new SingleXZInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
      byte[] plain = in.readNBytes(size + 1);
      return plain.length == size ? plain : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** A block claims 16 MiB with an LZMA2 dictionary of 4 GiB and holds next to nothing. */
  @Test
  void asksForNoMoreMemoryThanABlockMayHave() throws IOException {
    byte[] packed = pack(new byte[100], PbzStreamTest::xz);
    packed[HEADER + 4] = 40;
    int crc = HEADER + 8;
    int sum = XzCheck.crc32(packed, HEADER, crc);
    for (int i = 0; i < Integer.BYTES; i++) {
      packed[crc + i] = (byte) (sum >>> 8 * i);
    }
    assertThat(unpackAlone(packed, 100)).isEqualTo(new byte[100]);
    assertThatThrownBy(() -> unpackAlone(packed, 1 << 24)).isInstanceOf(CorruptException.class);
  }

  @Test
  void holdsNoMoreBlocksThanItMay() throws IOException {
    AtomicInteger held = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    PbzPipeline.Blocks blocks = () -> begun.getAndIncrement() < 50 ? block(held, most) : null;
    try (InputStream in = new PbzPipeline(blocks, 4, 100, 2)) {
      assertThat(in.readAllBytes()).isEqualTo(new byte[50 * 1000]);
    }
    assertThat(most).hasValueBetween(1, 2);
    assertThat(held).hasValue(0);
  }

  private static PbzPipeline.Block block(AtomicInteger held, AtomicInteger most) {
    return new PbzPipeline.Block() {
      @Override
      public void decode(PbzPipeline.Parts sink) throws IOException {
        most.accumulateAndGet(held.incrementAndGet(), Math::max);
        byte[] array = new byte[1000];
        sink.part(array, 0, 300);
        sink.part(array, 300, 1000);
      }

      @Override
      public void drained() {
        held.decrementAndGet();
      }
    };
  }

  @Test
  void decodesTheBlocksOfAnXzFileThroughItsIndex() throws IOException {
    byte[] plain = sample(1_000_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(1))) {
      for (int at = 0; at < plain.length; at += 100_000) {
        xz.write(plain, at, 100_000);
        xz.endBlock();
      }
    }
    byte[] packed = out.toByteArray();
    try (InputStream in = LzmaStream.xz(Source.of(packed), "test")) {
      assertThat(in.readAllBytes()).isEqualTo(plain);
    }
    packed[packed.length / 2] ^= 1;
    try (InputStream in = LzmaStream.xz(Source.of(packed), "test")) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(CorruptException.class);
    }
  }

  @Test
  void decodesTheOldFormatOfLzma() throws IOException {
    byte[] plain = sample(300_000);
    byte[] packed = pack(plain, out -> new LZMAOutputStream(out, new LZMA2Options(1), -1));
    assertThat(LzmaStream.looksAlone(Arrays.copyOf(packed, 13))).isTrue();
    try (InputStream in = LzmaStream.alone(new ByteArrayInputStream(packed), "test")) {
      assertThat(in.readAllBytes()).isEqualTo(plain);
    }
  }
}
