package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.fixtures.dmg.JournalState;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no found volume holds: fragmented forks, wrappers, journals in use, rare kinds of HFSX. */
class BuiltVolumesTest {

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] content(HfsVolume volume, String path) throws IOException {
    try (InputStream in = volume.find(path).orElseThrow().open()) {
      return in.readAllBytes();
    }
  }

  @Test
  void followsForksThroughTheExtentsOverflowTree() throws IOException {
    byte[] large = noise(700_000);
    Tree tree = Tree.create().file("large", large).resourceFork("large", noise(90_000));
    HfsVolume volume = Patch.of(HfsPlusBuilder.of(tree).blockSize(512).fragment(2)).open();

    assertThat(content(volume, "large")).isEqualTo(large);
    VolumeEntry entry = volume.find("large").orElseThrow();
    assertThat(entry.openResourceFork().readAllBytes()).isEqualTo(noise(90_000));
  }

  @Test
  void readsAVolumeInAWrapper() throws IOException {
    byte[] inner = Patch.of(Tree.create().file("file", "content")).toArray();
    ByteBuffer outer = ByteBuffer.allocate(4096 + inner.length + 1024);
    outer.putShort(1024, (short) 0x4244).putInt(1044, 1024).putShort(1052, (short) 4);
    outer.putShort(1148, (short) 0x482B).putShort(1150, (short) 2);
    outer.putShort(1152, (short) (inner.length / 1024));
    System.arraycopy(inner, 0, outer.array(), 4096, inner.length);

    assertThat(HfsVolume.isHfs(Source.of(outer.array()))).isTrue();
    assertThat(content(HfsVolume.open(Source.of(outer.array())), "file"))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("content");
  }

  @Test
  void comparesNamesOfHfsxWithoutCaseLikeThoseOfHfsPlus() throws IOException {
    Tree tree = Tree.create().file("Straße", "1").file("ÆØ", "2").file("Ж", "3");
    HfsVolume volume = Patch.of(HfsPlusBuilder.of(tree).hfsxWithoutCase()).open();

    assertThat(volume.caseSensitive()).isFalse();
    assertThat(volume.find("STRAßE")).isPresent();
    assertThat(volume.find("æø")).isPresent();
    assertThat(volume.find("ж\u200d")).isPresent();
  }

  @Test
  void findsComposedNamesThatAreStoredDecomposed() throws IOException {
    HfsVolume volume = Patch.of(Tree.create().file("Müller/Café: 1", "x")).open();

    assertThat(volume.find("m\u00fcller/CAF\u00c9: 1")).isPresent();
  }

  @Test
  void findsWhatIsSpelledByTheUnicodeOfToday() throws IOException {
    Tree tree = Tree.create().file("\u1b05\u1b35", "written elsewhere").file("\u212b", "sign");
    HfsVolume volume = Patch.of(tree).open();

    assertThat(volume.find("\u1b06")).isPresent();
    assertThat(volume.find("\u212b").orElseThrow().name()).isEqualTo("\u212b");
    assertThat(volume.find("\u00c5")).isEmpty();
  }

  @Test
  void findsNothingUnderANameThatIsNoneToTheVolume() throws IOException {
    HfsVolume volume = Patch.of(Tree.create().file("file", "x")).open();

    assertThat(volume.find("\ufeff")).isEmpty();
    assertThat(volume.find("\u200d/file")).isEmpty();
    assertThat(volume.find("file/file")).isEmpty();
    assertThat(volume.find("//file/")).isPresent();
    assertThat(volume.find("")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"NONE, false", "CLEAN, false", "TORN, true", "NEVER_USED, false", "ELSEWHERE, true"})
  void readsAVolumeWithAJournalAndTellsHowItWasLeft(JournalState state, boolean unfinished)
      throws IOException {
    Tree tree = Tree.create().file("file", "content").file(".journal", "hidden");
    HfsVolume volume = Patch.of(HfsPlusBuilder.of(tree).journal(state)).open();

    assertThat(volume.hasUnfinishedJournal()).isEqualTo(unfinished);
    assertThat(volume.root().children()).extracting(VolumeEntry::name).containsExactly("file");
    assertThat(volume.find(".journal")).isEmpty();
    assertThat(content(volume, "file")).asString().isEqualTo("content");
  }

  @Test
  void readsAVolumeWhoseJournalIsNowhere() throws IOException {
    Patch patch =
        Patch.of(HfsPlusBuilder.of(Tree.create().file("file", "x")).journal(JournalState.CLEAN));
    patch.putInt(VolumeHeader.OFFSET + 12, -1);

    assertThat(patch.open().hasUnfinishedJournal()).isTrue();
    assertThat(content(patch.open(), "file")).asString().isEqualTo("x");
  }

  @Test
  void namesTheFileSystemByItsSignature() throws IOException {
    Tree tree = Tree.create().file("file", "x");

    assertThat(Patch.of(tree).open().fileSystem()).isEqualTo("HFS+");
    assertThat(Patch.of(HfsPlusBuilder.of(tree).caseSensitive()).open().fileSystem())
        .isEqualTo("HFSX");
    assertThat(Patch.of(HfsPlusBuilder.of(tree).hfsxWithoutCase()).open().fileSystem())
        .isEqualTo("HFSX");
  }
}
