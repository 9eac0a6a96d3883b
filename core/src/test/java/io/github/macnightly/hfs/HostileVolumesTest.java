package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.VolumeEntry;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Volumes that were made to hurt their reader. */
class HostileVolumesTest {

  private static Tree manyFiles() {
    Tree tree = Tree.create();
    for (int i = 0; i < 200; i++) {
      tree.file("directory/file number %03d".formatted(i), "x");
    }
    return tree;
  }

  @Test
  void refusesALeafThatFollowsItself() throws IOException {
    Patch patch = Patch.of(manyFiles());
    for (int node = 1; node < patch.catalogNodes(); node++) {
      patch.putInt(patch.catalogNode(node), node);
    }

    assertThatThrownBy(() -> Walk.facts(patch.open()))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("a loop");
  }

  @Test
  void refusesLeavesThatAreChainedBackwards() throws IOException {
    Patch patch = Patch.of(manyFiles());
    for (int node = 1; node < patch.catalogNodes(); node++) {
      patch.putInt(patch.catalogNode(node), patch.getInt(patch.catalogNode(node) + 4));
    }

    assertThatThrownBy(() -> Walk.facts(patch.open())).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesAnIndexThatLeadsToItself() throws IOException {
    Patch patch = Patch.of(manyFiles());
    int root = patch.getInt(patch.catalogNode(0) + BTreeNode.DESCRIPTOR + 2);
    int node = patch.catalogNode(root);
    int firstKey = patch.getInt(node + BTreeNode.DESCRIPTOR) >>> 16;
    patch.putInt(node + BTreeNode.DESCRIPTOR + 2 + firstKey, root);

    assertThatThrownBy(patch::open)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("height");
  }

  @Test
  void refusesADirectoryInsideItself() throws IOException {
    Patch patch = Patch.of(Tree.create().directory("outer/inner"));
    patch.putInt(patch.record("inner") + 8, patch.getInt(patch.record("outer") + 8));

    assertThatThrownBy(() -> Walk.facts(patch.open()))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("listed in");
  }

  @Test
  void refusesTheRootInsideItself() throws IOException {
    Patch patch = Patch.of(Tree.create().directory("outer"));
    patch.putInt(patch.record("outer") + 8, 2);

    assertThatThrownBy(() -> Walk.facts(patch.open())).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesADirectoryThatIsListedTwice() throws IOException {
    Patch patch = Patch.of(Tree.create().directory("one").directory("two"));
    patch.putInt(patch.record("two") + 8, patch.getInt(patch.record("one") + 8));

    assertThatThrownBy(() -> Walk.facts(patch.open())).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesTwoEntriesOfOneName() throws IOException {
    Patch patch = Patch.of(Tree.create().file("aa", "1").file("ab", "2"));
    patch.putShort(patch.record("ab") - 2, 'a');

    assertThatThrownBy(() -> Walk.facts(patch.open()))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void refusesANameThatLeadsUp() throws IOException {
    Patch patch = Patch.of(Tree.create().file("aa", "1").file("ab", "2"));
    int at = patch.record("ab");
    patch.putShort(at - 4, '.').putShort(at - 2, '.');

    assertThatThrownBy(() -> Walk.facts(patch.open()))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("'..'");
  }

  @Test
  void stopsAtAThousandLevels() throws IOException {
    Patch patch = Patch.of(Tree.create().directory("d/".repeat(1100) + "d"));

    assertThatThrownBy(() -> Walk.facts(patch.open())).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void refusesABlockSizeOfZero() throws IOException {
    Patch patch = Patch.of(Tree.create());
    patch.putInt(VolumeHeader.OFFSET + 40, 0);
    patch.putInt(patch.toArray().length - VolumeHeader.OFFSET + 40, 0);

    assertThatThrownBy(patch::open)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("block size is 0");
  }

  @Test
  void refusesAnExtentOutsideOfTheVolume() throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    patch.putInt(patch.record("file") + 88 + 16, 0x7fffffff);
    VolumeEntry file = patch.open().find("file").orElseThrow();

    assertThatThrownBy(file::open)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("outside of the volume");
  }

  @Test
  void refusesAFileThatIsLargerThanItsExtents() throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    patch.putInt(patch.record("file") + 88, 0x10000000);
    VolumeEntry file = patch.open().find("file").orElseThrow();

    assertThatThrownBy(file::open)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("no extent");
  }

  @Test
  void refusesAHardLinkThatLeadsNowhere() throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "content").hardLink("link", "file"));
    patch.putInt(patch.record("link") + 44, 4711);

    assertThatThrownBy(() -> Walk.facts(patch.open()))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("iNode4711");
  }

  @Test
  void refusesALinkTargetThatIsLongerThanAnyPath() throws IOException {
    Patch patch = Patch.of(Tree.create().symlink("link", "x".repeat(4097)));
    VolumeEntry link = patch.open().find("link").orElseThrow();

    assertThatThrownBy(link::linkTarget).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void saysThatNothingIsThere() {
    assertThatThrownBy(() -> HfsVolume.open(Source.of(new byte[4096])))
        .isInstanceOf(NotThisFormatException.class);
    assertThatThrownBy(() -> HfsVolume.open(Source.of(new byte[0])))
        .isInstanceOf(NotThisFormatException.class);
  }

  @Test
  void everyPrefixEndsInAResultOrARefusal() throws IOException {
    byte[] volume = Patch.of(manyFiles()).toArray();
    int refused = 0;
    for (int length = 0; length < volume.length; length += 997) {
      try {
        Walk.facts(HfsVolume.open(Source.of(Arrays.copyOf(volume, length))));
      } catch (FormatException e) {
        refused++;
      }
    }

    assertThat(refused).isPositive();
  }
}
