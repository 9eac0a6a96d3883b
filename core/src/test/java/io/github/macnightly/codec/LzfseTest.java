package io.github.macnightly.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.codec.LzfseEncoder;
import io.github.macnightly.io.CorruptException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LzfseTest {

  private static final byte[] TEXT = Samples.text(5000);
  private static final int END_MARK = 4;

  @Test
  void decodesWhatAnEncoderMakes() throws Exception {
    for (byte[] plain : Samples.all()) {
      assertThat(decode(LzfseEncoder.encode(plain), plain.length)).isEqualTo(plain);
      assertThat(decode(LzfseEncoder.encodeLzvn(plain), plain.length)).isEqualTo(plain);
      assertThat(decode(LzfseEncoder.store(plain), plain.length)).isEqualTo(plain);
    }
  }

  @Test
  void decodesBlocksWithPlainTables() throws Exception {
    for (byte[] plain : Samples.all()) {
      byte[] packed = LzfseEncoder.encodeWithPlainTables(plain);
      assertThat(new String(packed, 0, 4, StandardCharsets.US_ASCII))
          .isEqualTo(plain.length == 0 ? "bvx$" : "bvx1");
      assertThat(decode(packed, plain.length)).isEqualTo(plain);
    }
  }

  @Test
  void decodesBlocksOfAllKindsOneAfterTheOther() throws Exception {
    byte[] packed =
        join(
            blocks(LzfseEncoder.encode(TEXT)),
            blocks(LzfseEncoder.store(TEXT)),
            blocks(LzfseEncoder.encodeWithPlainTables(TEXT)),
            LzfseEncoder.encodeLzvn(TEXT));
    assertThat(decode(packed, 20_000)).isEqualTo(join(TEXT, TEXT, TEXT, TEXT));
  }

  @Test
  void decodesInSeveralThreadsAtOnce() {
    byte[] plain = Samples.text(300_001);
    byte[] packed = LzfseEncoder.encode(plain);
    assertThat(IntStream.range(0, 40).parallel().mapToObj(i -> tryDecode(packed, plain.length)))
        .allMatch(result -> Arrays.equals(result, plain));
  }

  @Test
  void decodesACompressedFileOfTheFinder() throws Exception {
    ByteBuffer fork =
        ByteBuffer.wrap(Samples.found("decmpfs-vectors/real_lzfse_rsrc.rsrc"))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 3; i++) {
      byte[] chunk = Arrays.copyOfRange(fork.array(), fork.getInt(4 * i), fork.getInt(4 * i + 4));
      assertThat(decode(chunk, i < 2 ? 65_536 : 18_928)).isNotNull();
    }
  }

  @Test
  void ignoresWhatFollowsTheEndMark() throws Exception {
    byte[] packed = LzfseEncoder.encode(TEXT);
    assertThat(decode(join(packed, packed), 5000)).isEqualTo(TEXT);
  }

  @Test
  void refusesStreamsThatAreCutOff() {
    byte[] coded = LzfseEncoder.encode(TEXT);
    byte[] plainTables = LzfseEncoder.encodeWithPlainTables(TEXT);
    byte[] small = LzfseEncoder.encodeLzvn(TEXT);
    byte[] stored = LzfseEncoder.store(TEXT);
    for (byte[] packed : new byte[][] {coded, plainTables, small, stored}) {
      for (int size = 0; size < packed.length; size++) {
        refuses(Arrays.copyOf(packed, size), 5000, "");
      }
    }
  }

  @Test
  void refusesStreamsOfAnotherSize() {
    for (byte[] packed : new byte[][] {LzfseEncoder.encode(TEXT), LzfseEncoder.store(TEXT)}) {
      refuses(packed, 4999, "LZFSE data is longer than 4999");
      refuses(packed, 5001, "LZFSE data ends after 5000 of 5001 bytes");
    }
  }

  @Test
  void refusesAnUnknownBlock() {
    refuses(
        "bvx3 and so on".getBytes(StandardCharsets.US_ASCII),
        5000,
        "at its byte 0: no LZFSE block has the signature 33787662");
  }

  @Test
  void refusesABlockThatIsLongerOrShorterThanItSays() {
    byte[] stream = join(blocks(LzfseEncoder.encode(TEXT)), LzfseEncoder.encodeLzvn(TEXT));
    int second = LzfseEncoder.encode(TEXT).length - END_MARK;
    for (int at : new int[] {4, second + 4}) {
      for (int size : new int[] {4999, 5001}) {
        refuses(patched(stream, at, size), 11_000, "the block ends at ");
      }
      refuses(patched(stream, at, -1), 11_000, "longer than 11000");
    }
  }

  @Test
  void refusesPayloadSizesThatLie() {
    byte[] stream = LzfseEncoder.encodeWithPlainTables(TEXT);
    for (int field : new int[] {20, 24}) {
      int size = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).getInt(field);
      for (int wrong : new int[] {0, 9, size / 2, size - 1, size + 1, 1 << 20, -1, 1 << 31}) {
        refuses(patched(stream, field, wrong), 5000, "");
      }
    }
    byte[] lzvn = LzfseEncoder.encodeLzvn(TEXT);
    for (int wrong : new int[] {0, 1, 20, lzvn.length, -1}) {
      refuses(patched(lzvn, 8, wrong), 5000, "");
    }
  }

  @Test
  void refusesBlocksOfMoreThanTheFormatAllows() {
    byte[] stream = LzfseEncoder.encodeWithPlainTables(TEXT);
    refuses(patched(stream, 12, 40_004), 5000, "40004 literals");
    refuses(patched(stream, 12, 41), 5000, "41 literals");
    refuses(patched(stream, 12, -4), 5000, "-4 literals");
    refuses(patched(stream, 16, 10_001), 5000, "10001 triples");
    refuses(patched(stream, 28, 1), 5000, "and 1 bits");
    refuses(patched(stream, 40, -8), 5000, "and -8 bits");
  }

  @Test
  void refusesSymbolsThatMakeNoOutput() {
    byte[] stream = LzfseEncoder.encodeWithPlainTables(TEXT);
    refuses(patched(stream, 12, 5004), 5000, "5004 literals and");
    refuses(patched(stream, 16, 5002), 5000, "5002 triples for 5000 bytes");
  }

  @Test
  void refusesTablesThatDoNotAddUp() {
    byte[] stream = LzfseEncoder.encodeWithPlainTables(TEXT);
    for (int table : new int[] {50, 90, 130, 258}) {
      byte[] more = stream.clone();
      more[table]++;
      refuses(more, 5000, "states instead of");
      byte[] most = stream.clone();
      most[table + 1] = (byte) 0xff;
      refuses(most, 5000, "states instead of");
      byte[] none = stream.clone();
      Arrays.fill(none, table, table + 40, (byte) 0);
      refuses(none, 5000, "");
    }
  }

  @Test
  void refusesPackedTablesThatDoNotFillTheHeader() {
    byte[] stream = LzfseEncoder.encode(TEXT);
    int size = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).getInt(24);
    refuses(patched(stream, 24, size - 1), 5000, "the tables of the block are cut off");
    refuses(patched(stream, 24, size + 1), 5000, "longer than its tables");
    refuses(patched(stream, 24, 31), 5000, "the block header has 31 of");
    refuses(patched(stream, 24, 1 << 30), 5000, "the block header has 1073741824 of");
    refuses(patched(stream, 24, 32), 5000, "0 states instead of 1024");
  }

  @Test
  void refusesDecodersThatStartOutsideTheirTable() {
    byte[] plainTables = LzfseEncoder.encodeWithPlainTables(TEXT);
    for (int field : new int[] {32, 34, 36, 38, 44, 46, 48}) {
      byte[] wrong = plainTables.clone();
      wrong[field + 1] = 4; // 1024 and more
      refuses(wrong, 5000, "decoders cannot start in the states");
    }
    byte[] packedTables = LzfseEncoder.encode(TEXT);
    packedTables[28] |= 64; // the first decoder of triples has 64 states
    refuses(packedTables, 5000, "decoders cannot start in the states");
  }

  @Test
  void refusesAMatchBeforeTheStart() {
    byte[] plain = Samples.text(300_000);
    byte[] packed = LzfseEncoder.encode(plain);
    ByteBuffer header = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    int literals = (int) (header.getLong(8) >> 20) & 0xfffff;
    int triples = (int) (header.getLong(16) >> 40) & 0xfffff;
    int second = header.getInt(24) + literals + triples;

    byte[] withoutTheFirst = Arrays.copyOfRange(packed, second, packed.length);

    refuses(withoutTheFirst, plain.length - header.getInt(4), "data reaches back");
  }

  private static byte[] patched(byte[] packed, int at, int value) {
    byte[] copy = packed.clone();
    ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return copy;
  }

  private static byte[] blocks(byte[] stream) {
    return Arrays.copyOf(stream, stream.length - END_MARK);
  }

  private static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(pieces).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] tryDecode(byte[] packed, int expected) {
    try {
      return decode(packed, expected);
    } catch (CorruptException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] decode(byte[] packed, int expected) throws CorruptException {
    return Codecs.lzfse("test", 7, packed, expected);
  }

  private static void refuses(byte[] packed, int expected, String message) {
    assertThatThrownBy(() -> decode(packed, expected))
        .isInstanceOf(CorruptException.class)
        .hasMessageContainingAll("test: ", message, "(at byte 7)");
  }
}
