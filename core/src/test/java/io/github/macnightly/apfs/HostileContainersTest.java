package io.github.macnightly.apfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.apfs.ApfsBuilder;
import io.github.macnightly.fixtures.dmg.apfs.ApfsVolumeSpec;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Superblocks, maps and trees that were made to hurt their reader. */
class HostileContainersTest {

  private static Tree manyFiles() {
    Tree tree = Tree.create();
    for (int i = 0; i < 200; i++) {
      tree.file("directory/file number %03d".formatted(i), "x");
    }
    return tree;
  }

  /** Changes the superblock of the container in block 0 and in the ring. */
  private static Patch container(int at, long value, int bytes) {
    Patch patch = Patch.of(manyFiles());
    for (int start : new int[] {0, patch.container()}) {
      if (bytes == 4) {
        patch.putInt(start + at, (int) value);
      } else {
        patch.putLong(start + at, value);
      }
    }
    return patch;
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Patch patch) {
    return assertThatThrownBy(() -> Walk.facts(patch.open()));
  }

  @Test
  void saysThatNothingIsThere() throws IOException {
    for (int size : new int[] {0, 36, 4095, 4096, 100_000}) {
      Source nothing = Source.of(new byte[size]);
      assertThat(ApfsContainer.isApfs(nothing)).isFalse();
      assertThatThrownBy(() -> ApfsContainer.open(nothing, Passphrases.none()))
          .isInstanceOf(NotThisFormatException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 512, 4097, 6144, 1 << 20, -1})
  void refusesABlockSizeThatThereIsNot(int size) {
    assertRefused(container(36, size, 4))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("block size");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE, 1L << 52})
  void refusesANumberOfBlocksThatThereCannotBe(long blocks) {
    assertRefused(container(40, blocks, 8)).isInstanceOf(CorruptException.class);
  }

  @Test
  void limitsTheCheckpointDescriptors() {
    assertRefused(container(104, 0x7fffffff, 4)).isInstanceOf(LimitExceededException.class);
  }

  @ParameterizedTest
  @CsvSource({"112,-100", "112,9223372036854775800", "112,30000", "160,0", "160,-5", "160,31999"})
  void refusesAddressesOutsideOfTheContainer(int at, long block) {
    Patch patch = container(at, block, 8);
    if (at == 112) {
      patch.damage(100);
    }

    assertRefused(patch).isInstanceOf(CorruptException.class);
  }

  @ParameterizedTest
  @CsvSource({"258,Fusion", "3,version 1", "6,0x6"})
  void refusesContainersOfAnotherKindByName(long features, String name) {
    assertRefused(container(64, features, 8))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @CsvSource({"0x11,in part", "0x101,two file system trees", "0x201,0x201"})
  void refusesVolumesOfAnotherKindByName(String features, String name) {
    Patch patch = Patch.of(manyFiles());
    patch.putLong(patch.volume() + 56, Long.decode(features));

    assertRefused(patch)
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("Untitled");
  }

  @Test
  void refusesAVolumeWhoseEncryptionWasUnderWay() {
    Patch patch = Patch.of(manyFiles());
    patch.putLong(patch.volume() + 0x3D0, 77);

    assertRefused(patch)
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("being encrypted");
  }

  @Test
  void refusesAnEncryptedVolumeOfAContainerWithoutKeys() {
    Patch patch = Patch.of(ApfsVolumeSpec.of(manyFiles()).name("Secret").encrypted((d, u) -> {}));

    assertRefused(patch)
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("Secret");
  }

  @Test
  void refusesAnEncryptedNodeInAVolumeThatIsNot() {
    Patch patch = Patch.of(ApfsVolumeSpec.of(manyFiles()).encrypted((d, u) -> {}));
    patch.putLong(patch.volume() + 264, 1);

    assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("encrypted");
  }

  @Test
  void refusesAnObjectWithTheWrongChecksum() {
    Patch patch = Patch.of(manyFiles());
    patch.damage(patch.fileSystem() + 3000);

    assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("checksum");
  }

  @Test
  void refusesAnObjectInThePlaceOfAnother() {
    Patch patch = Patch.of(manyFiles());
    patch.putLong(patch.fileSystem() + 8, 4711);

    assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("4711");
  }

  @Test
  void refusesAVolumeThatTheObjectMapDoesNotKnow() {
    assertRefused(container(184, 4711, 8))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("no object 4711");
  }

  @Test
  void refusesAVolumeThatIsListedTwice() {
    Patch patch = Patch.of(manyFiles());

    assertRefused(container(192, patch.getLong(patch.container() + 184), 8))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void refusesAnObjectThatWasDeleted() {
    Patch patch = Patch.of(manyFiles());
    int map = patch.objects(StoredObject.TREE_ROOT, Patch.OBJECT_MAP).get(0);
    patch.putInt(map + Patch.BLOCK - 40 - 16, 1);

    assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("no object");
  }

  @Test
  void refusesAnIndexThatLeadsToItself() {
    Patch patch = Patch.of(manyFiles());
    int root = patch.fileSystem();
    patch.putLong(root + Patch.BLOCK - 40 - 8, patch.getLong(root + 8));

    assertRefused(patch).isInstanceOf(CorruptException.class).hasMessageContaining("root");
  }

  @Test
  void refusesAnIndexThatLeadsToOneLeafTwice() {
    Patch patch = Patch.of(manyFiles());
    int values = patch.fileSystem() + Patch.BLOCK - 40;
    patch.putLong(values - 16, patch.getLong(values - 8));

    assertRefused(patch).isInstanceOf(CorruptException.class);
  }

  @Test
  void aWalkVisitsNoLeafTwice() throws IOException {
    Patch patch = Patch.of(manyFiles());
    int root = patch.fileSystem();
    int values = root + Patch.BLOCK - 40;
    for (int i = 1; i <= patch.getInt(root + 36); i++) {
      patch.putLong(values - 8 * i, patch.getLong(values - 8));
    }
    BTree tree = open(patch);

    assertThatThrownBy(
            () -> {
              BTreeCursor cursor = tree.seek(KeyOrder.beforeAll());
              while (cursor.onRecord()) {
                cursor.advance();
              }
            })
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("twice");
  }

  private static BTree open(Patch patch) throws IOException {
    Source source = Source.of(patch.toArray());
    Blocks blocks = new Blocks(source, Patch.BLOCK, source.size() / Patch.BLOCK);
    NodeCache cache = new NodeCache(Patch.BLOCK);
    VolumeSuperblock volume =
        VolumeSuperblock.of(StoredObject.read(blocks, patch.volume() / Patch.BLOCK));
    ObjectMap map = ObjectMap.open(blocks, cache, volume.objectMap());
    VirtualNodes nodes = new VirtualNodes(blocks, map, 100, Optional.empty());
    return BTree.open(nodes, cache, volume.rootTree().id());
  }

  @ParameterizedTest
  @CsvSource({"34,1", "34,65535", "36,65536", "36,-1", "36,600", "40,60000", "42,65535", "32,0"})
  void refusesANodeThatLies(int at, int value) {
    Patch patch = Patch.of(manyFiles());
    int node = patch.objects(StoredObject.TREE_NODE, Patch.FILE_SYSTEM).get(0);
    int root = patch.fileSystem();
    Patch other = new Patch(patch.toArray().clone());
    if (at == 36) {
      patch.putInt(node + at, value);
      other.putInt(root + at, value);
    } else {
      patch.putShort(node + at, value);
      other.putShort(root + at, at == 34 && value == 1 ? 2 : value);
    }

    assertRefused(patch).isInstanceOf(FormatException.class);
    assertRefused(other).isInstanceOf(FormatException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 6})
  void refusesARecordOutsideOfItsNode(int field) {
    Patch patch = Patch.of(manyFiles());
    int node = patch.objects(StoredObject.TREE_NODE, Patch.FILE_SYSTEM).get(0);
    patch.putShort(node + 56 + 8 + field, 0xFFF0);

    assertRefused(patch)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("record 1 outside");
  }

  @Test
  void refusesSizesInAFooterThatLie() {
    Patch patch = Patch.of(manyFiles());
    int map = patch.objects(StoredObject.TREE_ROOT, Patch.OBJECT_MAP).get(0);
    for (int size : new int[] {-1, 0x7fffffff, 5000}) {
      assertRefused(patch.putInt(map + Patch.BLOCK - 32, size))
          .isInstanceOf(CorruptException.class);
    }
    patch.putInt(map + Patch.BLOCK - 36, 8192);
    assertRefused(patch).isInstanceOf(UnsupportedFormatException.class);
  }

  @Test
  void refusesChangedNodesOfASealedVolumeByTheirHash() {
    byte[] container =
        ApfsBuilder.create().volume(ApfsVolumeSpec.of(manyFiles()).sealed()).toBytes();
    byte[] name = Patch.terminated("file number 123");
    int changed = 0;
    for (int at = 0; at < container.length - name.length; at++) {
      if (Arrays.equals(container, at, at + name.length, name, 0, name.length)) {
        container[at]++;
        changed++;
      }
    }

    assertThat(changed).isPositive();
    assertRefused(new Patch(container))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("another hash");
  }

  @Test
  void refusesARootThatIntegrityMetadataDoNotKnow() {
    Patch patch = Patch.of(ApfsVolumeSpec.of(manyFiles()).sealed());
    int metadata = patch.objects(StoredObject.INTEGRITY, 0).get(0);
    Patch odd = new Patch(patch.toArray().clone()).putInt(metadata + 40, 9);
    Patch far = new Patch(patch.toArray().clone()).putInt(metadata + 44, 4090);

    assertRefused(patch.putInt(metadata + 128, 0)).hasMessageContaining("another hash");
    assertRefused(odd).isInstanceOf(UnsupportedFormatException.class);
    assertRefused(far).isInstanceOf(CorruptException.class);
  }

  @Test
  void aBrokenSealIsNoSeal() throws IOException {
    Patch patch = Patch.of(ApfsVolumeSpec.of(manyFiles()).sealed());
    int metadata = patch.objects(StoredObject.INTEGRITY, 0).get(0);
    patch.putInt(metadata + 128, 0).putInt(metadata + 36, 1);

    assertThat(Walk.facts(patch.open())).hasSize(202);
  }

  @Test
  void limitsTheDescriptorsThatATreeLists() {
    Patch patch = Patch.of(ApfsBuilder.create().scatteredDescriptors());
    int tree = patch.objects(StoredObject.TREE_ROOT, 0xA).get(0);
    patch.putLong(tree + Patch.BLOCK - 40 - 8, Long.MAX_VALUE);

    assertRefused(patch).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void everyPrefixEndsInAResultOrARefusal() throws IOException {
    byte[] container = Patch.of(manyFiles()).toArray();
    int refused = 0;
    for (int length = 0; length < container.length; length += 3 * 997) {
      try {
        Walk.facts(new Patch(Arrays.copyOf(container, length)).open());
      } catch (FormatException e) {
        refused++;
      }
    }

    assertThat(refused).isGreaterThan(container.length / (4 * 997));
  }

  @Test
  void aChecksumIsTheOneOfTheReference() {
    ByteBuffer block = ByteBuffer.allocate(4096);
    for (int i = 8; i < 4096; i++) {
      block.put(i, (byte) 0xff);
    }

    assertThat(Fletcher64.of(block)).isEqualTo(0xFFFFFFFF_FFFFFFFFL);
  }
}
