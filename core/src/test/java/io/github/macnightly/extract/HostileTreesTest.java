package io.github.macnightly.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that no system makes. */
@Timeout(20)
class HostileTreesTest {

  private static final Limits LIMITS = new Limits(5000, 1 << 20, 1024, 4096, 3);

  @TempDir private Path directory;
  private Path out;
  private TreeExtractor trees;

  @BeforeEach
  void begin() throws IOException {
    out = directory.resolve("out");
    trees = new TreeExtractor(new Extraction(out, ExtractionRules.IMAGE), LIMITS);
  }

  private void extract(VolumeEntry... entries) throws IOException {
    trees.copy(MadeEntry.directory("root", entries), "");
    trees.finish();
  }

  private static InputStream endless() {
    return new InputStream() {
      @Override
      public int read() {
        return 0;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        return length;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "a/b", "../x", "/etc/x", "a\0b"})
  void refusesNamesThatAreNone(String name) {
    assertThatThrownBy(() -> extract(MadeEntry.file(name, "x")))
        .isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> extract(MadeEntry.directory(name, MadeEntry.file("f", "x"))))
        .isInstanceOf(CorruptException.class);
    assertThatThrownBy(() -> extract(MadeEntry.symlink(name, "x")))
        .isInstanceOf(CorruptException.class);
    assertThat(directory).isDirectoryNotContaining(path -> !path.equals(out));
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void writesNothingThroughALink() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    MadeEntry link = MadeEntry.symlink("d", outside.toString());
    MadeEntry folder = MadeEntry.directory("d", MadeEntry.file("evil", "x"));

    assertThatThrownBy(() -> extract(link, folder)).isInstanceOf(CorruptException.class);
    begin(directory.resolve("other"));
    assertThatThrownBy(() -> extract(folder, link)).isInstanceOf(CorruptException.class);
    begin(directory.resolve("third"));
    assertThatThrownBy(() -> extract(link, MadeEntry.file("d", "x")))
        .isInstanceOf(CorruptException.class);
    assertThat(outside).isEmptyDirectory();
  }

  private void begin(Path target) throws IOException {
    trees = new TreeExtractor(new Extraction(target, ExtractionRules.IMAGE), LIMITS);
  }

  @Test
  void refusesNamesThatStandTwice() throws IOException {
    assertThatThrownBy(() -> extract(MadeEntry.directory("d"), MadeEntry.directory("d")))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("'d' stands twice");
    begin(directory.resolve("other"));
    assertThatThrownBy(() -> extract(MadeEntry.file("f", "1"), MadeEntry.file("f", "2")))
        .isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesFilesThatAreLargerThanTheDisk() {
    assertThatThrownBy(() -> extract(MadeEntry.file("bomb", Sources.numbered(1L << 60))))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("no room for 'bomb'");
    assertThatThrownBy(() -> extract(MadeEntry.compressed("bomb", Long.MAX_VALUE, endless())))
        .isInstanceOf(FileSystemException.class);
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void refusesCompressedFilesThatAreLongerOrShorterThanTheySay() throws IOException {
    assertThatThrownBy(() -> extract(MadeEntry.compressed("long", 1000, endless())))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("file 'long'")
        .hasMessageContaining("longer");
    begin(directory.resolve("other"));
    InputStream nothing = InputStream.nullInputStream();
    assertThatThrownBy(() -> extract(MadeEntry.compressed("short", 1000, nothing)))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("1000 bytes shorter");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void refusesMoreEntriesThanTheLimit() {
    List<VolumeEntry> many =
        IntStream.range(0, 5000).<VolumeEntry>mapToObj(i -> MadeEntry.file("f" + i, "")).toList();

    assertThatThrownBy(() -> trees.copy(MadeEntry.directory("root", () -> many), ""))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("number of entries")
        .hasMessageContaining("5000");
  }

  @Test
  void refusesMoreDirectoriesThanMemoryHolds() throws IOException {
    Limits small = new Limits(5000, 10_000, 1024, 4096, 3);
    TreeExtractor tight =
        new TreeExtractor(new Extraction(directory.resolve("tight"), ExtractionRules.IMAGE), small);
    List<VolumeEntry> many =
        IntStream.range(0, 100).<VolumeEntry>mapToObj(i -> MadeEntry.directory("d" + i)).toList();

    assertThatThrownBy(() -> tight.copy(MadeEntry.directory("root", () -> many), ""))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("memory");
  }

  @Test
  void refusesDirectoriesThatHoldThemselves() {
    MadeEntry[] self = new MadeEntry[1];
    self[0] = MadeEntry.directory("loop", () -> List.of(self[0])).linked(9);

    assertThatThrownBy(() -> extract(self[0]))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("'loop/loop' is a hard link");
  }

  @Test
  void refusesEndlessDepth() {
    MadeEntry[] self = new MadeEntry[1];
    self[0] = MadeEntry.directory("d", () -> List.of(self[0]));

    assertThatThrownBy(() -> extract(self[0]))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("512");
  }

  @Test
  void refusesNamesThatNoFileSystemTakes() {
    assertThatThrownBy(() -> extract(MadeEntry.file("\u00e4".repeat(128), "x")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("255");
  }

  @Test
  void namesTheDamagedFileAndLeavesNoHalfOfIt() {
    assertThatThrownBy(
            () ->
                extract(
                    MadeEntry.file("good", "x"),
                    MadeEntry.directory(
                        "d", MadeEntry.file("small", Sources.damagedFrom(5000, 4000)))))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("file 'd/small'")
        .hasMessageContaining("checksum is wrong");
    assertThat(out.resolve("d/small")).doesNotExist();
    assertThat(Running.threads()).isEmpty();
  }

  @Test
  void leavesNoHalfOfALargeFileEither() {
    assertThatThrownBy(
            () -> extract(MadeEntry.file("large", Sources.damagedFrom(1 << 20, 500_000))))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("file 'large'");
    assertThat(out.resolve("large")).doesNotExist();
    assertThat(Running.threads()).isEmpty();
  }

  @Test
  void passesOnWhateverAThreadDiesOf() {
    for (Throwable death : List.of(new IllegalStateException("bug"), new StackOverflowError())) {
      assertThatThrownBy(
              () ->
                  extract(
                      MadeEntry.file(
                          "f",
                          Sources.numbered(
                              100,
                              offset -> {
                                if (death instanceof Error e) {
                                  throw e;
                                }
                                throw (RuntimeException) death;
                              }))))
          .isSameAs(death);
      assertThat(out.resolve("f")).doesNotExist();
      assertThat(Running.threads()).isEmpty();
    }
  }
}
