package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppleDoubleTest {

  private static final byte[] FINDER =
      Arrays.copyOf("TEXTttxt".getBytes(StandardCharsets.US_ASCII), 32);

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("._x");
  }

  /** A fork of a claimed size, with the bytes that come. */
  private record Fork(long forkSize, InputStream fork) implements EntryExtras {

    static Fork of(byte... bytes) {
      return new Fork(bytes.length, new ByteArrayInputStream(bytes));
    }

    @Override
    public int flags() {
      return 0;
    }

    @Override
    public Map<String, byte[]> attributes() {
      return Map.of();
    }

    @Override
    public boolean doubleIsFree() {
      return true;
    }
  }

  private static final String RFC_1740 =
      // magic, version, filler, number of entries
      "00051607 00020000 4d6163204f5320582020202020202020 0002"
          // entry 9 at 50, 32 bytes; entry 2 at 82, 3 bytes
          + "00000009 00000032 00000020 00000002 00000052 00000003"
          + "5445585474747874 0000000000000000 0000000000000000 0000000000000000"
          + "616263";

  @Test
  void writesFinderInformationAndForkAsTheDocumentWantsThem() throws IOException {
    Map<String, byte[]> info = Map.of(ExtrasWriter.FINDER_INFO, FINDER);

    assertThat(new AppleDouble(info, Fork.of((byte) 'a', (byte) 'b', (byte) 'c')).write(file))
        .isTrue();

    assertThat(file).hasBinaryContent(HexFormat.of().parseHex(RFC_1740.replace(" ", "")));
  }

  @Test
  void putsAttributesWhereTheKernelLooksForThem() throws IOException {
    Map<String, byte[]> attributes = new TreeMap<>();
    attributes.put(ExtrasWriter.FINDER_INFO, FINDER);
    attributes.put("com.apple.quarantine", "0081;x".getBytes(StandardCharsets.US_ASCII));
    attributes.put("empty", new byte[0]);
    attributes.put("\u00e4", new byte[70_000]);
    new AppleDouble(attributes, Fork.of((byte) 1, (byte) 2)).write(file);

    DoubleFile read = DoubleFile.read(file);

    assertThat(read.finderInfo()).isEqualTo(FINDER);
    assertThat(read.resourceFork()).containsExactly(1, 2);
    assertThat(read.attributes()).containsOnlyKeys("com.apple.quarantine", "empty", "\u00e4");
    assertThat(read.attributes().get("com.apple.quarantine")).asString().isEqualTo("0081;x");
    assertThat(read.attributes().get("\u00e4")).hasSize(70_000);
  }

  @Test
  void fitsOnlyWhatTheFormHasRoomFor() {
    EntryExtras none = EntryExtras.NONE;
    Map<String, byte[]> many = new TreeMap<>();
    for (int i = 0; i < 4000; i++) {
      many.put("attribute" + i, new byte[1]);
    }

    assertThat(new AppleDouble(Map.of("n".repeat(127), new byte[1]), none).fits()).isTrue();
    assertThat(new AppleDouble(Map.of("n".repeat(128), new byte[1]), none).fits()).isFalse();
    assertThat(new AppleDouble(many, none).fits()).isFalse();
    assertThat(new AppleDouble(Map.of(), new Fork(1L << 32, null)).fits()).isFalse();
    assertThat(new AppleDouble(Map.of(), new Fork((1L << 32) - 200, null)).fits()).isTrue();
  }

  @Test
  void doesNotReplaceWhatIsThere() throws IOException {
    Files.writeString(file, "mine");

    assertThat(new AppleDouble(Map.of("a", new byte[1]), EntryExtras.NONE).write(file)).isFalse();
    assertThat(file).hasContent("mine");
  }

  @Test
  void leavesNothingWhenTheForkCannotBeRead() {
    InputStream damaged =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new CorruptException("fork", 0, "cannot be read");
          }
        };

    assertThatThrownBy(() -> new AppleDouble(Map.of(), new Fork(10, damaged)).write(file))
        .isInstanceOf(CorruptException.class);
    assertThat(directory).isEmptyDirectory();
  }

  /** macOS shows the fork of a file as a file that may exist before it is written. */
  @Test
  void writesOverAForkThatIsThere() throws IOException {
    Path fork = Files.createDirectories(directory.resolve("f/..namedfork")).resolve("rsrc");
    Files.writeString(fork, "a longer one");

    assertThat(MacExtras.fork(directory.resolve("f"), Fork.of((byte) 'x'))).isTrue();
    assertThat(fork).hasContent("x");
    assertThat(MacExtras.fork(directory.resolve("none"), Fork.of((byte) 'x'))).isFalse();
  }
}
