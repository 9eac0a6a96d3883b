package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.XorrisoVolumes;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.VolumeEntry;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume that a foreign program wrote from a directory, against that directory. */
class XorrisoVolumesTest {

  @TempDir private Path directory;

  private static Tree tree() {
    Tree tree = Tree.create();
    Random random = new Random(1);
    for (int i = 0; i < 400; i++) {
      byte[] bytes = new byte[random.nextInt(9000)];
      random.nextBytes(bytes);
      tree.file(
          "Größe %d/Äpfel & Öl %03d.txt".formatted(i % 7, i), bytes, i % 3 == 0 ? 0755 : 0644);
    }
    tree.symlink("Programme", "/Applications").symlink("Größe 1/hinauf", "../Größe 2");
    return tree.directory("leer").file("leer/nichts", new byte[0], 0600);
  }

  @Test
  void holdsTheSameAsItsDirectory() throws IOException {
    Path source = directory.resolve("source");
    tree().writeTo(source);
    Path volume = directory.resolve("volume.hfs");
    XorrisoVolumes.build(source, "Xorriso", volume);

    Map<String, String> expected = new TreeMap<>();
    Tree.digest(source).forEach((path, text) -> expected.put(decomposed(path), text));
    assertThat(digest(HfsVolume.open(Source.open(volume)))).isEqualTo(expected);
  }

  /** Its table of letters is its own: were ours another, some name would be looked for in vain. */
  @Test
  void findsEveryLetterWhereItWasPut() throws IOException {
    Tree letters = Tree.create();
    for (int[] range : new int[][] {{0xa1, 0x580}, {0x10a0, 0x10f0}, {0x1ff0, 0x2190}}) {
      for (int c = range[0]; c < range[1]; c++) {
        letters.file("%c %04x".formatted(c, c), new byte[0]);
      }
    }
    letters.file("\uff21", "wide").file("\uff5a", "small");
    Path source = directory.resolve("letters");
    letters.writeTo(source);
    Path file = directory.resolve("letters.hfs");
    XorrisoVolumes.build(source, "Letters", file);
    HfsVolume volume = HfsVolume.open(Source.open(file));
    List<VolumeEntry> children = volume.root().children();

    assertThat(children).hasSize(letters.nodes().size());
    for (VolumeEntry child : children) {
      assertThat(volume.find(child.name())).as(child.name()).isPresent();
    }
    for (String name : List.of("\u00c4 00c4", "\u00e7 00C7", "\u0436 0416", "\uff41")) {
      assertThat(volume.find(name)).as(name).isPresent();
    }
    assertThat(volume.find("\uff42")).isEmpty();
  }

  private static String decomposed(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFD);
  }

  private static Map<String, String> digest(HfsVolume volume) throws IOException {
    Map<String, String> digest = new TreeMap<>();
    Walk.facts(volume)
        .forEach(
            (path, fact) -> {
              String text =
                  switch (fact.type()) {
                    case "dir" -> "d %04o".formatted(fact.mode());
                    case "symlink" -> "l " + fact.content();
                    default -> "f %04o %s".formatted(fact.mode(), fact.content().split(" ")[1]);
                  };
              digest.put(path, text);
            });
    digest.remove("");
    return digest;
  }
}
