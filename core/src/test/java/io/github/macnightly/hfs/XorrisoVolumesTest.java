package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.XorrisoVolumes;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.Walk;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
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
