package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.CompressedFile;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Fact;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every byte of the header and of all nodes changed, one after the other. */
class FlippedBytesTest {

  /** A small volume with one of everything: links, forks, attributes, compression. */
  private static byte[] small() throws IOException {
    Tree tree = Tree.create().file("d/a", "x").hardLink("hard", "d/a").symlink("soft", "d");
    tree.file(".HFS+ Private Directory Data\r/dir_9/b", "y").file("e", "");
    tree.xattr("d/a", "s", new byte[3]).xattr("d", "large", new byte[4000]);
    tree.resourceFork("d/a", new byte[5]).file("many", new byte[5000]);
    CompressedFile.of(3, new byte[900]).addTo(tree, "packed");
    HfsPlusBuilder builder = HfsPlusBuilder.of(tree).blockSize(512).fragment(1).nodeSize(4096);
    return builder.flags("packed", 0x20).directoryLink("e", 9).toBytes();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0xff})
  void endsInAResultOrARefusal(int mask) throws IOException {
    byte[] bytes = small();
    Map<String, Fact> facts = Walk.facts(HfsVolume.open(Source.of(bytes)));
    int refused = 0;
    int changed = 0;
    for (int at = VolumeHeader.OFFSET; at < bytes.length - VolumeHeader.OFFSET; at++) {
      if (bytes[at] != 0) {
        bytes[at] ^= (byte) mask;
        try {
          changed += Walk.facts(HfsVolume.open(Source.of(bytes))).equals(facts) ? 0 : 1;
        } catch (FormatException e) {
          refused++;
        }
        bytes[at] ^= (byte) mask;
      }
    }

    assertThat(refused).isGreaterThan(300);
    assertThat(changed).isGreaterThan(100);
  }
}
