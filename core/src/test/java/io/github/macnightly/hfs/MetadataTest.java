package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.volume.AccessControlList;
import io.github.macnightly.volume.Dates;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Attributes, dates, flags and Finder information. */
class MetadataTest {

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void readsAttributesInForks() throws IOException {
    Tree tree = Tree.create().file("file", "x").xattr("file", "big", noise(9000));
    HfsVolume volume = Patch.of(tree.xattr("file", "small", noise(9))).open();

    assertThat(volume.find("file").orElseThrow().extendedAttributes())
        .hasSize(2)
        .containsEntry("big", noise(9000))
        .containsEntry("small", noise(9));
  }

  @Test
  void readsAttributesOfManyExtents() throws IOException {
    Tree tree = Tree.create().file("file", "x").xattr("file", "big", noise(50_000));
    tree.xattr("file", "bigger", noise(70_000)).xattr("file", "small", noise(9));
    HfsVolume volume = Patch.of(HfsPlusBuilder.of(tree).blockSize(512).fragment(1)).open();

    assertThat(volume.find("file").orElseThrow().extendedAttributes())
        .hasSize(3)
        .containsEntry("big", noise(50_000))
        .containsEntry("bigger", noise(70_000))
        .containsEntry("small", noise(9));
  }

  @Test
  void looksForNoAttributesWhereTheCatalogSaysThatThereAreNone() throws IOException {
    Tree tree = Tree.create().file("file", "x").xattr("file", "name", noise(9));
    Patch patch = Patch.of(tree);
    patch.putShort(patch.record("file") + 2, 2);

    assertThat(patch.open().find("file").orElseThrow().extendedAttributes()).isEmpty();
    patch.putShort(patch.record("file") + 2, 2 | 8);
    assertThat(patch.open().find("file").orElseThrow().extendedAttributes()).containsKey("name");
  }

  @Test
  void givesTheFourDates() throws IOException {
    Instant modified = Instant.parse("2009-08-28T10:00:00Z");
    Instant created = Instant.parse("1904-01-01T00:00:00Z");
    Instant changed = Instant.parse("1969-12-31T23:59:59Z");
    Instant accessed = Instant.parse("2040-02-06T06:28:15Z");
    Tree tree = Tree.create().file("file", "x").directory("directory").modified(modified);
    HfsPlusBuilder builder = HfsPlusBuilder.of(tree).dates("file", created, changed, accessed);
    HfsVolume volume = Patch.of(builder.dates("directory", changed, accessed, created)).open();

    assertThat(volume.find("file").orElseThrow().dates())
        .isEqualTo(new Dates(created, modified, changed, accessed));
    assertThat(volume.find("directory").orElseThrow().dates())
        .isEqualTo(new Dates(changed, modified, accessed, created));
  }

  @Test
  void givesTheFlagsOfOwnerAndSuperUserAndTheFinder() throws IOException {
    Tree tree = Tree.create().file("file", "x").directory("directory").file("invisible", "y");
    byte[] finder = new byte[32];
    ByteBuffer.wrap(finder).put("TEXTttxt".getBytes(StandardCharsets.US_ASCII));
    finder[8] = 0x40;
    HfsPlusBuilder builder = HfsPlusBuilder.of(tree).flags("file", 0x70082).flags("directory", 1);
    HfsVolume volume = Patch.of(builder.finderInfo("invisible", finder)).open();

    assertThat(volume.find("file").orElseThrow().flags()).isEqualTo(0x70082);
    assertThat(volume.find("directory").orElseThrow().flags()).isEqualTo(1);
    assertThat(volume.find("invisible").orElseThrow().flags()).isEqualTo(0x8000);
    assertThat(volume.find("invisible").orElseThrow().extendedAttributes())
        .containsExactly(entry("com.apple.FinderInfo", finder));
  }

  @Test
  void blanksFinderInformationThatTheKernelKeepsForItself() throws IOException {
    byte[] finder = new byte[32];
    Arrays.fill(finder, 16, 24, (byte) 7);
    Tree tree = Tree.create().file("file", "x").symlink("link", "file");
    HfsVolume volume = Patch.of(HfsPlusBuilder.of(tree).finderInfo("file", finder)).open();

    assertThat(volume.find("file").orElseThrow().extendedAttributes()).isEmpty();
    assertThat(volume.find("link").orElseThrow().extendedAttributes()).isEmpty();
  }

  @Test
  void passesAccessControlListsOn() throws IOException {
    ByteBuffer list = ByteBuffer.allocate(68).putInt(0x012cc16d).putInt(36, 1).position(44);
    list.putLong(0xabcdefabcdefabcdL).putLong(0xefabcdef0000000cL).putInt(2).putInt(16);
    Tree tree = Tree.create().directory("home");
    HfsVolume volume =
        Patch.of(tree.xattr("home", AccessControlList.ATTRIBUTE, list.array())).open();
    byte[] found =
        volume.find("home").orElseThrow().extendedAttributes().get(AccessControlList.ATTRIBUTE);

    assertThat(AccessControlList.describe(found, true))
        .containsExactly("group:everyone deny delete");
  }
}
