package io.github.macnightly.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.predicate.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a walk comes to something else than Munki's, on purpose. */
class MunkiDifferencesTest {

  @TempDir Path folder;

  @Test
  void secondVersionOfAnItemIsLeftOutWithAWarning() throws IOException {
    Tree tree =
        new Tree(folder).file("a.yaml", "catalogs: [p]\nmanaged_installs: [Fox-3.0.9, Fox-2.0]\n");

    ManifestResult result = tree.walk("a", Map.of());

    assertThat(result.lines()).containsExactly("install Fox-3.0.9");
    assertThat(result.problems())
        .singleElement()
        .asString()
        .startsWith("a: managed_installs[1]: ")
        .contains("Fox-2.0", "Fox-3.0.9");
    assertThat(result.failed()).isFalse();
  }

  @Test
  void updateCountsAsToBeInstalledWhenARemovalComesLater() throws IOException {
    new Tree(folder).file("a.yaml", "catalogs: [p]\nmanaged_updates: [U]\n");
    Path local = Files.writeString(folder.resolve("local.yaml"), "managed_uninstalls: [U]\n");

    ManifestResult result =
        new ManifestWalk(ManifestSource.of(folder), Facts.of(Map.of()))
            .withLocal(local)
            .run(List.of("a"));

    assertThat(result.lines()).containsExactly("update U");
    assertThat(result.problems()).singleElement().asString().contains("remove U");
  }

  @Test
  void featuredItemsKeepTheirOrder() throws IOException {
    Tree tree =
        new Tree(folder)
            .file(
                "a.yaml",
                "catalogs: [p]\noptional_installs: [C, A, D, B]\nfeatured_items: [D, B, A, C]\n");

    assertThat(tree.walk("a", Map.of()).decisions())
        .filteredOn(decision -> decision.action() == Action.FEATURED)
        .extracting(Decision::item)
        .containsExactly("D", "B", "A", "C");
  }

  @Test
  void namesGoToThePackageListAsTheyAre() throws IOException {
    Tree tree =
        new Tree(folder)
            .file("a.yaml", "catalogs: [p]\nmanaged_installs: ['Firefox*', 'Word 16']\n")
            .file("pkgsinfo/Firefox.yaml", "name: Firefox\nrequires: [Java]\n");

    assertThat(tree.walk("a", Map.of()).lines())
        .containsExactly("install Firefox*", "install Word 16");
  }
}
