package io.github.macnightly.apfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.CompressedFile;
import io.github.macnightly.fixtures.dmg.apfs.ApfsBuilder;
import io.github.macnightly.fixtures.dmg.apfs.ApfsVolumeSpec;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, inodes, attributes and extents that were made to hurt their reader. */
class HostileFilesTest {

  /** The first identifier that the builder gives to what a tree holds. */
  private static final long FIRST = 16;

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Patch patch) {
    return assertThatThrownBy(() -> Walk.facts(patch.open()));
  }

  private static int inode(Patch patch, long id) {
    return patch.valueOf(patch.fileSystem(), Patch.key(id, FsKey.INODE));
  }

  private static int extent(Patch patch, long id) {
    return patch.valueOf(patch.fileSystem(), Patch.key(id, FsKey.EXTENT));
  }

  private static int attribute(Patch patch, String name) {
    return patch.valueOf(patch.fileSystem(), Patch.terminated(name));
  }

  private static Patch renamed(String name, byte[] stored) {
    Patch patch = Patch.of(Tree.create().file(name, "x").file("zebra", "x"));
    int node = patch.fileSystem();
    int value = patch.valueOf(node, Patch.terminated(name));
    assertThat(patch.getLong(value)).isBetween(FIRST, FIRST + 1);
    return patch.put(patch.find(node, Patch.terminated(name)), stored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..\0", "a/\0", "a\0\0", "\0\0\0", "abc"})
  void refusesNamesThatNoFileCanBear(String stored) {
    assertRefused(renamed("ab", stored.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("name");
  }

  @Test
  void refusesANameThatIsNotUtf8() {
    assertRefused(renamed("ab", new byte[] {(byte) 0xC3, 0x28, 0}))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void keepsAColonInAName() throws IOException {
    ApfsVolume volume = Patch.of(Tree.create().file("a:b", "x")).open();

    assertThat(volume.root().children()).extracting(VolumeEntry::name).containsExactly("a:b");
  }

  @Test
  void refusesTwoEntriesOfOneName() {
    assertRefused(renamed("zebrb", "zebra\0".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void refusesAnEntryWithoutAnInode() {
    Patch patch = Patch.of(Tree.create().file("file", "x"));
    patch.putLong(patch.valueOf(patch.fileSystem(), Patch.terminated("file")), 4711);

    assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("4711");
  }

  @Test
  void refusesADirectoryInsideItself() {
    Patch patch = Patch.of(Tree.create().directory("outer/inner"));
    patch.putLong(patch.valueOf(patch.fileSystem(), Patch.terminated("inner")), FIRST);

    assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("belongs to 2");
  }

  @Test
  void refusesTheRootInsideItself() {
    Patch patch = Patch.of(Tree.create().directory("outer"));
    patch.putLong(patch.valueOf(patch.fileSystem(), Patch.terminated("outer")), 2);

    assertRefused(patch).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesADirectoryWithTwoNames() {
    Patch patch = Patch.of(Tree.create().directory("one").directory("two"));
    patch.putLong(patch.valueOf(patch.fileSystem(), Patch.terminated("two")), FIRST);

    assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("two names");
  }

  @Test
  void refusesARootThatIsNoDirectory() {
    Patch patch = Patch.of(Tree.create());
    patch.putShort(inode(patch, 2) + 80, 0100644);

    assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("no root");
  }

  @Test
  void stopsAtAThousandLevels() {
    Patch patch = Patch.of(Tree.create().directory("d/".repeat(1100) + "d"));

    assertRefused(patch).isInstanceOf(LimitExceededException.class);
  }

  @ParameterizedTest
  @CsvSource({"92,60000", "92,3", "98,60000", "102,60000"})
  void refusesExtendedFieldsThatLie(int at, int value) {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    patch.putShort(inode(patch, FIRST) + at, value);

    assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("extended");
  }

  @Test
  void refusesASizeBelowZero() {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    int value = inode(patch, FIRST);
    patch.putLong(value + 92 + 4 + 8 + 8, -1);

    assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("bytes");
  }

  @Test
  void refusesAFileThatIsLargerThanItsExtents() throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    patch.putLong(inode(patch, FIRST) + 92 + 4 + 8 + 8, Long.MAX_VALUE);
    VolumeEntry file = patch.open().find("file").orElseThrow();

    assertThat(file.size()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> file.open().readAllBytes())
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("no extent");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MAX_VALUE, 1L << 40, 32768})
  void refusesAnExtentOutsideOfTheContainer(long block) throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    patch.putLong(extent(patch, FIRST) + 8, block);
    VolumeEntry file = patch.open().find("file").orElseThrow();

    assertThatThrownBy(() -> file.open().readAllBytes())
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("outside of the container");
    assertThat(file.place()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0x00FFFFFFFFFFFFFFL, 1L << 33})
  void refusesAnExtentOfALengthThatCannotBe(long length) throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    patch.putLong(extent(patch, FIRST), length);
    VolumeEntry file = patch.open().find("file").orElseThrow();

    assertThatThrownBy(() -> file.open().readAllBytes()).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesContentThatAShortImageLost() throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    patch.putLong(extent(patch, FIRST) + 8, 32767);
    VolumeEntry file = patch.open().find("file").orElseThrow();

    assertThatThrownBy(() -> file.open().readAllBytes())
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("the container ends");
  }

  @Test
  void aHoleOfAnySizeIsRead() throws IOException {
    Patch patch = Patch.of(Tree.create().file("file", "content"));
    patch.putLong(inode(patch, FIRST) + 92 + 4 + 8 + 8, 1L << 50);
    patch.putLong(extent(patch, FIRST), 1L << 50).putLong(extent(patch, FIRST) + 8, 0);
    Source content = patch.open().find("file").orElseThrow().content().orElseThrow();

    assertThat(content.size()).isEqualTo(1L << 50);
    assertThat(content.read((1L << 50) - 9, 9).array()).containsOnly(0);
  }

  @Test
  void refusesALinkTargetThatIsLongerThanAnyPath() throws IOException {
    Patch patch = Patch.of(Tree.create().symlink("link", "x".repeat(4097)));
    VolumeEntry link = patch.open().find("link").orElseThrow();

    assertThatThrownBy(link::linkTarget).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void refusesALinkWithoutATarget() throws IOException {
    Patch patch = Patch.of(Tree.create().file("link", new byte[0]));
    patch.putShort(inode(patch, FIRST) + 80, 0120755);
    VolumeEntry link = patch.open().find("link").orElseThrow();

    assertThatThrownBy(link::linkTarget)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("no target");
  }

  @ParameterizedTest
  @CsvSource({"2,60000", "0,0", "0,1"})
  void refusesAttributesThatLie(int at, int value) {
    Patch patch = Patch.of(Tree.create().file("file", "x").xattr("file", "name", new byte[9]));
    patch.putShort(attribute(patch, "name") + at, value);

    assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("attribute");
  }

  @Test
  void limitsTheSizeOfAttributes() {
    Tree tree = Tree.create().file("file", "x").xattr("file", "name", new byte[4000]);
    Patch patch = Patch.of(tree);
    int value = attribute(patch, "name");
    Patch negative = new Patch(patch.toArray().clone()).putLong(value + 12, -1);
    Patch nowhere = new Patch(patch.toArray().clone()).putLong(value + 4, 0);

    assertRefused(patch.putLong(value + 12, Long.MAX_VALUE))
        .isInstanceOf(LimitExceededException.class);
    assertRefused(negative).isInstanceOf(CorruptException.class);
    assertRefused(nowhere).isInstanceOf(CorruptException.class);
  }

  /** Else a listing of many such files would read gigabytes. */
  @Test
  void readsTheAttributeOfACompressedFileOnlyWhenItIsOpened() throws IOException {
    byte[] content = CompressedFile.attribute(1, 77, new byte[4000]);
    Tree tree = Tree.create().file("file", "").xattr("file", "com.apple.decmpfs", content);
    Patch patch = Patch.of(tree);
    patch.putLong(attribute(patch, "com.apple.decmpfs") + 12, 1L << 40);
    VolumeEntry file = patch.open().root().children().get(0);

    assertThat(file.size()).isEqualTo(77);
    assertThatThrownBy(file::open).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void limitsTheNumberOfAttributes() {
    Tree tree = Tree.create();
    for (int i = 0; i <= 4096; i++) {
      tree.file("directory/" + i, "");
    }
    Patch patch = Patch.of(ApfsVolumeSpec.of(tree).normalizationSensitive());
    patch.replaceAll(Patch.key(FIRST, FsKey.DIRECTORY_ENTRY), Patch.key(FIRST, FsKey.ATTRIBUTE));

    assertRefused(patch)
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("number of attributes");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void mutantsEndInAResultOrARefusal(boolean deep) throws IOException {
    Tree tree = Tree.create().file("a/b/file", "content").xattr("a", "x", new byte[5000]);
    tree.symlink("link", "a/b").hardLink("hard", "a/b/file").resourceFork("a/b/file", new byte[9]);
    ApfsVolumeSpec spec = ApfsVolumeSpec.of(tree).nodeRecords(deep ? 4 : 1000);
    byte[] container = ApfsBuilder.create().volume(spec).volume(spec).toBytes();
    int refused = 0;
    for (int seed = 0; seed < 200; seed++) {
      Source mutant = Source.of(new Patch(container.clone()).mutate(seed).toArray());
      try {
        for (Volume volume : ApfsContainer.open(mutant, Passphrases.none()).volumes()) {
          Walk.facts(volume);
        }
      } catch (FormatException e) {
        refused++;
      }
    }

    assertThat(refused).isBetween(50, 199);
  }
}
