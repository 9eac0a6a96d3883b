package io.github.macnightly.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.macnightly.crypt.PassphraseException;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.volume.Fact;
import io.github.macnightly.volume.Manifest;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Images that others made, against their manifests.
 *
 * <p>Where 7zz reads them differently the manifest is right: 7zz 26.02 gives no bytes for the hard
 * links of goapfs2-hfs-basic and hfsprs-small, and replaces the CR in names; libfshfs, TSK and
 * macOS agree with what we read.
 */
class FoundImagesTest {

  private static final Instant CLASSIC_DATE = Instant.parse("2017-10-22T04:15:06Z");
  private static final String CLASSIC_TEXT =
      "19 1d2aa82b98e64cdd4d63624de11f8014950aa3fdbfffc99e5801734c5032fd48";

  @TempDir private Path directory;

  private static Path fixture(String name) {
    Path path = Shared.fixture("dmg/" + name).orElse(null);
    assumeTrue(path != null, "../shared/fixtures is absent");
    return path;
  }

  /** All images that come with a manifest, but those that hold only FAT or are no image. */
  static List<Path> images() throws IOException {
    Optional<Path> any = Shared.fixture("dmg/brew-container.dmg");
    if (any.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(any.get().getParent())) {
      return files
          .filter(file -> Files.exists(file.resolveSibling(name(file) + ".manifest.json")))
          .filter(file -> !name(file).startsWith("etcher-"))
          .sorted()
          .toList();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.gz$", "");
  }

  @TestFactory
  Stream<DynamicTest> imageHoldsWhatItsManifestSays() throws IOException {
    List<Path> images = images();
    assumeTrue(!images.isEmpty(), "../shared/fixtures is absent");
    assertThat(images).hasSizeGreaterThanOrEqualTo(47);
    return images.stream().map(path -> dynamicTest(name(path), () -> compare(path)));
  }

  private void compare(Path stored) throws IOException {
    Path path = unzipped(stored);
    Manifest manifest = Manifest.of(stored.resolveSibling(name(stored)));
    Passphrases passphrases = () -> manifest.password().map(String::toCharArray);
    try (DiskImage image = DiskImage.open(path, passphrases)) {
      Map<String, Map<String, Fact>> found = new TreeMap<>();
      for (Map.Entry<String, Volume> folder : image.folders().entrySet()) {
        found.put(folder.getValue().name(), facts(folder.getValue()));
      }
      image.verify();

      assertThat(found).isEqualTo(expected(name(stored), manifest));
    }
  }

  /**
   * The manifests' dates of APFS come partly from libfsapfs, which gives the date of creation for
   * that of modification; room apfs tests them with that in mind.
   */
  private static Map<String, Fact> facts(Volume volume) throws IOException {
    Map<String, Fact> facts = Walk.facts(volume);
    if (volume.fileSystem().equals("APFS")) {
      facts.replaceAll((path, fact) -> fact.undated());
    }
    return facts;
  }

  /**
   * The manifest of the classic image has no entries because 7zz, its only witness, cannot open it;
   * hfsutils reads one file.
   */
  private static Map<String, Map<String, Fact>> expected(String name, Manifest manifest) {
    if (name.equals("corpus-hfs-classic-hello.img")) {
      Fact root = new Fact("dir", 0755, 0, 0, CLASSIC_DATE, "", Map.of(), "0", false);
      Fact hello = new Fact("file", 0644, 0, 0, CLASSIC_DATE, CLASSIC_TEXT, Map.of(), "0", false);
      return Map.of("Untitled", new TreeMap<>(Map.of("", root, "helloworld.txt", hello)));
    }
    return manifest.volumes();
  }

  private Path unzipped(Path stored) throws IOException {
    if (!stored.toString().endsWith(".gz")) {
      return stored;
    }
    Path plain = directory.resolve(name(stored));
    try (InputStream in = new GZIPInputStream(Files.newInputStream(stored))) {
      Files.copy(in, plain);
    }
    return plain;
  }

  @ParameterizedTest
  @CsvSource({
    "etcher-test-zlib.dmg, FAT (partition 1)",
    "etcher-test-raw.dmg, FAT (partition 1)",
    "etcher-test-adc.dmg, FAT (partition 2)",
    "etcher-test-bz2.dmg, FAT (partition 2)",
    "etcher-test-lzfse.dmg, FAT (partition 2)"
  })
  void namesFileSystemsThatAreNotRead(String name, String skipped) throws IOException {
    try (DiskImage image = DiskImage.open(fixture(name))) {
      image.verify();

      assertThat(image.volumes()).isEmpty();
      assertThat(image.scheme()).isEqualTo("MBR");
      assertThat(image.skipped()).contains(skipped);
      assertThatThrownBy(image::requireReadable)
          .isInstanceOf(UnsupportedFormatException.class)
          .hasMessageContaining("FAT");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "john-AES128-v1.dmg",
        "john-AES128-v2.dmg",
        "john-AES128-v1.sparseimage",
        "john-AES128-v1.sparsebundle"
      })
  void encryptedImageWantsThePassphraseThatFits(String name) throws IOException {
    Path path = fixture(name);

    assertThatThrownBy(() -> DiskImage.open(path))
        .isInstanceOf(PassphraseException.class)
        .extracting(e -> ((PassphraseException) e).missing())
        .isEqualTo(true);
    assertThatThrownBy(() -> DiskImage.open(path, () -> Optional.of("wrong".toCharArray())))
        .isInstanceOf(PassphraseException.class)
        .extracting(e -> ((PassphraseException) e).missing())
        .isEqualTo(false);
    try (DiskImage image = DiskImage.open(path, () -> Optional.of("vilefault".toCharArray()))) {
      assertThat(image.encrypted()).isTrue();
      assertThat(image.volumes()).isEmpty();
      assertThatThrownBy(image::requireReadable)
          .isInstanceOf(UnsupportedFormatException.class)
          .hasMessageContaining("type Apple_HFS");
    }
  }

  @Test
  void refusesWhatIsNoImage() {
    Path path = fixture("etcher-invalid.dmg");

    assertThatThrownBy(() -> DiskImage.open(path)).isInstanceOf(NotThisFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"made-xorriso-hybrid-sla2-zlib.dmg"})
  void showsTheLicenceInTheLanguageThatIsAskedFor(String name) throws IOException {
    try (DiskImage image = DiskImage.open(fixture(name))) {
      assertThat(image.license(Locale.GERMAN)).contains("Lizenztext über alles.");
      assertThat(image.license(Locale.US)).contains("Licence text, plain.\nCafé © 1.\n");
      assertThat(image.license(Locale.KOREAN)).contains("Licence text, plain.\nCafé © 1.\n");
    }
  }

  @Test
  void mentionsAHybridOnlyOnce() throws IOException {
    try (DiskImage image = DiskImage.open(fixture("made-xorriso-hybrid.cdr"))) {
      assertThat(image.volumes()).hasSize(1);
      assertThat(image.skipped()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"newtua-dmg_zlib.dmg", "newtua-dmg_bzip2.dmg", "vasi-hdiutil-xattrs-ab.dmg"})
  void mutantsEndInAResultOrARefusal(String name) throws IOException {
    byte[] original = Files.readAllBytes(fixture(name));
    for (int seed = 0; seed < 50; seed++) {
      byte[] mutant = original.clone();
      Random random = new Random(seed);
      for (int i = 0; i < 10; i++) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      try (DiskImage image = DiskImage.open(Files.write(directory.resolve(name), mutant))) {
        for (Volume volume : image.volumes()) {
          Walk.facts(volume);
        }
      } catch (FormatException e) {
        assertThat(e).hasMessageContaining(e.format());
      }
    }
  }
}
