package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.VolumeEntry;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Hard links of directories, as Time Machine makes them. */
class LinkedDirectoriesTest {

  private static final String STORE = ".HFS+ Private Directory Data\r/";

  private static byte[] content(HfsVolume volume, String path) throws IOException {
    try (InputStream in = volume.find(path).orElseThrow().open()) {
      return in.readAllBytes();
    }
  }

  @Test
  void followsHardLinksOfDirectories() throws IOException {
    Tree tree = Tree.create().file(STORE + "dir_77/inside", "content").file("link", "");
    tree.file("sub/other", "").mode(STORE + "dir_77", 0701);
    HfsVolume volume =
        Patch.of(HfsPlusBuilder.of(tree).directoryLink("link", 77).directoryLink("sub/other", 77))
            .open();
    VolumeEntry link = volume.find("link").orElseThrow();

    assertThat(volume.root().children()).extracting(VolumeEntry::name).contains("link", "sub");
    assertThat(link.type()).isEqualTo(EntryType.DIRECTORY);
    assertThat(link.mode()).isEqualTo(0701);
    assertThat(link.children()).extracting(VolumeEntry::name).containsExactly("inside");
    assertThat(content(volume, "sub/other/inside")).asString().isEqualTo("content");
    assertThat(link.hardLinkGroup())
        .isPositive()
        .isEqualTo(volume.find("sub/other").orElseThrow().hardLinkGroup());
  }

  @Test
  void refusesALinkedDirectoryThatHoldsALinkToItself() throws IOException {
    Tree tree = Tree.create().file(STORE + "dir_77/itself", "").file("link", "");
    HfsPlusBuilder builder = HfsPlusBuilder.of(tree).directoryLink("link", 77);
    HfsVolume volume = Patch.of(builder.directoryLink(STORE + "dir_77/itself", 77)).open();

    assertThatThrownBy(() -> Walk.facts(volume))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("leads to a directory above it");
  }

  /** Thirty directories that each hold two links to the next would be a billion to walk. */
  @Test
  void refusesDirectoryLinksThatMultiply() throws IOException {
    Tree tree = Tree.create().file("link", "").directory(STORE + "dir_130");
    for (int i = 100; i < 130; i++) {
      tree.file(STORE + "dir_" + i + "/a", "").file(STORE + "dir_" + i + "/b", "");
    }
    HfsPlusBuilder builder = HfsPlusBuilder.of(tree).directoryLink("link", 100);
    for (int i = 100; i < 130; i++) {
      builder.directoryLink(STORE + "dir_" + i + "/a", i + 1);
      builder.directoryLink(STORE + "dir_" + i + "/b", i + 1);
    }
    HfsVolume volume = Patch.of(builder).open();

    assertThatThrownBy(() -> count(volume.root()))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("directory hard links");
    assertThat(volume.root().children()).hasSize(1);
  }

  private static long count(VolumeEntry entry) throws IOException {
    long count = 1;
    for (VolumeEntry child : entry.children()) {
      count += count(child);
    }
    return count;
  }
}
