package io.github.macnightly.decmpfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.dmg.CompressedFile;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attributes and tables that lie. */
class HostileAttributesTest {

  private static final int CHUNK = 65536;
  private static final int MUTANTS = 500;

  /** Where the table of a resource starts, and its first entry. */
  private static final int TABLE = 0x104;

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] fork(int type, int chunks) {
    return CompressedFile.of(type, noise(chunks * CHUNK)).resourceFork();
  }

  private static void put(byte[] fork, int at, int value) {
    ByteBuffer.wrap(fork).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
  }

  private static byte[] read(int type, long size, byte[] payload, byte[] fork) throws IOException {
    Decmpfs decmpfs = Decmpfs.read(CompressedFile.attribute(type, size, payload));
    try (InputStream in = decmpfs.open(() -> Source.of(fork))) {
      return in.readAllBytes();
    }
  }

  private static byte[] read(int type, long size, byte[] fork) throws IOException {
    return read(type, size, new byte[0], fork);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 6, 15, 16, 255, 0x80000001, -1})
  void namesATypeThatItDoesNotRead(int type) throws IOException {
    Decmpfs decmpfs = Decmpfs.read(CompressedFile.attribute(type, 5, new byte[0]));

    assertThat(decmpfs.size()).isEqualTo(5);
    assertThat(decmpfs.usesResourceFork()).isFalse();
    assertThatThrownBy(() -> decmpfs.open(() -> Source.of(new byte[0])))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("type " + Integer.toUnsignedString(type) + " ");
  }

  @Test
  void saysThatTheContentOfADatalessFileIsElsewhere() {
    assertThatThrownBy(() -> read(5, 5, new byte[0]))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("dataless");
  }

  @Test
  void refusesAnAttributeWithoutAHeader() {
    byte[] good = CompressedFile.attribute(3, 5, new byte[0]);
    byte[] other = good.clone();
    other[0] ^= 1;

    assertThatThrownBy(() -> Decmpfs.read(new byte[15]))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("15 bytes, wanted 16");
    assertThatThrownBy(() -> Decmpfs.read(other))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("wanted 'fpmc'");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1})
  void refusesASizeOf2To63AndMore(long size) {
    assertThatThrownBy(() -> Decmpfs.read(CompressedFile.attribute(4, size, new byte[0])))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining(Long.toUnsignedString(size));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 10, 12, 14})
  void refusesATableForAnotherSize(int type) {
    for (long size : new long[] {1, 3 * CHUNK + 1, 1L << 40, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> read(type, size, fork(type, 3)))
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining("decmpfs");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 9, 11, 13})
  void refusesHugeContentOfASmallAttribute(int type) {
    assertThatThrownBy(() -> read(type, Long.MAX_VALUE, new byte[90], new byte[0]))
        .isInstanceOf(LimitExceededException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 9, 11, 13})
  void refusesContentThatIsShorterOrLongerThanItsSize(int type) {
    byte[] attribute = CompressedFile.of(type, noise(80)).attribute();
    byte[] payload = new byte[attribute.length - 16];
    System.arraycopy(attribute, 16, payload, 0, payload.length);

    assertThatThrownBy(() -> read(type, 79, payload, new byte[0]))
        .isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> read(type, 81, payload, new byte[0]))
        .isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> read(type, 5, new byte[0], new byte[0]))
        .isInstanceOf(CorruptException.class);
  }

  @ParameterizedTest
  @CsvSource({"4, 0", "4, 7", "4, 260", "8, 0", "8, 7", "12, 0"})
  void refusesAForkWithoutATable(int type, int length) {
    assertThatThrownBy(() -> read(type, 100, new byte[length]))
        .isInstanceOf(CorruptException.class)
        .hasMessageStartingWith("decmpfs");
  }

  @Test
  void refusesATableThatCountsMoreThanTheForkHolds() {
    byte[] fork = fork(4, 1);
    put(fork, TABLE, 0x7fffffff);

    assertThatThrownBy(() -> read(4, 0x7fffffffL * CHUNK, fork))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("does not fit");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 2 * CHUNK + 1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void refusesAChunkOfAnImpossibleLength(int length) {
    byte[] fork = fork(4, 2);
    put(fork, TABLE + 8, length);

    assertThatThrownBy(() -> read(4, 2 * CHUNK, fork))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("chunk 0 of 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 0x7fffffff, -1, -70000})
  void refusesAChunkOutsideOfTheDataOfItsFork(int offset) {
    byte[] fork = fork(4, 2);
    put(fork, TABLE + 4, offset);

    assertThatThrownBy(() -> read(4, 2 * CHUNK, fork))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("not its own");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12, -1, 0x7fffffff})
  void refusesOffsetsThatDoNotAscend(int offset) {
    byte[] fork = fork(8, 3);
    put(fork, 4, offset);

    assertThatThrownBy(() -> read(8, 3 * CHUNK, fork)).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesManyChunksThatShareTheirBytes() {
    byte[] fork = Arrays.copyOf(fork(4, 100), TABLE + 4 + 100 * 8 + CHUNK + 1);
    for (int i = 1; i < 100; i++) {
      System.arraycopy(fork, TABLE + 4, fork, TABLE + 4 + 8 * i, 8);
    }

    assertThatThrownBy(() -> read(4, 100 * CHUNK, fork))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("chunk 1 of 100");
  }

  @Test
  void remembersItsFailure() throws IOException {
    byte[] fork = fork(4, 2);
    put(fork, TABLE + 16, 1);
    InputStream in =
        Decmpfs.read(CompressedFile.attribute(4, 2 * CHUNK, new byte[0]))
            .open(() -> Source.of(fork));

    assertThat(in.readNBytes(CHUNK)).isEqualTo(noise(2 * CHUNK, CHUNK));
    assertThatThrownBy(in::read).isInstanceOf(CorruptException.class);
    assertThatThrownBy(in::read).isInstanceOf(CorruptException.class);
  }

  private static byte[] noise(int seed, int length) {
    return Arrays.copyOf(noise(seed), length);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 7, 8, 9, 10, 11, 12, 13, 14})
  void mutantsEndInAResultOrARefusal(int type) {
    byte[] plain = new byte[type % 2 == 0 ? CHUNK + 500 : 900];
    new Random(type).nextBytes(plain);
    Arrays.fill(plain, 0, plain.length * 3 / 4, (byte) 'a');
    CompressedFile good = CompressedFile.of(type, plain);
    for (int seed = 0; seed < MUTANTS; seed++) {
      byte[] attribute = mutant(good.attribute(), seed);
      byte[] fork = mutant(good.resourceFork(), seed);
      try (InputStream in = Decmpfs.read(attribute).open(() -> Source.of(fork))) {
        in.readAllBytes();
      } catch (IOException e) {
        assertThat(e).isInstanceOf(FormatException.class);
      }
    }
  }

  private static byte[] mutant(byte[] bytes, int seed) {
    byte[] mutant = bytes.clone();
    Random random = new Random(seed);
    for (int i = 0; i < 4 && mutant.length > 0; i++) {
      int near = random.nextBoolean() ? Math.min(40, mutant.length) : mutant.length;
      mutant[random.nextInt(near)] = (byte) random.nextInt(256);
    }
    return mutant;
  }
}
