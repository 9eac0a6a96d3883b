package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Manifest;
import io.github.macnightly.volume.VolumeEntry;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes made by macOS, Linux and xorriso, against their manifests. */
class FoundVolumesTest {

  private static final int MUTANTS = 50;

  private static Path fixture(String name) {
    Path path = Shared.fixture("dmg/" + name).orElse(null);
    assumeTrue(path != null, "../shared/fixtures is absent");
    return path;
  }

  private static Source volume(Path image) throws IOException {
    JsonObject facts = Manifest.of(image).volume(0);
    Source disk = Source.of(Files.readAllBytes(image));
    long offset = facts.get("offset").getAsLong();
    return disk.slice(offset, Math.min(facts.get("length").getAsLong(), disk.size() - offset));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "newtua-hfs_ci.hfs",
        "newtua-hfs_cs.hfs",
        "dfvfs-hfsplus.raw",
        "hfsprs-small.img",
        "made-xorriso-hybrid.cdr"
      })
  void holdsWhatItsManifestSays(String name) throws IOException {
    Path image = fixture(name);
    HfsVolume volume = HfsVolume.open(volume(image));

    assertThat(Walk.facts(volume)).isEqualTo(Manifest.of(image).facts(0));
    assertThat(volume.name()).isEqualTo(Manifest.of(image).volume(0).get("label").getAsString());
  }

  @Test
  void knowsWhetherCaseMatters() throws IOException {
    HfsVolume ignoring = HfsVolume.open(volume(fixture("newtua-hfs_ci.hfs")));
    HfsVolume minding = HfsVolume.open(volume(fixture("newtua-hfs_cs.hfs")));

    assertThat(ignoring.caseSensitive()).isFalse();
    assertThat(ignoring.find("SUB/Nested.TXT")).isPresent();
    assertThat(minding.caseSensitive()).isTrue();
    assertThat(minding.find("SUB/Nested.TXT")).isEmpty();
    assertThat(minding.find("sub/nested.txt")).isPresent();
  }

  @Test
  void hardLinksShareOneGroupAndTheirContent() throws IOException {
    HfsVolume volume = HfsVolume.open(volume(fixture("hfsprs-small.img")));
    long[] groups =
        volume.find("files").orElseThrow().children().stream()
            .mapToLong(VolumeEntry::hardLinkGroup)
            .filter(group -> group != 0)
            .toArray();

    assertThat(groups).hasSize(2).containsOnly(groups[0]);
  }

  @Test
  void readsAnOlderHeaderWhenTheFirstIsLost() throws IOException {
    Path image = fixture("newtua-hfs_ci.hfs");
    byte[] bytes = Files.readAllBytes(image);
    Arrays.fill(bytes, 1024, 1536, (byte) 0);

    assertThat(HfsVolume.isHfs(Source.of(bytes))).isTrue();
    assertThat(Walk.facts(HfsVolume.open(Source.of(bytes)))).isEqualTo(Manifest.of(image).facts(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"newtua-hfs_ci.hfs", "newtua-hfs_cs.hfs", "hfsprs-small.img"})
  void mutantsEndInAResultOrARefusal(String name) throws IOException {
    byte[] original = Files.readAllBytes(fixture(name));
    for (int seed = 0; seed < MUTANTS; seed++) {
      byte[] mutant = original.clone();
      mutate(mutant, new Random(seed));
      try {
        Walk.facts(HfsVolume.open(Source.of(mutant)));
      } catch (FormatException e) {
        assertThat(e).hasMessageContaining(e.format());
      }
    }
  }

  /** Changes bytes where the volume has any: most of a small volume is empty. */
  private static void mutate(byte[] bytes, Random random) {
    for (int changed = 0; changed < 60; ) {
      int at = random.nextInt(bytes.length);
      if (bytes[at] != 0 || random.nextInt(200) == 0) {
        bytes[at] = (byte) random.nextInt(256);
        changed++;
      }
    }
  }
}
