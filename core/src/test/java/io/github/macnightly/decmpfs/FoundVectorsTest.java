package io.github.macnightly.decmpfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.dmg.CompressedFile;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads and resource forks that macOS wrote, against their content. */
class FoundVectorsTest {

  private static byte[] vector(String name) throws IOException {
    Path file = Shared.fixture("dmg/" + name).orElse(null);
    assumeTrue(file != null, "../shared/fixtures is absent");
    return Files.readAllBytes(file);
  }

  private static byte[] inline(int type, int size, byte[] payload) throws IOException {
    Decmpfs decmpfs = Decmpfs.read(CompressedFile.attribute(type, size, payload));
    return decmpfs.open(() -> Source.of(new byte[0])).readAllBytes();
  }

  private static byte[] forked(int type, int size, byte[] fork) throws IOException {
    Decmpfs decmpfs = Decmpfs.read(CompressedFile.attribute(type, size, new byte[0]));
    return decmpfs.open(() -> Source.of(fork)).readAllBytes();
  }

  @ParameterizedTest
  @CsvSource({
    "3, real_zlib_inline.payload, real_zlib_inline.expected",
    "3, zlib_type3_stored.payload, zlib_inline.expected",
    "11, real_lzfse_inline.payload, real_zlib_inline.expected"
  })
  void readsPayloads(int type, String payload, String expected) throws IOException {
    byte[] plain = vector("decmpfs-vectors/" + expected);

    assertThat(inline(type, plain.length, vector("decmpfs-vectors/" + payload))).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "4, real_zlib_rsrc.rsrc, zlib.expected",
    "8, lzvn.rsrc, lzvn.expected",
    "12, real_lzfse_rsrc.rsrc, zlib.expected"
  })
  void readsResourceForks(int type, String fork, String expected) throws IOException {
    byte[] plain = vector("decmpfs-vectors/" + expected);

    assertThat(forked(type, plain.length, vector("decmpfs-vectors/" + fork))).isEqualTo(plain);
  }

  /** What stands behind the end mark of a block is not looked at. */
  @Test
  void readsLzvnWithLeftoversBehindItsEnd() throws IOException {
    byte[] fork = vector("decmpfs-vectors/lzvn.rsrc");
    byte[] plain = vector("decmpfs-vectors/lzvn.expected");
    byte[] longer = Arrays.copyOf(fork, fork.length + 9);
    Arrays.fill(longer, fork.length, longer.length, (byte) 0xd5);
    ByteBuffer.wrap(longer).putInt(8, Integer.reverseBytes(longer.length));

    assertThat(forked(8, plain.length, longer)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"001", "003", "005", "007", "009", "011", "015", "019"})
  void readsLzbitmapInTheAttributeAndInTheFork(String name) throws IOException {
    byte[] packed = vector("lzbitmap-vectors/" + name + "-compressed");
    byte[] plain = vector("lzbitmap-vectors/" + name + "-original");
    ByteBuffer fork = ByteBuffer.allocate(8 + packed.length);
    fork.putInt(Integer.reverseBytes(8)).putInt(Integer.reverseBytes(8 + packed.length));

    assertThat(inline(13, plain.length, packed)).isEqualTo(plain);
    assertThat(forked(14, plain.length, fork.put(packed).array())).isEqualTo(plain);
  }
}
