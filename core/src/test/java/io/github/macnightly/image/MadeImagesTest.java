package io.github.macnightly.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.fixtures.dmg.Scheme;
import io.github.macnightly.fixtures.dmg.UdifWriter;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.volume.FinderInfo;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images made for one question each. */
class MadeImagesTest {

  @TempDir private Path directory;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("image.dmg"), bytes);
  }

  private static byte[] volume() throws IOException {
    return HfsPlusBuilder.of(Tree.create().file("file", "x").symlink("link", "file"))
        .name("Bare")
        .toBytes();
  }

  @Test
  void opensABareVolume() throws IOException {
    try (DiskImage image = DiskImage.open(file(volume()))) {
      image.verify();

      assertThat(image.format()).isEqualTo("raw");
      assertThat(image.scheme()).isEqualTo("none");
      assertThat(image.license(Locale.US)).isEmpty();
      assertThat(image.volumes().get(0).name()).isEqualTo("Bare");
      assertThat(image.volumes().get(0).fileSystem()).isEqualTo("HFS+");
    }
  }

  @Test
  void refusesImagesOfTheClassicSystemByName() throws IOException {
    ByteBuffer ndif = ByteBuffer.allocate(8192).put(1, (byte) 4);
    ndif.put(65, "rohdddsk".getBytes(StandardCharsets.US_ASCII));
    Path file = file(ndif.array());
    ByteBuffer diskCopy = ByteBuffer.allocate(8192).put(0, (byte) 4).putShort(82, (short) 0x100);

    assertThatThrownBy(() -> DiskImage.open(file)).hasMessageContaining("NDIF");
    file(diskCopy.array());
    assertThatThrownBy(() -> DiskImage.open(file))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("Disk Copy 4.2");
  }

  /** A resource fork whose map knows one type. */
  private static ByteBuffer fork(String type) {
    ByteBuffer fork = ByteBuffer.allocate(512);
    fork.putInt(0, 256).putInt(4, 300).putShort(300 + 24, (short) 28);
    fork.put(300 + 28 + 2, type.getBytes(StandardCharsets.US_ASCII));
    return fork;
  }

  @Test
  void refusesImagesOfTheClassicSystemInWhateverHoldsTheirResources() throws IOException {
    ByteBuffer appleDouble = ByteBuffer.allocate(1024).putInt(0, 0x00051607);
    appleDouble.putShort(24, (short) 1).putInt(26, 2).putInt(30, 82).putInt(34, 512);
    appleDouble.put(82, fork("bcem").array());

    for (byte[] bytes : List.of(fork("bcem").array(), appleDouble.array())) {
      Path file = file(bytes);
      assertThatThrownBy(() -> DiskImage.open(file)).hasMessageContaining("NDIF");
    }
    Path other = file(fork("vers").array());
    assertThatThrownBy(() -> DiskImage.open(other)).isInstanceOf(NotThisFormatException.class);
  }

  @Test
  void imageOfABlankDiskIsEmptyAndOneOfAnythingElseIsRefused() throws IOException {
    byte[] disk = new byte[1 << 20];
    Path file = directory.resolve("image.dmg");
    UdifWriter.create().scheme(Scheme.NONE).write(disk, file);
    try (DiskImage image = DiskImage.open(file)) {
      image.requireReadable();
      assertThat(image.volumes()).isEmpty();
    }
    disk[5000] = 1;
    UdifWriter.create().scheme(Scheme.NONE).write(disk, file);
    try (DiskImage image = DiskImage.open(file)) {
      assertThatThrownBy(image::requireReadable).isInstanceOf(UnsupportedFormatException.class);
    }
    UdifWriter.create().write(new byte[1 << 20], file);
    try (DiskImage image = DiskImage.open(file)) {
      assertThatThrownBy(image::requireReadable).hasMessageContaining("Apple_HFS");
    }
  }

  @Test
  void namesWhatABundleLacks() throws IOException {
    Files.createDirectory(directory.resolve("bands"));

    assertThatThrownBy(() -> DiskImage.open(directory)).hasMessageContaining("no Info.plist");
  }

  @Test
  void refusesADirectoryThatIsNoBundle() {
    assertThatThrownBy(() -> DiskImage.open(directory)).isInstanceOf(NotThisFormatException.class);
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    Path file = file(new byte[0]);

    assertThatThrownBy(() -> DiskImage.open(file)).isInstanceOf(NotThisFormatException.class);
  }

  @Test
  void doesNotTakeAVolumeFormattedAnewForHfs() throws IOException {
    byte[] bytes = volume();
    Arrays.fill(bytes, 1024, 1536, (byte) 0);
    System.arraycopy("EXFAT   ".getBytes(StandardCharsets.US_ASCII), 0, bytes, 3, 8);

    try (DiskImage image = DiskImage.open(file(bytes))) {
      assertThat(image.volumes()).isEmpty();
      assertThat(image.skipped()).containsExactly("exFAT (whole disk)");
    }
  }

  @Test
  void showsFinderInformationAsAnAttribute() throws IOException {
    try (DiskImage image = DiskImage.open(file(volume()))) {
      for (VolumeEntry entry : image.volumes().get(0).root().children()) {
        assertThat(entry.extendedAttributes().getOrDefault(FinderInfo.ATTRIBUTE, new byte[32]))
            .hasSize(32)
            .doesNotContain('s', 'l', 'n', 'k');
      }
    }
  }

  @Test
  void mutantsEndInAResultOrARefusal() throws IOException {
    byte[] original = volume();
    for (int seed = 0; seed < 50; seed++) {
      byte[] mutant = original.clone();
      Random random = new Random(seed);
      for (int i = 0; i < 40; i++) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      try (DiskImage image = DiskImage.open(file(mutant))) {
        for (Volume volume : image.volumes()) {
          readAll(volume.root());
        }
      } catch (FormatException e) {
        assertThat(e).hasMessageContaining(e.format());
      }
    }
  }

  private static void readAll(VolumeEntry entry) throws IOException {
    entry.open().transferTo(OutputStream.nullOutputStream());
    entry.linkTarget();
    entry.extendedAttributes();
    for (VolumeEntry child : entry.children()) {
      readAll(child);
    }
  }
}
