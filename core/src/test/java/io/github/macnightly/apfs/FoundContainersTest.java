package io.github.macnightly.apfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.github.macnightly.crypt.PassphraseException;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.udif.UdifImage;
import io.github.macnightly.volume.Dates;
import io.github.macnightly.volume.Fact;
import io.github.macnightly.volume.FinderInfo;
import io.github.macnightly.volume.Manifest;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers made by macOS, against their manifests. */
class FoundContainersTest {

  private static final int MUTANTS = 150;

  private static Path fixture(String name) {
    Path path = Shared.fixture("dmg/" + name).orElse(null);
    assumeTrue(path != null, "../shared/fixtures is absent");
    return path;
  }

  private static Source container(Path image) throws IOException {
    JsonObject facts = Manifest.of(image).volume(0);
    Source file = Source.of(Files.readAllBytes(image));
    Source disk = image.toString().endsWith(".dmg") ? UdifImage.open(file).disk() : file;
    long offset = facts.get("offset").getAsLong();
    return disk.slice(offset, Math.min(facts.get("length").getAsLong(), disk.size() - offset));
  }

  private static List<Volume> volumes(Path image) throws IOException {
    return ApfsContainer.open(container(image), Passphrases.none()).volumes();
  }

  /**
   * Manifests give whole seconds, and what they call {@code mtime} is the date of creation wherever
   * it came from libfsapfs alone: version 20201107 takes the two for each other, as {@code istat}
   * of the Sleuth Kit, the Apple File System Reference and directories that were changed before
   * they were made show. Only the entries that the Sleuth Kit and apfs-fuse told of are right.
   */
  private static Instant manifestDate(VolumeEntry entry, JsonObject manifest) {
    Dates dates = entry.dates();
    Instant date = manifest.has("entriesFrom") ? dates.modified() : dates.created();
    return date.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Map<String, Fact> facts(Volume volume, JsonObject manifest) throws IOException {
    Map<String, Fact> facts = new TreeMap<>();
    for (Map.Entry<String, Fact> found : Walk.facts(volume).entrySet()) {
      Fact fact = found.getValue();
      VolumeEntry entry = volume.find(found.getKey()).orElseThrow();
      facts.put(
          found.getKey(),
          new Fact(
              fact.type(),
              fact.mode(),
              fact.uid(),
              fact.gid(),
              manifestDate(entry, manifest),
              fact.content(),
              fact.attributes(),
              fact.resourceFork(),
              fact.hardLinked()));
    }
    return facts;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "newtua-apfs_content.img",
        "newtua-apfs_decmpfs.img",
        "newtua-apfs_zlib.dmg",
        "goapfs2-basic.dmg",
        "goapfs2-basic-bz2.dmg",
        "brew-container-apfs.dmg",
        "sparkle-apfs-bz2.dmg",
        "sparkle-pkg-lzma.dmg",
        "itunesvol-7dc529-apfs.dmg",
        "dfvfs-apfs.raw",
        "offsite-source-snapshots.dmg"
      })
  void holdsWhatItsManifestSays(String name) throws IOException {
    Path image = fixture(name);
    List<Volume> volumes = volumes(image);
    Manifest manifest = Manifest.of(image);

    assertThat(volumes).hasSize(manifest.volume(0).getAsJsonArray("volumes").size());
    for (int i = 0; i < volumes.size(); i++) {
      JsonObject wanted = manifest.apfs(0, i);
      assertThat(volumes.get(i).name()).isEqualTo(wanted.get("name").getAsString());
      assertThat(facts(volumes.get(i), wanted)).isEqualTo(manifest.apfsFacts(0, i));
    }
  }

  /** The dates are those that {@code istat -f apfs} of the Sleuth Kit gives. */
  @Test
  void tellsFourDatesApart() throws IOException {
    Volume volume = volumes(fixture("newtua-apfs_content.img")).get(0);

    assertThat(volume.root().dates())
        .isEqualTo(
            new Dates(
                Instant.parse("2026-06-21T18:18:47.189339392Z"),
                Instant.parse("2026-06-21T18:20:56.529361259Z"),
                Instant.parse("2026-06-21T18:20:56.529361259Z"),
                Instant.parse("2026-06-21T18:20:56.599654578Z")));
    assertThat(volume.find("plain.txt").orElseThrow().dates())
        .isEqualTo(
            new Dates(
                Instant.parse("2026-06-21T18:19:13.389635934Z"),
                Instant.parse("2026-06-21T18:19:13.389705102Z"),
                Instant.parse("2026-06-21T18:20:27.943061738Z"),
                Instant.parse("2026-06-21T18:19:13.637776106Z")));
  }

  @Test
  void findsNamesInEitherCaseAndForm() throws IOException {
    Volume volume = volumes(fixture("newtua-apfs_decmpfs.img")).get(0);

    assertThat(volume.caseSensitive()).isFalse();
    assertThat(volume.find("NESTED/Deep/TINY.bin")).isPresent();
    assertThat(volume.find("ПРИВЕТ.txt")).isPresent();
    assertThat(volume.find("nested/deep/absent")).isEmpty();
    assertThat(volume.find("hello.txt/absent")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"itunesvol-7dc529-apfs.dmg", "newtua-apfs_decmpfs.img"})
  void everyNameIsFoundByTheHashOfItsOtherForm(String name) throws IOException {
    ApfsVolume volume = (ApfsVolume) volumes(fixture(name)).get(0);
    for (String path : Walk.facts(volume).keySet()) {
      String parent = path.substring(0, Math.max(0, path.lastIndexOf('/')));
      ApfsEntry directory = (ApfsEntry) volume.find(parent).orElseThrow();
      String other = path.substring(path.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
      if (!other.isEmpty()) {
        String canonical = Names.canonical(other, false);
        assertThat(volume.tree().findByHash(directory.id(), canonical, false)).isPresent();
      }
    }
  }

  @Test
  void showsFinderInformationAsItIsStored() throws IOException {
    Path image = fixture("offsite-source-snapshots.dmg");
    VolumeEntry entry = volumes(image).get(0).find(".DS_Store").orElseThrow();

    byte[] info = entry.extendedAttributes().get(FinderInfo.ATTRIBUTE);
    assertThat(Fact.digests(Map.of("", info)).get(""))
        .isEqualTo("32 fbca6141e0f158764c3741995d1d39a5ff29930832e67ae8d510f55d7add9c5d");
  }

  @Test
  void hardLinksShareOneGroup() throws IOException {
    Volume volume = volumes(fixture("goapfs2-basic.dmg")).get(0);
    long group = volume.find("hello.txt").orElseThrow().hardLinkGroup();

    assertThat(group).isNotZero();
    assertThat(volume.find("hardlink-to-hello").orElseThrow().hardLinkGroup()).isEqualTo(group);
    assertThat(volume.find("empty.txt").orElseThrow().hardLinkGroup()).isZero();
    assertThat(volume.find("dir1").orElseThrow().hardLinkGroup()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"newtua-apfs_decmpfs.img", "newtua-apfs_content.img"})
  void mutantsEndInAResultOrARefusal(String name) throws IOException {
    byte[] original = Files.readAllBytes(fixture(name));
    int refused = 0;
    for (int seed = 0; seed < MUTANTS; seed++) {
      Source mutant = Source.of(new Patch(original.clone()).mutate(seed).toArray());
      try {
        for (Volume volume : ApfsContainer.open(mutant, Passphrases.none()).volumes()) {
          Walk.facts(volume);
        }
      } catch (FormatException | PassphraseException e) {
        refused++;
      }
    }

    assertThat(refused).isBetween(MUTANTS / 4, MUTANTS - 1);
  }
}
