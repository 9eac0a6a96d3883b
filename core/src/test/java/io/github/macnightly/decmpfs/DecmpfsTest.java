package io.github.macnightly.decmpfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.dmg.CompressedFile;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type of compression that is read. */
class DecmpfsTest {

  private static final int CHUNK = 65536;

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Content whose first half shrinks and whose second does not. */
  private static byte[] content(int length) {
    byte[] bytes = noise(length);
    for (int i = 0; i < length / 2; i++) {
      bytes[i] = (byte) (i / 7);
    }
    return bytes;
  }

  private static byte[] read(CompressedFile file) throws IOException {
    Decmpfs decmpfs = Decmpfs.read(file.attribute());
    try (InputStream in = decmpfs.open(() -> Source.of(file.resourceFork()))) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 9, 11, 13})
  void readsContentInTheAttribute(int type) throws IOException {
    for (int length : new int[] {0, 1, 5, 3000}) {
      CompressedFile file = CompressedFile.of(type, content(length));

      assertThat(read(file)).isEqualTo(content(length));
      assertThat(Decmpfs.read(file.attribute()).usesResourceFork()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 10, 12, 14})
  void readsContentInTheResourceFork(int type) throws IOException {
    for (int length : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK, 200_000}) {
      CompressedFile file = CompressedFile.of(type, content(length));

      assertThat(read(file)).isEqualTo(content(length));
      assertThat(Decmpfs.read(file.attribute()).usesResourceFork()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void readsATableThatIsLongerThanOneWindow(int type) throws IOException {
    byte[] plain = new byte[600 * CHUNK + 17];
    plain[plain.length - 1] = 1;

    assertThat(read(CompressedFile.of(type, plain))).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({"3, 0x0f", "3, 0xff", "7, 0x06", "9, 0x00", "11, 0xff", "13, 0x1f"})
  void readsAStoredChunkBehindItsMark(int type, String mark) throws IOException {
    byte[] plain = noise(100);
    byte[] payload =
        ByteBuffer.allocate(101).put((byte) (int) Integer.decode(mark)).put(plain).array();
    Decmpfs decmpfs = Decmpfs.read(CompressedFile.attribute(type, 100, payload));

    assertThat(decmpfs.open(() -> Source.of(new byte[0])).readAllBytes()).isEqualTo(plain);
  }

  @Test
  void givesByteByByteWhatItGivesAtOnce() throws IOException {
    byte[] plain = content(CHUNK + 40);
    CompressedFile file = CompressedFile.of(4, plain);
    InputStream in = Decmpfs.read(file.attribute()).open(() -> Source.of(file.resourceFork()));
    for (byte b : plain) {
      assertThat((byte) in.read()).isEqualTo(b);
    }

    assertThat(in.read()).isEqualTo(-1);
    assertThat(in.read(new byte[5])).isEqualTo(-1);
    assertThat(in.read(new byte[0])).isZero();
  }

  @Test
  void readsTheForkForward() throws IOException {
    CompressedFile file = CompressedFile.of(12, noise(20 * CHUNK));
    List<Long> offsets = new ArrayList<>();
    Source fork = Source.of(file.resourceFork());
    Source watched =
        new Source() {
          @Override
          public long size() {
            return fork.size();
          }

          @Override
          public int read(long offset, ByteBuffer target) throws IOException {
            offsets.add(offset);
            return fork.read(offset, target);
          }
        };
    Decmpfs.read(file.attribute()).open(() -> watched).readAllBytes();

    assertThat(offsets).isSorted().hasSizeGreaterThan(20);
  }

  @Test
  void severalThreadsReadOneFileAtOnce() throws Exception {
    byte[] plain = content(30 * CHUNK);
    CompressedFile file = CompressedFile.of(8, plain);
    Decmpfs decmpfs = Decmpfs.read(file.attribute());
    Source fork = Source.of(file.resourceFork());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<byte[]>> results = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      results.add(threads.submit(() -> decmpfs.open(() -> fork).readAllBytes()));
    }
    threads.shutdown();

    for (Future<byte[]> result : results) {
      assertThat(result.get()).isEqualTo(plain);
    }
  }
}
