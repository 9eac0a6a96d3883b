package io.github.macnightly.hfsclassic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.VolumeEntry;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes that were changed to hurt their reader. */
class HostileVolumesTest {

  private static final int MUTANTS = 60;
  private static final int FOLDER_ID = 6;
  private static final int DATA_SIZE = 26;
  private static final int DATA_EXTENT = 74;

  private static ThrowingCallable walk(Images image) {
    return () -> Walk.facts(image.open());
  }

  private static void refuses(Images image, String message) {
    assertThatThrownBy(walk(image))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesALeafThatFollowsItself() throws IOException {
    Images image = Images.of("many.hfs");
    for (int node = 1; node < image.catalogNodes(); node++) {
      image.putInt(image.catalogNode(node), node);
    }

    refuses(image, "a loop");
  }

  @Test
  void refusesLeavesThatAreChainedBackwards() throws IOException {
    Images image = Images.of("many.hfs");
    for (int node = 1; node < image.catalogNodes(); node++) {
      image.putInt(image.catalogNode(node), image.getInt(image.catalogNode(node) + 4));
    }

    assertThatThrownBy(walk(image)).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesAnEmptyLeafBehindAnother() throws IOException {
    Images image = Images.of("deep.hfs");
    int first = image.getInt(image.catalogNode(0) + 14 + 10);
    for (int node = 1; node < image.catalogNodes(); node++) {
      int at = image.catalogNode(node);
      if (node != first && image.getShort(at + 8) == 0xff01) {
        image.putShort(at + 10, 0).putShort(at + 510, 14);
      }
    }

    refuses(image, "leaf without records");
  }

  @Test
  void refusesAnIndexThatLeadsToItself() throws IOException {
    Images image = Images.of("deep.hfs");
    image.putInt(image.catalogRoot() + 14 + 38, image.getInt(image.catalogNode(0) + 16));

    refuses(image, "height");
  }

  @Test
  void refusesAnIndexWithoutRecords() throws IOException {
    Images image = Images.of("deep.hfs");
    image.putShort(image.catalogRoot() + 10, 0).putShort(image.catalogRoot() + 510, 14);

    refuses(image, "index without records");
  }

  @Test
  void refusesMoreRecordsThanANodeHasRoomFor() throws IOException {
    Images image = Images.of("deep.hfs");
    image.putShort(image.catalogRoot() + 10, 0xffff);

    refuses(image, "claims 65535 records");
  }

  @Test
  void refusesARootOutsideOfTheCatalog() throws IOException {
    Images image = Images.of("forks.hfs");
    image.putInt(image.catalogNode(0) + 16, -1);

    refuses(image, "outside of the catalog");
  }

  @Test
  void refusesNodesOfAnotherSize() throws IOException {
    Images image = Images.of("forks.hfs");
    image.putShort(image.catalogNode(0) + 32, 4096);

    refuses(image, "nodes of 4096 bytes");
  }

  @Test
  void refusesADirectoryInsideItself() throws IOException {
    Images image = Images.of("forks.hfs");
    image.putInt(image.record("three") + FOLDER_ID, image.getInt(image.record("one") + FOLDER_ID));

    refuses(image, "its thread says");
  }

  @Test
  void refusesTheRootInsideItself() throws IOException {
    Images image = Images.of("forks.hfs");
    image.putInt(image.record("None") + FOLDER_ID, 2);

    refuses(image, "its thread says 1");
  }

  @Test
  void refusesADirectoryWithoutThread() throws IOException {
    Images image = Images.of("forks.hfs");
    image.putInt(image.record("None") + FOLDER_ID, 0x7fffffff);

    refuses(image, "no thread record");
  }

  @Test
  void refusesADirectoryThatLostEntries() throws IOException {
    Images image = Images.of("forks.hfs");
    image.putShort(image.record("None") + 4, 1);

    refuses(image, "counts 1 entries, but 0 are listed");
  }

  @Test
  void refusesTwoEntriesOfOneName() throws IOException {
    Images image = Images.of("many.hfs");
    image.putByte(image.name("File 11 of 10") + 6, '0');

    refuses(image, "lists 'File 10 of 10' twice");
  }

  @Test
  void refusesANameThatLeadsUp() throws IOException {
    Images image = Images.of("forks.hfs");
    int at = image.name("Locked");
    image.putShort(at, 0x2e2e).putByte(at - 1, 2);

    refuses(image, "'..'");
  }

  @Test
  void refusesANameThatIsLongerThanItsKey() throws IOException {
    Images image = Images.of("forks.hfs");
    image.putByte(image.name("Locked") - 1, 31);

    refuses(image, "name of 31 bytes in");
  }

  @Test
  void refusesARecordOfNoKind() throws IOException {
    Images image = Images.of("forks.hfs");
    image.putByte(image.record("Locked"), 9);

    refuses(image, "type 9");
  }

  @Test
  void stopsAtAThousandLevels() throws IOException {
    assertThatThrownBy(walk(Images.of("deep.hfs"))).isInstanceOf(LimitExceededException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 511, 0x80000000, -1})
  void refusesAnImpossibleBlockSize(int size) throws IOException {
    Images image = Images.of("forks.hfs").putIntInBlocks(20, size);

    assertThat(ClassicVolume.isClassic(image.source())).isFalse();
    refuses(image, "blocks of " + Integer.toUnsignedString(size));
  }

  @Test
  void endsWithBlocksThatAreLargerThanTheVolume() throws IOException {
    refuses(Images.of("forks.hfs").putIntInBlocks(20, 0x7ffffe00), "is cut off");
  }

  @Test
  void refusesAVolumeWithoutBlocks() throws IOException {
    Images image = Images.of("forks.hfs");
    image.putShort(1024 + 18, 0).putShort(image.size() - 1024 + 18, 0);

    refuses(image, "0 blocks");
  }

  @Test
  void refusesAVolumeNameThatCannotBe() throws IOException {
    Images image = Images.of("forks.hfs");
    image.putByte(1024 + 36, 28).putByte(image.size() - 1024 + 36, 0);

    refuses(image, "volume name has 28 bytes");
  }

  @Test
  void tellsWhatIsWrongWhenOnlyTheCopyIsLeft() throws IOException {
    refuses(Images.of("forks.hfs").putShort(1024, 0).putIntInBlocks(146, 0), "catalog has 0 bytes");
  }

  @Test
  void refusesACatalogThatIsNotThere() throws IOException {
    refuses(Images.of("forks.hfs").putIntInBlocks(146, 0), "catalog has 0 bytes");
  }

  @Test
  void refusesAnExtentOutsideOfTheVolume() throws IOException {
    Images image = Images.of("forks.hfs");
    image.putInt(image.record("Locked") + DATA_EXTENT, 0xfff0fff0);
    VolumeEntry file = image.open().find("Locked").orElseThrow();

    assertThatThrownBy(file::open)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("outside of the volume");
  }

  @Test
  void refusesAFileThatIsLargerThanItsExtents() throws IOException {
    Images image = Images.of("forks.hfs");
    image.putInt(image.record("Locked") + DATA_SIZE, -1);
    VolumeEntry file = image.open().find("Locked").orElseThrow();

    assertThat(file.size()).isEqualTo(0xffffffffL);
    assertThatThrownBy(file::open)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("no extent");
  }

  @Test
  void refusesAFileThatTakesTheWholeVolumeTwice() throws IOException {
    Images image = Images.of("forks.hfs");
    int blocks = image.getShort(1024 + 18);
    image
        .putInt(image.record("Locked") + DATA_SIZE, blocks * 1024)
        .putInt(image.record("Locked") + DATA_EXTENT, blocks)
        .putInt(image.record("Locked") + DATA_EXTENT + 4, blocks);
    VolumeEntry file = image.open().find("Locked").orElseThrow();

    assertThatThrownBy(file::open)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("more than the " + blocks + " blocks");
  }

  @Test
  void saysThatNothingIsThere() throws IOException {
    Images wrapper = Images.of("forks.hfs").putShort(1024 + 124, 0x482B);

    assertThatThrownBy(() -> ClassicVolume.open(Source.of(new byte[4096])))
        .isInstanceOf(NotThisFormatException.class);
    assertThatThrownBy(() -> ClassicVolume.open(Source.of(new byte[0])))
        .isInstanceOf(NotThisFormatException.class);
    assertThatThrownBy(wrapper::open)
        .isInstanceOf(NotThisFormatException.class)
        .hasMessageContaining("wrapper of an HFS+ volume");
  }

  @ParameterizedTest
  @ValueSource(strings = {"forks.hfs", "fragments.hfs", "hybrid.iso"})
  void everyPrefixEndsInAResultOrARefusal(String name) throws IOException {
    byte[] volume = Images.of(name).toArray();
    int refused = 0;
    for (int length = 0; length < volume.length; length += 4987) {
      try {
        Walk.facts(ClassicVolume.open(Source.of(Arrays.copyOf(volume, length))));
      } catch (FormatException e) {
        refused++;
      }
    }

    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"forks.hfs", "fragments.hfs", "many.hfs", "hybrid.iso", "deep.hfs"})
  void mutantsEndInAResultOrARefusal(String name) throws IOException {
    Images original = Images.of(name);
    int refused = 0;
    for (int seed = 0; seed < MUTANTS; seed++) {
      try {
        Walk.facts(ClassicVolume.open(Source.of(original.mutant(new Random(seed)))));
      } catch (FormatException e) {
        assertThat(e).hasMessageContaining(e.format());
        refused++;
      }
    }

    assertThat(refused).isPositive();
  }
}
