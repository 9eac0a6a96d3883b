package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.CompressedFile;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed files, and files that only look like it. */
class CompressedFilesTest {

  private static final int COMPRESSED = 0x20;

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] content(HfsVolume volume, String path) throws IOException {
    try (InputStream in = volume.find(path).orElseThrow().open()) {
      return in.readAllBytes();
    }
  }

  private static HfsVolume compressed(CompressedFile compressed) throws IOException {
    Tree tree = compressed.addTo(Tree.create(), "file");
    return Patch.of(HfsPlusBuilder.of(tree).flags("file", COMPRESSED)).open();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14})
  void decodesACompressedFile(int type) throws IOException {
    byte[] plain = noise(type % 2 == 0 ? 200_000 : 2500);
    Arrays.fill(plain, 0, plain.length / 2, (byte) 'x');
    HfsVolume volume = compressed(CompressedFile.of(type, plain));
    VolumeEntry file = volume.find("file").orElseThrow();

    assertThat(content(volume, "file")).isEqualTo(plain);
    assertThat(file.size()).isEqualTo(plain.length);
    assertThat(file.content()).isEmpty();
    assertThat(file.resourceForkSize()).isZero();
    assertThat(file.extendedAttributes()).isEmpty();
    assertThat(file.flags()).isZero();
  }

  @Test
  void showsTheResourceForkOfAFileThatIsCompressedInItsAttribute() throws IOException {
    Tree tree = CompressedFile.of(3, noise(50)).addTo(Tree.create(), "file");
    tree.resourceFork("file", noise(70));
    HfsVolume volume = Patch.of(HfsPlusBuilder.of(tree).flags("file", COMPRESSED)).open();

    assertThat(content(volume, "file")).isEqualTo(noise(50));
    assertThat(volume.find("file").orElseThrow().openResourceFork().readAllBytes())
        .isEqualTo(noise(70));
  }

  @Test
  void takesAFileForWhatItIsWithoutTheFlagOfCompression() throws IOException {
    Tree tree = CompressedFile.of(4, noise(50)).addTo(Tree.create(), "file");
    VolumeEntry file = Patch.of(tree).open().find("file").orElseThrow();

    assertThat(file.size()).isZero();
    assertThat(file.extendedAttributes()).containsOnlyKeys(CompressedFile.ATTRIBUTE);
    assertThat(file.resourceForkSize()).isPositive();
  }

  @Test
  void namesACompressionThatItDoesNotRead() throws IOException {
    byte[] attribute = CompressedFile.attribute(6, 5, new byte[0]);
    HfsVolume volume = compressed(new CompressedFile(attribute, new byte[300]));

    assertThat(volume.find("file").orElseThrow().size()).isEqualTo(5);
    assertThatThrownBy(() -> content(volume, "file"))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("type 6");
  }
}
