package io.github.macnightly.apfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.crypt.PassphraseException;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.CompressedFile;
import io.github.macnightly.fixtures.dmg.apfs.ApfsVolumeSpec;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One byte after the other of all that describes files is changed, with the checksum made right
 * again. Every byte took its turn once, with six values, in a heap of 64 MB; here it is some.
 */
class HostileSweepTest {

  private static final int STRIDE = 5;
  private static final int MOST_READ = 1 << 20;

  private static Tree tree() {
    Tree tree =
        Tree.create()
            .file("dir/sub/file", "content")
            .file("dir/sub/other", new byte[9000])
            .symlink("link", "dir/sub")
            .hardLink("hard", "dir/sub/file")
            .xattr("dir", "small", new byte[9])
            .xattr("dir/sub/file", "large", new byte[5000])
            .resourceFork("dir/sub/file", new byte[99]);
    CompressedFile.of(3, new byte[100]).addTo(tree, "inline");
    return CompressedFile.of(4, new byte[200_000]).addTo(tree, "packed");
  }

  static Stream<ApfsVolumeSpec> volumes() {
    return Stream.of(
        ApfsVolumeSpec.of(tree()).nodeRecords(5).holes(),
        ApfsVolumeSpec.of(tree()).normalizationSensitive().fragment(1),
        ApfsVolumeSpec.of(tree()).sealed());
  }

  @ParameterizedTest
  @MethodSource("volumes")
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void changedBytesEndInAResultOrARefusal(ApfsVolumeSpec spec) throws IOException {
    byte[] container = withoutSeal(Patch.of(spec));
    int refused = 0;
    int mutants = 0;
    for (int at = 0; at < container.length; at += STRIDE) {
      if (container[at] != 0) {
        refused += isRefused(container, at, (byte) (mutants % 2 == 0 ? 0xff : container[at] ^ 1));
        mutants++;
      }
    }

    assertThat(mutants).isGreaterThan(300);
    assertThat(refused).isBetween(mutants / 20, mutants - 1);
  }

  /** Says that the seal is broken, so that hashes hide nothing from the reader. */
  private static byte[] withoutSeal(Patch patch) {
    List<Integer> metadata = patch.objects(StoredObject.INTEGRITY, 0);
    metadata.forEach(at -> patch.putInt(at + 36, 1));
    return patch.toArray();
  }

  /** Returns 1 for a refusal, 0 for a result. */
  static int isRefused(byte[] container, int at, byte value) throws IOException {
    Source mutant = Source.of(new Patch(container.clone()).put(at, new byte[] {value}).toArray());
    try {
      for (Volume volume : ApfsContainer.open(mutant, Passphrases.none()).volumes()) {
        read(volume.root());
      }
      return 0;
    } catch (FormatException | PassphraseException e) {
      return 1;
    }
  }

  /** Reads the start of all there is: a size of exabytes is no error where the rest is a hole. */
  private static void read(VolumeEntry entry) throws IOException {
    entry.linkTarget();
    entry.extendedAttributes();
    entry.place();
    entry.open().readNBytes(MOST_READ);
    entry.openResourceFork().readNBytes(MOST_READ);
    for (VolumeEntry child : entry.children()) {
      read(child);
    }
  }
}
