package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.fixtures.dmg.JournalState;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Volumes whose youngest changes are in the journal only: the catalog is blank in its place. */
class JournalTest {

  private static final int SECTOR = 512;
  private static final int MUTANTS = 200;

  private static HfsPlusBuilder builder(JournalState state) {
    Tree tree = Tree.create().file("directory/file", "content").symlink("link", "directory");
    tree.xattr("directory/file", "name", new byte[5000]);
    return HfsPlusBuilder.of(tree).nodeSize(Patch.NODE).journal(state);
  }

  /** Returns where the journal starts. */
  private static int journal(Patch patch) {
    int block = patch.getInt(VolumeHeader.OFFSET + 12);
    return patch.getInt(block * patch.getInt(VolumeHeader.OFFSET + 40) + 40);
  }

  /** Makes the header's checksum one that was never filled in, so that other fields count. */
  private static Patch unchecked() throws IOException {
    Patch patch = Patch.of(builder(JournalState.DIRTY));
    return patch.putInt(journal(patch) + 36, 0);
  }

  /** Returns where the first block list goes on behind the header of the ring. */
  private static int restOfFirstList(Patch patch) {
    return journal(patch) + SECTOR;
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRTY", "DIRTY_INTEL"})
  void showsChangesAsIfTheyWereInTheirPlaces(JournalState state) throws IOException {
    HfsVolume volume = Patch.of(builder(state)).open();

    assertThat(Walk.facts(volume))
        .isEqualTo(Walk.facts(Patch.of(builder(JournalState.CLEAN)).open()))
        .containsKey("directory/file");
    assertThat(volume.hasUnfinishedJournal()).isFalse();
  }

  @Test
  void showsChangesOfSmallBlocksAndFragmentedSpecialFiles() throws IOException {
    HfsPlusBuilder dirty = builder(JournalState.DIRTY_INTEL).blockSize(SECTOR).fragment(3);

    assertThat(Walk.facts(Patch.of(dirty).open()))
        .isEqualTo(Walk.facts(Patch.of(builder(JournalState.NONE)).open()));
  }

  @Test
  void takesNoChangeWhenOneOfThemIsDamaged() throws IOException {
    Patch patch = Patch.of(builder(JournalState.DIRTY_INTEL));
    int header = journal(patch);
    int start = Integer.reverseBytes(patch.getInt(header + 8));
    patch.putByte(header + start + 3, 77);

    assertThatThrownBy(patch::open).isInstanceOf(FormatException.class);
  }

  @Test
  void readsTheVolumeAsItIsWhenTheJournalIsDamaged() throws IOException {
    HfsVolume volume = Patch.of(builder(JournalState.TORN)).open();

    assertThat(volume.hasUnfinishedJournal()).isTrue();
    assertThat(volume.find("directory/file")).isPresent();
  }

  /** Fields of the header: start, end, size, bytes of a list, bytes of a sector. */
  @ParameterizedTest
  @CsvSource({
    "8, 0",
    "8, -1",
    "8, 0x7fffffffffffffff",
    "8, 0x10001",
    "16, 0",
    "16, 513",
    "16, -512",
    "16, 0x10001",
    "24, 0",
    "24, -1",
    "24, 0x7fffffffffffffff",
    "24, 0x1000000000000",
    "32, 0x0000000000000000",
    "32, 0x0000001f00000000",
    "32, 0x7fffffff00000000",
    "40, 0",
    "40, 0x0000000100000000",
    "40, 0x7fffffff00000000",
    "40, 0x0000030000000000"
  })
  void passesOverAJournalWhoseHeaderLies(int field, String value) throws IOException {
    Patch patch = unchecked();
    patch.putLong(journal(patch) + field, Long.decode(value));

    assertThatThrownBy(patch::open).isInstanceOf(FormatException.class);
  }

  @Test
  void passesOverAJournalWhoseHeaderFailsItsChecksum() throws IOException {
    Patch patch = Patch.of(builder(JournalState.DIRTY));
    patch.putInt(journal(patch) + 36, 1);

    assertThatThrownBy(patch::open).isInstanceOf(FormatException.class);
  }

  /** The second list: its first entry is a block of the catalog. */
  @ParameterizedTest
  @CsvSource({
    "0, 0x7fffffffffffffff",
    "0, 0x1000000",
    "0, -2",
    "8, 0x7fffffff00000000",
    "8, -1",
    "8, 0x0001000000000000"
  })
  void passesOverAJournalWhoseBlockLies(int field, String value) throws IOException {
    Patch patch = unchecked();
    int secondList = restOfFirstList(patch) + 2048 + SECTOR;
    patch.putLong(secondList + 32 + field, Long.decode(value));

    assertThatThrownBy(patch::open).isInstanceOf(FormatException.class);
  }

  @Test
  void mutantsEndInAResultOrARefusal() throws IOException {
    byte[] good = Patch.of(builder(JournalState.DIRTY)).toArray();
    int start = journal(unchecked());
    for (int seed = 0; seed < MUTANTS; seed++) {
      Random random = new Random(seed);
      byte[] mutant = good.clone();
      mutant[start + 36] = mutant[start + 37] = mutant[start + 38] = mutant[start + 39] = 0;
      for (int i = 0; i < 3; i++) {
        int near = random.nextBoolean() ? 44 : 1 << 16;
        mutant[start + random.nextInt(near)] = (byte) random.nextInt(256);
      }
      try {
        Walk.facts(HfsVolume.open(Source.of(mutant)));
      } catch (FormatException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }
}
