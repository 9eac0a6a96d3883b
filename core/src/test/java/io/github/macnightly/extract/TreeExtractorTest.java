package io.github.macnightly.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.files.DoubleFile;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.volume.VolumeEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeExtractorTest {

  /** More than an attribute on Linux can have, so that no target of these tests holds it. */
  private static final int TOO_LARGE = 70_000;

  @TempDir private Path directory;
  private Path out;

  @BeforeEach
  void nameTarget() {
    out = directory.resolve("out");
  }

  private ExtractionResult extract(ExtractionRules rules, VolumeEntry... entries)
      throws IOException {
    TreeExtractor trees = new TreeExtractor(new Extraction(out, rules));
    trees.copy(MadeEntry.directory("root", entries), "");
    return trees.finish();
  }

  private ExtractionResult extract(VolumeEntry... entries) throws IOException {
    return extract(ExtractionRules.IMAGE, entries);
  }

  private static int nlink(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:nlink");
  }

  @ParameterizedTest
  @CsvSource({"2, 4096", "8, 4096", "3, 65536", "16, 1000", "2, 1048576"})
  void writesLargeFilesInPartsWithAnyNumberOfThreads(int threads, int window) throws IOException {
    Limits limits = new Limits(1000, 1 << 20, 1024, window, threads);
    List<VolumeEntry> files = new ArrayList<>();
    int[] sizes = {0, 1, 999, 4096, 16_384, 16_385, 300_001, 1 << 20};
    for (int size : sizes) {
      files.add(MadeEntry.file("source" + size, Sources.numbered(size)));
      ByteArrayInputStream stream = new ByteArrayInputStream(Sources.bytes(size));
      files.add(MadeEntry.compressed("stream" + size, size, stream));
    }

    TreeExtractor trees = new TreeExtractor(new Extraction(out, ExtractionRules.IMAGE), limits);
    trees.copy(MadeEntry.directory("root", () -> files), "");
    ExtractionResult result = trees.finish();

    assertThat(result.files()).isEqualTo(16);
    assertThat(result.bytes())
        .isEqualTo(2 * (999 + 1 + 4096 + 16_384 + 16_385 + 300_001 + 1048576));
    for (int size : sizes) {
      assertThat(out.resolve("source" + size)).hasBinaryContent(Sources.bytes(size));
      assertThat(out.resolve("stream" + size)).hasBinaryContent(Sources.bytes(size));
    }
  }

  @Test
  void handsOverBatchAfterBatch() throws IOException {
    Limits limits = new Limits(10_000, 1 << 20, 16, 4096, 3);
    List<VolumeEntry> files = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      files.add(MadeEntry.file("f" + i, "content " + i));
    }

    TreeExtractor trees = new TreeExtractor(new Extraction(out, ExtractionRules.IMAGE), limits);
    trees.copy(MadeEntry.directory("root", () -> files), "");

    assertThat(trees.finish().files()).isEqualTo(1000);
    assertThat(out.resolve("f0")).hasContent("content 0");
    assertThat(out.resolve("f999")).hasContent("content 999");
  }

  @Test
  void makesHardLinksOfFiles() throws IOException {
    ExtractionResult result =
        extract(
            MadeEntry.file("a", "shared").linked(7),
            MadeEntry.directory("sub", MadeEntry.file("b", "shared").linked(7)),
            MadeEntry.file("c", "alone").linked(8));

    assertThat(nlink(out.resolve("a"))).isEqualTo(2);
    assertThat(Files.isSameFile(out.resolve("a"), out.resolve("sub/b"))).isTrue();
    assertThat(nlink(out.resolve("c"))).isEqualTo(1);
    assertThat(result)
        .extracting(ExtractionResult::files, ExtractionResult::links, r -> r.losses().isEmpty())
        .containsExactly(2L, 1L, true);
  }

  @Test
  void copiesWhatCannotHaveHardLinksAndCountsIt() throws IOException {
    MadeEntry shared = MadeEntry.directory("one", MadeEntry.file("f", "x")).linked(5);
    MadeEntry again = MadeEntry.directory("two", MadeEntry.file("f", "x")).linked(5);
    ExtractionResult result =
        extract(
            shared,
            again,
            MadeEntry.symlink("l1", "t").linked(6),
            MadeEntry.symlink("l2", "t").linked(6));

    assertThat(out.resolve("two/f")).hasContent("x");
    assertThat(out.resolve("l2")).isSymbolicLink();
    assertThat(result.losses().counts()).isEqualTo(Map.of("hard link", 2));
  }

  @Test
  void countsWhatTheTargetCannotHold() throws IOException {
    byte[] large = new byte[TOO_LARGE];
    ExtractionResult result =
        extract(
            MadeEntry.file("attribute", "x").attribute("large", large),
            MadeEntry.directory("directory").attribute("large", large),
            MadeEntry.symlink("link", "t").attribute("small", new byte[3]),
            MadeEntry.file("fork", "x").fork(large),
            MadeEntry.file("acl", "x").attribute("com.apple.system.Security", new byte[68]),
            MadeEntry.file("setuid", "x").mode(04755),
            MadeEntry.directory("sticky").mode(01777),
            MadeEntry.other("pipe"));

    assertThat(result.losses())
        .hasToString(
            "1 x access control list, 1 x device, pipe or socket, 3 x extended attribute,"
                + " 1 x resource fork, 1 x special mode bit");
    assertThat(out.resolve("pipe")).doesNotExist();
    assertThat(Files.getAttribute(out.resolve("sticky"), "unix:mode")).isEqualTo(041777);
    assertThat(Files.getAttribute(out.resolve("setuid"), "unix:mode")).isEqualTo(0100755);
  }

  @Test
  void keepsItInAppleDoubleFilesWhenThatIsWanted() throws IOException {
    byte[] large = Sources.bytes(TOO_LARGE);
    ExtractionResult result =
        extract(
            ExtractionRules.IMAGE.withAppleDouble(),
            MadeEntry.file("attribute", "x").attribute("large", large),
            MadeEntry.directory("directory").attribute("large", large),
            MadeEntry.symlink("link", "t").attribute("small", new byte[3]),
            MadeEntry.file("fork", "x").fork(large).mode(0600));

    assertThat(result.losses().isEmpty()).isTrue();
    assertThat(attributes("._attribute").get("large")).isEqualTo(large);
    assertThat(attributes("._directory").get("large")).isEqualTo(large);
    assertThat(attributes("._link")).containsOnlyKeys("small");
    assertThat(DoubleFile.read(out.resolve("._fork")).resourceFork()).isEqualTo(large);
    assertThat(Files.getAttribute(out.resolve("._fork"), "unix:mode")).isEqualTo(0100600);
    assertThat(Files.getLastModifiedTime(out.resolve("._fork")))
        .isEqualTo(Files.getLastModifiedTime(out.resolve("fork")));
  }

  private Map<String, byte[]> attributes(String name) throws IOException {
    return DoubleFile.read(out.resolve(name)).attributes();
  }

  @Test
  void leavesTheVolumesOwnFilesAlone() throws IOException {
    ExtractionResult result =
        extract(
            ExtractionRules.IMAGE.withAppleDouble(),
            MadeEntry.file("f", "x").fork(new byte[TOO_LARGE]),
            MadeEntry.file("._f", "the volume's own"));

    assertThat(out.resolve("._f")).hasContent("the volume's own");
    assertThat(result.losses().counts()).isEqualTo(Map.of("resource fork", 1));
  }

  @Test
  void setsSmallAttributesWhereTheTargetHasThem() throws IOException {
    Path probe = Files.createFile(directory.resolve("probe"));
    assumeTrue(Files.getFileStore(probe).supportsFileAttributeView("user"), "no attributes here");
    extract(
        MadeEntry.file("f", "x").attribute("com.apple.quarantine", new byte[] {1, 2, 3}),
        MadeEntry.file("read-only", "x").attribute("empty", new byte[0]).mode(0400),
        MadeEntry.directory("d").attribute("name with ä", new byte[] {4}).mode(0500),
        MadeEntry.file("fork", "x").fork(new byte[] {5, 6}));

    assertThat(Written.attributes(out.resolve("f")).get("com.apple.quarantine")).hasSize(3);
    assertThat(Written.attributes(out.resolve("read-only")).get("empty")).isEmpty();
    assertThat(Written.attributes(out.resolve("d")).get("name with ä")).containsExactly(4);
    assertThat(Written.attributes(out.resolve("fork")).get("com.apple.ResourceFork"))
        .containsExactly(5, 6);
  }

  @Test
  void writesASingleFile() throws IOException {
    TreeExtractor trees = new TreeExtractor(new Extraction(out, ExtractionRules.IMAGE));
    trees.copy(MadeEntry.file("stored", "x"), "wanted");
    trees.finish();

    assertThat(out.resolve("wanted")).hasContent("x");
  }
}
