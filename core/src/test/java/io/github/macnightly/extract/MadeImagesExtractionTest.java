package io.github.macnightly.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Content;
import io.github.macnightly.fixtures.Programs;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.Codec;
import io.github.macnightly.fixtures.dmg.CompressedFile;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.fixtures.dmg.UdifWriter;
import io.github.macnightly.fixtures.dmg.apfs.ApfsBuilder;
import io.github.macnightly.fixtures.dmg.apfs.ApfsVolumeSpec;
import io.github.macnightly.image.DiskImage;
import io.github.macnightly.volume.FinderInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of the builders, extracted and looked at entry by entry. */
class MadeImagesExtractionTest {

  @TempDir private Path directory;

  private Path image(HfsPlusBuilder volume) throws IOException {
    Path raw = directory.resolve("volume");
    volume.write(raw);
    Path image = directory.resolve("image.dmg");
    UdifWriter.create().chunkSectors(64).write(raw, image);
    return image;
  }

  private ExtractionResult extract(Path file) throws IOException {
    try (DiskImage image = DiskImage.open(file)) {
      return new ImageExtractor(false).extract(image, directory.resolve("out"));
    }
  }

  private Path out(String path) {
    return directory.resolve("out").resolve(path);
  }

  private int mode(String path) throws IOException {
    Object mode = Files.getAttribute(out(path), "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return (int) mode & 07777;
  }

  private Instant date(String path) throws IOException {
    FileTime time = Files.getLastModifiedTime(out(path), LinkOption.NOFOLLOW_LINKS);
    return time.toInstant();
  }

  @Test
  void keepsModesOfReadOnlyDirectoriesAndFiles() throws IOException {
    Tree tree = Tree.create().directory("ro", 0555).directory("ro/none", 0).file("ro/f", "x", 0400);
    tree.file("ro/none/secret", "y", 0).file("program", "z", 0755).file("setuid", "z", 04711);
    ExtractionResult result = extract(image(HfsPlusBuilder.of(tree)));

    assertThat(mode("ro")).isEqualTo(0555);
    assertThat(mode("ro/none")).isZero();
    assertThat(mode("ro/f")).isEqualTo(0400);
    assertThat(mode("program")).isEqualTo(0755);
    assertThat(mode("setuid")).isEqualTo(0711);
    assertThat(result.losses().counts()).isEqualTo(Map.of("special mode bit", 1));
    Files.setAttribute(out("ro/none"), "unix:mode", 0700);
    assertThat(mode("ro/none/secret")).isZero();
  }

  @Test
  void makesTheDirectoriesAboveAndFollowsALinkToAnEmptyOne() throws IOException {
    Path file = image(HfsPlusBuilder.of(Tree.create().file("f", "x")));
    Path real = Files.createDirectory(directory.resolve("real"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    try (DiskImage image = DiskImage.open(file)) {
      new ImageExtractor(false).extract(image, directory.resolve("a/b/c"));
      new ImageExtractor(false).extract(image, link);
    }

    assertThat(directory.resolve("a/b/c/f")).hasContent("x");
    assertThat(real.resolve("f")).hasContent("x");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void sizesThatDifferReadDifferently() {
    assertThat(Collector.size(7 << 10)).isEqualTo("7 KB");
    assertThat(Collector.size(1 << 20)).isEqualTo("1,024 KB");
    assertThat(Collector.size(-1)).isEqualTo("over 8 EB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1904-01-02T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "1970-01-01T00:00:00Z",
        "2038-01-19T03:14:08Z",
        "2040-02-06T06:28:15Z"
      })
  void keepsDatesFromTheFirstToTheLast(String text) throws IOException {
    Instant date = Instant.parse(text);
    Tree tree = Tree.create().modified(date).file("d/f", "x").symlink("d/l", "f");
    ExtractionResult result = extract(image(HfsPlusBuilder.of(tree)));

    // The oldest file systems of Linux count from 1901 on.
    assertThat(date("d/f")).isEqualTo(date);
    assertThat(date("d/l")).isEqualTo(date);
    assertThat(date("d")).isEqualTo(date);
    assertThat(result.losses().isEmpty()).isTrue();
  }

  @Test
  void recreatesLinksAsTheyStand() throws IOException {
    Tree tree = Tree.create().directory("d");
    String[] targets = {"/Applications", "/Applications/", "../..//x", "d/", ".", "./d", "ä:b"};
    for (int i = 0; i < targets.length; i++) {
      tree.symlink("link" + i, targets[i]);
    }
    ExtractionResult result = extract(image(HfsPlusBuilder.of(tree)));

    for (int i = 0; i < targets.length; i++) {
      assertThat(Files.readSymbolicLink(out("link" + i))).hasToString(targets[i]);
    }
    assertThat(result.links()).isEqualTo(targets.length);
    assertThat(result.losses().isEmpty()).isTrue();
  }

  @Test
  void keepsNamesAsStored() throws IOException {
    Tree tree = Tree.create().file("Icon\r", "i").file("1:2", "slash").file("Caf\u00e9", "c");
    extract(image(HfsPlusBuilder.of(tree)));

    try (Stream<Path> files = Files.list(directory.resolve("out"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("Icon\r", "1:2", "Cafe\u0301");
    }
  }

  @Test
  void keepsNamesApartThatDifferInCaseOnly() throws IOException {
    Tree tree = Tree.create().file("A", "upper").file("a", "lower").file("D/x", "1");
    extract(image(HfsPlusBuilder.of(tree.file("d/x", "2")).caseSensitive()));

    assertThat(out("A")).hasContent("upper");
    assertThat(out("a")).hasContent("lower");
    assertThat(out("D/x")).hasContent("1");
    assertThat(out("d/x")).hasContent("2");
  }

  @Test
  void decodesCompressedFilesAndHidesHowTheyWereStored() throws IOException {
    byte[] text = "All work and no play. ".repeat(9000).getBytes(StandardCharsets.UTF_8);
    Tree tree = Tree.create().file("packed", "");
    CompressedFile.of(4, text).addTo(tree, "packed");
    ExtractionResult result = extract(image(HfsPlusBuilder.of(tree).flags("packed", 0x20)));

    assertThat(out("packed")).hasBinaryContent(text);
    assertThat(result.bytes()).isEqualTo(text.length);
    assertThat(result.losses().isEmpty()).isTrue();
  }

  @Test
  void countsFlagsOfTheMac() throws IOException {
    Tree tree = Tree.create().file("locked", "x").file("hidden", "y");
    HfsPlusBuilder volume = HfsPlusBuilder.of(tree).flags("locked", 2).flags("hidden", 0x20000);

    assertThat(extract(image(volume)).losses().counts()).isEqualTo(Map.of("file flag", 2));
  }

  @Test
  void leavesOutFinderInformationThatSaysOnlyThatNothingIsKnown() throws IOException {
    byte[] unknown = Arrays.copyOf("????????".getBytes(StandardCharsets.US_ASCII), 32);
    byte[] known = Arrays.copyOf("TEXTttxt".getBytes(StandardCharsets.US_ASCII), 32);
    HfsPlusBuilder volume = HfsPlusBuilder.of(Tree.create().file("unknown", "").file("known", ""));
    volume.finderInfo("unknown", unknown).finderInfo("known", known);
    ExtractionResult result = extract(image(volume));

    if (result.losses().isEmpty()) {
      assertThat(Written.attributes(out("unknown"))).isEmpty();
      assertThat(Written.attributes(out("known"))).containsEntry(FinderInfo.ATTRIBUTE, known);
    } else {
      assertThat(result.losses().counts()).isEqualTo(Map.of("extended attribute", 1));
    }
  }

  @Test
  void givesEachOfSeveralVolumesAFolder() throws IOException {
    Path image = directory.resolve("several.img");
    ApfsBuilder.create()
        .volume(ApfsVolumeSpec.of(Tree.create().file("f", "1").symlink("l", "f")).name("One"))
        .volume(ApfsVolumeSpec.of(Tree.create().file("f", "2")).name("Two"))
        .write(image);
    ExtractionResult result = extract(image);

    assertThat(out("One/f")).hasContent("1");
    assertThat(out("Two/f")).hasContent("2");
    assertThat(Files.readSymbolicLink(out("One/l"))).hasToString("f");
    assertThat(result.directories()).isEqualTo(2);
  }

  @Test
  void refusesADirectoryThatHoldsSomething() throws IOException {
    Files.createDirectories(out("mine"));
    Path image = image(HfsPlusBuilder.of(Tree.create().file("f", "x")));

    assertThatThrownBy(() -> extract(image)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(out("f")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(names = {"RAW", "ZLIB", "BZIP2", "LZFSE", "ADC"})
  void writesWhatSevenZipWrites(Codec codec) throws IOException {
    Tree tree = Tree.create();
    Random random = new Random(1);
    for (int i = 0; i < 60; i++) {
      byte[] bytes = new byte[random.nextInt(40_000)];
      random.nextBytes(bytes);
      Arrays.fill(bytes, 0, bytes.length / 2, (byte) i);
      tree.file("d" + i % 7 + "/f" + i, bytes);
    }
    tree.file("large", Content.random(6_000_000, 2).bytes());
    Path raw = directory.resolve("volume");
    HfsPlusBuilder.of(tree).name("V").write(raw);
    Path image = directory.resolve("image.dmg");
    UdifWriter.create().codec(codec).chunkSectors(512).write(raw, image);
    extract(image);
    Path theirs = directory.resolve("theirs");
    Programs.run("7zz", "x", "-y", "-o" + theirs, image.toString());

    assertThat(Tree.digest(directory.resolve("out")))
        .isEqualTo(Tree.digest(theirs.resolve("V")))
        .isEqualTo(tree.digest());
  }

  /** Four and a half times as large as the memory, with files of several hundred windows. */
  @Test
  @Timeout(60)
  void needsLittleMemoryForLargeImages() throws IOException {
    Content text = repeated(200 << 20);
    Content noise = Content.random(20 << 20, 3);
    Tree tree = Tree.create().file("text", text, 0644).file("noise", noise, 0644);
    tree.file("zeros", repeated(80 << 20, new byte[4096]), 0644);
    for (int i = 0; i < 2000; i++) {
      tree.file("d" + i % 50 + "/f" + i, "content of " + i);
    }
    Path raw = directory.resolve("volume");
    HfsPlusBuilder.of(tree).write(raw);
    Path image = directory.resolve("image.dmg");
    UdifWriter.create().write(raw, image);
    Files.delete(raw);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Programs.run(
        java.toString(),
        "-Xmx64m",
        "-cp",
        System.getProperty("java.class.path"),
        ExtractMain.class.getName(),
        image.toString(),
        out("").toString());

    assertSame(out("text"), text);
    assertSame(out("noise"), noise);
    assertThat(out("zeros")).hasSize(80 << 20);
    assertThat(out("d7/f1907")).hasContent("content of 1907");
  }

  private static void assertSame(Path file, Content content) throws IOException {
    byte[] is = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file);
        InputStream should = content.open()) {
      for (int n = in.readNBytes(is, 0, is.length); n > 0; n = in.readNBytes(is, 0, is.length)) {
        assertThat(Arrays.copyOf(is, n)).isEqualTo(should.readNBytes(n));
      }
      assertThat(should.read()).isEqualTo(-1);
    }
  }

  private static Content repeated(long size) {
    byte[] pattern = new byte[3001];
    new Random(4).nextBytes(pattern);
    return repeated(size, pattern);
  }

  private static Content repeated(long size, byte[] pattern) {
    return new Content() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open() {
        return new RepeatedStream(size, pattern);
      }
    };
  }

  /** A pattern over and over. */
  private static final class RepeatedStream extends InputStream {
    private final byte[] pattern;
    private long left;
    private int at;

    RepeatedStream(long size, byte[] pattern) {
      this.left = size;
      this.pattern = pattern;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(Math.min(length, pattern.length - at), left);
      System.arraycopy(pattern, at, bytes, offset, count);
      at = (at + count) % pattern.length;
      left -= count;
      return count;
    }
  }
}
