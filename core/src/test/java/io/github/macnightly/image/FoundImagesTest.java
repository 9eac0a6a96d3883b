package io.github.macnightly.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.volume.Manifest;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
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

  @TempDir private Path directory;

  /** Every found image in raw, zlib or bzip2 chunks, or in none, with HFS+ or HFSX on it. */
  private static final List<String> IMAGES =
      List.of(
          "brew-container.dmg",
          "dfvfs-hfsplus.raw",
          "dfvfs-hfsplus_zlib.dmg",
          "goapfs2-hfs-basic.dmg",
          "hfsprs-small.img",
          "itunesvol-1.0-udro-apm.dmg",
          "itunesvol-2808aca-udro-gpt.dmg",
          "made-libdmg.dmg",
          "made-xorriso-hybrid-sla2-zlib.dmg",
          "made-xorriso-hybrid.cdr",
          "newtua-dmg_bzip2.dmg",
          "newtua-dmg_zlib.dmg",
          "newtua-hfs_ci.hfs",
          "newtua-hfs_cs.hfs",
          "nodeudif-raw.dmg",
          "nodeudif-zlib.dmg",
          "radare-src-compressed.dmg",
          "sparkle-app-sla-bz2.dmg",
          "vasi-hdiutil-xattrs-ab.dmg");

  private static Path fixture(String name) {
    Path path = Shared.fixture("dmg/" + name).orElse(null);
    assumeTrue(path != null, "../shared/fixtures is absent");
    return path;
  }

  @Test
  void allHoldWhatTheirManifestsSay(TestReporter reporter) throws IOException {
    int checked = 0;
    for (String name : IMAGES) {
      Path path = fixture(name);
      try (DiskImage image = DiskImage.open(path)) {
        image.verify();
        assertThat(image.volumes()).as(name).hasSize(1);
        assertThat(image.volumes().get(0).name())
            .isEqualTo(Manifest.of(path).volume(0).get("label").getAsString());
        assertThat(Walk.facts(image.volumes().get(0)))
            .as(name)
            .isEqualTo(Manifest.of(path).facts(0));
      }
      checked++;
      reporter.publishEntry("checked", name);
    }
    assertThat(checked).isGreaterThanOrEqualTo(19);
  }

  @ParameterizedTest
  @CsvSource({
    "etcher-test-zlib.dmg, MBR, FAT (partition 1)",
    "etcher-test-raw.dmg, MBR, FAT (partition 1)",
    "goapfs2-basic.dmg, GPT, APFS (partition 1)",
    "dfvfs-apfs.raw, none, APFS (whole disk)",
    "corpus-hfs-classic-hello.img, none, classic HFS (whole disk)"
  })
  void tellsWhatItDoesNotRead(String name, String scheme, String skipped) throws IOException {
    try (DiskImage image = DiskImage.open(fixture(name))) {
      assertThat(image.volumes()).isEmpty();
      assertThat(image.scheme()).isEqualTo(scheme);
      assertThat(image.skipped()).contains(skipped);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "john-AES128-v1.dmg, encrypted",
    "john-AES128-v2.dmg, encrypted",
    "john-AES128-v1.sparseimage, encrypted",
    "john-AES128-v1.sparsebundle, sparse bundle"
  })
  void refusesOtherKindsByName(String name, String kind) {
    Path path = fixture(name);

    assertThatThrownBy(() -> DiskImage.open(path))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining(kind);
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
