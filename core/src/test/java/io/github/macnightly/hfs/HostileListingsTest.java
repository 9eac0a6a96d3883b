package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.CompressedFile;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directories that would fill the memory, take forever, or name two files alike. */
class HostileListingsTest {

  private static HfsPlusBuilder compressed(byte[] attribute) {
    Tree tree = Tree.create().file("file", "").xattr("file", CompressedFile.ATTRIBUTE, attribute);
    return HfsPlusBuilder.of(tree).flags("file", 0x20);
  }

  /** Each of a hundred thousand files could have one. */
  @Test
  void listsCompressedFilesWithoutTheirContent() throws IOException {
    byte[] attribute = CompressedFile.attribute(1, 1 << 20, new byte[1 << 20]);
    VolumeEntry file = Patch.of(compressed(attribute)).open().root().children().get(0);

    assertThat(file.size()).isEqualTo(1 << 20);
    assertThatThrownBy(file::open)
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("over the limit of 65536");
  }

  @ParameterizedTest
  @CsvSource({"16, 4", "9000, 4", "16, 16", "9000, 16"})
  void listsNothingWhenAnAttributeOfCompressionEndsEarly(int length, int kept) throws IOException {
    byte[] attribute = CompressedFile.attribute(1, length, new byte[length]);
    Patch patch = Patch.of(compressed(attribute));
    boolean inline = length == 16;
    int record = patch.attribute(CompressedFile.ATTRIBUTE);
    patch.putLong(record + 8, kept);
    List<VolumeEntry> children = kept == 16 ? patch.open().root().children() : List.of();

    assertThat(children).hasSize(kept / 16);
    if (kept < 16) {
      assertThatThrownBy(() -> patch.open().root().children())
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining("4 bytes, wanted 16");
    } else {
      assertThat(children.get(0).size()).isEqualTo(length);
      assertThat(inline || children.get(0).extendedAttributes().isEmpty()).isTrue();
      assertThatThrownBy(children.get(0)::open).isInstanceOf(CorruptException.class);
    }
  }

  @Test
  void refusesALeafWithoutRecordsAmongOthers() throws IOException {
    Tree tree = Tree.create();
    for (int i = 0; i < 100; i++) {
      tree.file("file number %03d".formatted(i), "x");
    }
    Patch patch = Patch.of(tree);
    int second = patch.catalogNode(2);
    patch.putShort(second + 10, 0).putShort(second + Patch.NODE - 2, BTreeNode.DESCRIPTOR);

    assertThatThrownBy(() -> patch.open().root().children())
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("node 2 is a leaf without records");
  }

  @Test
  void countsTheMemoryOfListingsThatLeadToOneAnother() throws IOException {
    HfsVolume volume = Patch.of(Tree.create().directory("outer/inner/innermost")).open();
    HfsEntry outer = (HfsEntry) volume.root().children().get(0);
    HfsEntry inner = (HfsEntry) outer.children().get(0);
    long above = inner.listing().footprintAbove();

    assertThat(new Listing(inner).footprintAbove()).isGreaterThan(above).isGreaterThan(200);
    inner.listing().setFootprint((56L << 20) - 100);
    assertThatThrownBy(inner::children)
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("memory");
  }

  /** A slash on the disk is shown as a colon, so a colon there makes two files of one name. */
  @ParameterizedTest
  @CsvSource({"0x2f, 0x3a", "0x3a, 0x2f", "0, 0x2400"})
  void refusesNamesThatAreShownAlike(String first, String second) throws IOException {
    Patch patch = Patch.of(Tree.create().file("aa", "1").file("ab", "2").file("az", "3"));
    patch.putShort(patch.record("aa") - 2, Integer.decode(first));
    patch.putShort(patch.record("az") - 2, Integer.decode(second));

    assertThatThrownBy(() -> patch.open().root().children())
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void findsANameWithAColonThatAForeignWriterLeft() throws IOException {
    Patch patch = Patch.of(Tree.create().file("aa", "1").file("az", "2"));
    patch.putShort(patch.record("aa") - 2, ':');
    HfsVolume volume = patch.open();

    assertThat(volume.root().children()).extracting(VolumeEntry::name).containsExactly("a:", "az");
    assertThat(volume.find("a:")).isPresent();
  }

  @Test
  void refusesAFileInMoreExtentsThanAnyImageHas() throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "x"));
    ExtentList extents = new ExtentList(header(patch), Long.MAX_VALUE);
    int[] pairs = new int[2 * ((1 << 18) + 1)];
    for (int i = 0; i < pairs.length / 2; i++) {
      pairs[2 * i] = i;
      pairs[2 * i + 1] = 1;
    }

    assertThatThrownBy(() -> extents.add(pairs, Long.MAX_VALUE))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("extents");
  }

  private static VolumeHeader header(Patch patch) throws IOException {
    patch.putInt(VolumeHeader.OFFSET + 44, -1);
    return VolumeHeader.readAt(Source.of(patch.toArray()), VolumeHeader.OFFSET);
  }
}
