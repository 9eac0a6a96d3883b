package io.github.macnightly.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.predicate.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of manifests, and the files that they mean. */
class ManifestNamesTest {

  @TempDir Path folder;

  private Tree tree;

  @BeforeEach
  void setUp() {
    tree = new Tree(folder);
  }

  @Test
  void fileUnderTwoNamesIsOneManifest() throws IOException {
    tree.file("a.yaml", "catalogs: [p]\nincluded_manifests: [b, b.yaml, link]\n");
    tree.file("b.yaml", "managed_installs: [B, ' ']\nconditional_items: [{condition: '=='}]\n");
    Files.createSymbolicLink(folder.resolve("link.yaml"), folder.resolve("b.yaml"));

    ManifestResult result = tree.walk("a", Map.of());

    assertThat(result.manifests()).containsExactly("a", "b");
    assertThat(result.lines()).containsExactly("install B");
    assertThat(result.problems()).hasSize(2);
  }

  @Test
  void missingManifestIsToldWithTheFolderAndTheNearestName() throws IOException {
    tree.file("site_default.yaml", "catalogs: [p]\nincluded_manifests: [groups/lap]\n");
    tree.file("groups/lab.yaml", "");

    assertThatThrownBy(() -> tree.walk("site_defalt", Map.of()))
        .hasMessageEndingWith(
            "there is no manifest of that name in " + folder + "; did you mean site_default?");
    assertThat(tree.walk("site_default", Map.of()).problems())
        .extracting(ManifestProblem::text)
        .containsExactly("there is no manifest groups/lap; did you mean groups/lab?");
  }

  @Test
  void serialNumberThatIsNotKnownIsNoName() {
    Map<String, Object> facts = Map.of("hostname", "mac17.site", "serial_number", "UNKNOWN");

    assertThat(ManifestLocation.names(Facts.of(facts)))
        .containsExactly("mac17.site", "mac17", "site_default");
  }

  @Test
  void circleUnderAnotherNameIsToldAtOnce() throws IOException {
    tree.file("a.yaml", "catalogs: [p]\nincluded_manifests: [a.yaml]\nmanaged_installs: [A]\n");

    ManifestResult result = tree.walk("a", Map.of());

    assertThat(result.lines()).containsExactly("install A");
    assertThat(result.manifests()).containsExactly("a");
    assertThat(result.problems())
        .singleElement()
        .hasToString("a: included_manifests[0]: includes in a circle: a -> a");
  }

  @Test
  void fileMayBeginWithTheIncludesOfAnotherFolder() throws IOException {
    tree.file("m/b.yaml", "managed_installs: [B]\n");
    tree.file("own/b.yaml", "catalogs: [p]\nincluded_manifests: [b]\nmanaged_installs: [A]\n");
    ManifestLocation place =
        ManifestLocation.of(folder.resolve("m")).beginningWith(folder.resolve("own/b.yaml"));

    ManifestResult result = new ManifestWalk(place.source(), Facts.of(Map.of())).run(place.names());

    assertThat(result.lines()).containsExactly("install B", "install A");
    assertThat(result.manifests()).containsExactly(folder.resolve("own/b.yaml").toString(), "b");
  }

  @Test
  void nameThatLeavesTheFolderIsMissing() {
    for (String name : List.of("../f", "/etc/passwd", "a//b", "x".repeat(1 << 20))) {
      assertThatThrownBy(() -> tree.walk(name, Map.of()))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageEndingWith(
              ": is no name of a manifest, wanted one below the folder of manifests")
          .message()
          .hasSizeLessThan(300);
    }
  }
}
