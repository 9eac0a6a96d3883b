package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.volume.VolumeEntry;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Special files that lie about themselves: their nodes, their extents, their roots. */
class HostileTreesTest {

  private static final int EXTENTS = 192;
  private static final int CATALOG = 272;
  private static final int ATTRIBUTES = 352;

  /** A volume whose three trees have records. */
  private static Patch patch() throws IOException {
    Tree tree = Tree.create().file("file", new byte[20_000]).xattr("file", "name", new byte[9]);
    return Patch.of(HfsPlusBuilder.of(tree).nodeSize(Patch.NODE).fragment(1).blockSize(4096));
  }

  /** Returns where the header record of the tree starts whose fork is so far in the header. */
  private static int tree(Patch patch, int fork) {
    int block = patch.getInt(VolumeHeader.OFFSET + fork + 16);
    return block * patch.getInt(VolumeHeader.OFFSET + 40) + BTreeNode.DESCRIPTOR;
  }

  private static void putTwice(Patch patch, int at, int value) {
    patch.putInt(VolumeHeader.OFFSET + at, value);
    patch.putInt(patch.toArray().length - VolumeHeader.OFFSET + at, value);
  }

  @ParameterizedTest
  @CsvSource({
    "192, 0",
    "192, 256",
    "192, 4095",
    "192, 65535",
    "272, 0",
    "272, 1",
    "272, 6000",
    "272, 32768",
    "352, 0",
    "352, 511",
    "352, 32768"
  })
  void refusesNodesOfAnImpossibleSize(int fork, int size) throws IOException {
    Patch patch = patch();
    patch.putShort(tree(patch, fork) + 18, size);

    assertThatThrownBy(patch::open)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("has nodes of " + size);
  }

  @ParameterizedTest
  @ValueSource(ints = {EXTENTS, CATALOG, ATTRIBUTES})
  void refusesASpecialFileOutsideOfTheVolume(int fork) throws IOException {
    Patch patch = patch();
    putTwice(patch, fork + 16, -2);

    assertThatThrownBy(patch::open)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("outside of the volume");
  }

  @ParameterizedTest
  @ValueSource(ints = {EXTENTS, CATALOG, ATTRIBUTES})
  void refusesASpecialFileThatIsLargerThanItsExtents(int fork) throws IOException {
    Patch patch = patch();
    putTwice(patch, fork, 0x7fffffff);

    assertThatThrownBy(patch::open)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("no extent");
  }

  /** It would have to be looked up in itself. */
  @Test
  void refusesAnExtentsFileThatContinuesInItself() throws IOException {
    Patch patch = patch();
    int size = patch.getInt(VolumeHeader.OFFSET + EXTENTS + 4);
    putTwice(patch, EXTENTS + 4, size + 4096);

    assertThatThrownBy(patch::open)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("file 3 has " + (size + 4096) + " bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x7fffffff, -1})
  void refusesATreeWhoseRootIsNowhere(int root) throws IOException {
    Patch patch = patch();
    patch.putInt(tree(patch, CATALOG) + 2, root);

    assertThatThrownBy(patch::open).isInstanceOf(CorruptException.class);
  }

  @Test
  void readsAForkThatLiesOnASpecialFileAsAnyOther() throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    int catalog = patch.getInt(VolumeHeader.OFFSET + CATALOG + 16);
    patch.putInt(patch.record("file") + 88 + 16, catalog);
    VolumeEntry file = patch.open().find("file").orElseThrow();

    assertThat(file.open().readAllBytes()).startsWith(0, 0, 0, 0, 0, 0, 0).hasSize(7);
  }

  @Test
  void refusesAHardLinkToTheRootDirectory() throws IOException {
    Tree tree = Tree.create().directory(".HFS+ Private Directory Data\r/dir_77").file("link", "");
    Patch patch = Patch.of(HfsPlusBuilder.of(tree).nodeSize(Patch.NODE).directoryLink("link", 77));
    patch.putInt(patch.record("dir_77") + 8, (int) Catalog.ROOT);

    assertThatThrownBy(() -> Walk.facts(patch.open()))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("leads to a directory above it");
  }

  @Test
  void refusesANameOfNothing() throws IOException {
    Patch patch = Patch.of(Tree.create().file("a", "1").file("bc", "2"));
    int record = patch.record("bc");
    patch.putShort(record - 6, 0);

    assertThatThrownBy(() -> Walk.facts(patch.open())).isInstanceOf(CorruptException.class);
  }
}
