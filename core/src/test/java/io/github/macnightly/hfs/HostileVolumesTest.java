package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.CompressedFile;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.fixtures.dmg.JournalState;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.VolumeEntry;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes that were made to hurt their reader. */
class HostileVolumesTest {

  private static final int MUTANTS = Integer.getInteger("macnightly.mutants", 300);

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
  void refusesTwoEntriesOfOneNameThatAreNoNeighbours() throws IOException {
    Patch patch = Patch.of(Tree.create().file("aa", "1").file("ab", "2").file("ac", "3"));
    patch.putShort(patch.record("ac") - 2, 'a');

    assertThatThrownBy(() -> Walk.facts(patch.open()))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("'aa' twice");
  }

  /** A writer with another table of letters may have put them so. */
  @Test
  void listsNamesInAnyOrder() throws IOException {
    Patch patch = Patch.of(Tree.create().file("aa", "1").file("ab", "2").file("ac", "3"));
    patch.putShort(patch.record("ab") - 2, 'z');

    assertThat(patch.open().root().children())
        .extracting(VolumeEntry::name)
        .containsExactly("aa", "az", "ac");
  }

  @ParameterizedTest
  @CsvSource({"0x2f, :", "0, \u2400", "0xd800, \ufffd", "0x0a, '\n'"})
  void showsNamesThatNoUnixSystemHas(String unit, String shown) throws IOException {
    Patch patch = Patch.of(Tree.create().file("aa", "1"));
    patch.putShort(patch.record("aa") - 2, Integer.decode(unit));

    assertThat(patch.open().root().children())
        .extracting(VolumeEntry::name)
        .containsExactly("a" + shown);
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

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 4095, 1L << 62, 1L << 45})
  void refusesAForkOfNearly2To63Bytes(long size) throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    patch.putLong(patch.record("file") + 88, size);
    VolumeEntry file = patch.open().find("file").orElseThrow();

    assertThat(file.size()).isEqualTo(size);
    assertThatThrownBy(file::open).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesAForkOf2To63BytesAndMore() throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    patch.putLong(patch.record("file") + 88, Long.MIN_VALUE);

    assertThatThrownBy(() -> patch.open().root().children())
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("9223372036854775808");
  }

  @Test
  void refusesAFileWithoutExtents() throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    patch.putInt(patch.record("file") + 88 + 20, 0);
    VolumeEntry file = patch.open().find("file").orElseThrow();

    assertThat(file.place()).isZero();
    assertThatThrownBy(file::open).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesAForkThatHoldsMoreThanTheVolume() throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    int blocks = patch.getInt(VolumeHeader.OFFSET + 44);
    int fork = patch.record("file") + 88;
    patch.putLong(fork, 8L * blocks * 4096);
    for (int i = 0; i < 8; i++) {
      patch.putInt(fork + 16 + 8 * i, 0).putInt(fork + 20 + 8 * i, blocks);
    }
    VolumeEntry file = patch.open().find("file").orElseThrow();

    assertThatThrownBy(file::open)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("on a volume of " + blocks);
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
  void refusesAnAttributeThatIsLongerThanItsRecord() throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "x").xattr("file", "name", new byte[9]));
    patch.putInt(patch.attribute("name") + 12, 11);
    VolumeEntry file = patch.open().find("file").orElseThrow();

    assertThatThrownBy(file::extendedAttributes)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("attribute of 11 bytes in its record");
  }

  @ParameterizedTest
  @ValueSource(longs = {(16 << 20) + 1, 1L << 40, Long.MAX_VALUE})
  void refusesAnAttributeThatIsTooLong(long size) throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "x").xattr("file", "name", new byte[9000]));
    patch.putLong(patch.attribute("name") + 8, size);
    VolumeEntry file = patch.open().find("file").orElseThrow();

    assertThatThrownBy(file::extendedAttributes).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void refusesAttributesThatAreTooLongTogether() throws IOException {
    Tree tree = Tree.create().file("file", "x");
    for (int i = 0; i < 5; i++) {
      tree.xattr("file", "name " + i, new byte[3_400_000]);
    }
    VolumeEntry file = Patch.of(tree).open().find("file").orElseThrow();

    assertThatThrownBy(file::extendedAttributes).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void refusesAnAttributeOfAnUnknownKind() throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "x").xattr("file", "name", new byte[9]));
    patch.putInt(patch.attribute("name"), 0x40);
    VolumeEntry file = patch.open().find("file").orElseThrow();

    assertThatThrownBy(file::extendedAttributes)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("type 64");
  }

  @Test
  void refusesAWrapperThatHoldsNothing() {
    for (int unit : new int[] {0, -1, 1 << 20}) {
      ByteBuffer wrapper = ByteBuffer.allocate(1 << 16).putShort(1024, (short) 0x4244);
      wrapper.putInt(1044, unit).putShort(1148, (short) 0x482B).putInt(1150, -1);

      assertThatThrownBy(() -> HfsVolume.open(Source.of(wrapper.array())))
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining("embedded volume");
    }
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
        Walk.facts(HfsVolume.open(Source.of(volume).slice(0, length)));
      } catch (FormatException e) {
        refused++;
      }
    }

    assertThat(refused).isPositive();
  }

  /** Everything that a volume can have, so that mutants meet every part of the reader. */
  private static HfsPlusBuilder rich() {
    Tree tree = manyFiles().file("link", "").file(".HFS+ Private Directory Data\r/dir_9/a", "b");
    tree.hardLink("hard", "directory/file number 000").symlink("symbolic", "hard");
    tree.xattr("hard", "small", new byte[30]).xattr("link", "large", new byte[9000]);
    tree.resourceFork("directory/file number 001", new byte[700]);
    CompressedFile.of(8, new byte[100_000]).addTo(tree, "packed");
    HfsPlusBuilder builder = HfsPlusBuilder.of(tree).blockSize(512).fragment(2).nodeSize(4096);
    return builder.flags("packed", 0x20).directoryLink("link", 9).journal(JournalState.CLEAN);
  }

  @Test
  void mutantsOfARichVolumeEndInAResultOrARefusal() throws IOException {
    byte[] good = rich().toBytes();
    int[] used = IntStream.range(0, good.length).filter(i -> good[i] != 0).toArray();
    assertThat(Walk.facts(HfsVolume.open(Source.of(good)))).hasSizeGreaterThan(200);
    for (int seed = 0; seed < MUTANTS; seed++) {
      Random random = new Random(seed);
      byte[] mutant = good.clone();
      for (int i = 0; i < 12; i++) {
        mutant[used[random.nextInt(used.length)]] = (byte) random.nextInt(256);
      }
      try {
        Walk.facts(HfsVolume.open(Source.of(mutant)));
      } catch (FormatException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }
}
