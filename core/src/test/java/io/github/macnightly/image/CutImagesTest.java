package io.github.macnightly.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.volume.Fact;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of which the end is missing, and volumes that are read by a copy of their header. */
class CutImagesTest {

  @TempDir private Path directory;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("image.dmg"), bytes);
  }

  private static byte[] volume() throws IOException {
    return HfsPlusBuilder.of(Tree.create().file("file", "x")).name("Bare").toBytes();
  }

  private static byte[] fixture(String name) throws IOException {
    Path path = Shared.fixture("dmg/" + name).orElse(null);
    assumeTrue(path != null, "../shared/fixtures is absent");
    return Files.readAllBytes(path);
  }

  @Test
  void refusesAVolumeThatIsCutOff() throws IOException {
    byte[] whole = volume();
    for (int missing : new int[] {512, 4096, whole.length / 2}) {
      Path cut = file(Arrays.copyOf(whole, whole.length - missing));

      assertThatThrownBy(() -> DiskImage.open(cut))
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining("volume of " + whole.length + " bytes is cut off");
    }
  }

  @Test
  void refusesAClassicVolumeThatIsCutOff() throws IOException {
    byte[] whole = fixture("corpus-hfs-classic-hello.img");
    Path cut = file(Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> DiskImage.open(cut))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("is cut off");
  }

  /** Others cut the free space off the end of a container, so only the lack of files is damage. */
  @Test
  void warnsOfAContainerThatIsCutOff() throws IOException {
    try (DiskImage image = DiskImage.open(file(fixture("newtua-apfs_content.img")))) {
      assertThat(image.warnings()).hasSize(1).first().asString().contains("is cut off");
    }
  }

  @Test
  void showsAllOfACutContainerOrRefuses() throws IOException {
    byte[] whole = fixture("newtua-apfs_content.img");
    Map<String, Fact> all = facts(whole);
    int refused = 0;
    for (int missing = 1; missing <= 40; missing++) {
      try {
        assertThat(facts(Arrays.copyOf(whole, whole.length - missing * 8192))).isEqualTo(all);
      } catch (CorruptException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private Map<String, Fact> facts(byte[] bytes) throws IOException {
    try (DiskImage image = DiskImage.open(file(bytes))) {
      assertThat(image.warnings()).hasSize(1);
      return Walk.facts(image.volumes().get(0));
    }
  }

  @Test
  void tellsThatTheCopyOfTheHeaderIsUsed() throws IOException {
    byte[] damaged = volume();
    Arrays.fill(damaged, 1024, 1536, (byte) 0);

    try (DiskImage image = DiskImage.open(file(volume()))) {
      assertThat(image.warnings()).isEmpty();
    }
    try (DiskImage image = DiskImage.open(file(damaged))) {
      assertThat(image.volumes().get(0).name()).isEqualTo("Bare");
      assertThat(image.warnings())
          .containsExactly("primary volume header is damaged, its copy is used");
    }
  }
}
