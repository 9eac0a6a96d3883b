package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Packages with more paths than the memory holds. */
class PathBudgetTest extends StagedTest {

  private static final int FILES = 40;

  /** Enough for all paths of a package, each with its share of the rest. */
  private static final int PATHS = FILES * 700;

  private Path pack(String name) throws IOException {
    Tree payload = Tree.create();
    for (int i = 0; i < FILES; i++) {
      payload = payload.file("opt/" + name + "/" + i, "x", 0644);
    }
    Path file = stage.items.resolve(name + ".pkg");
    FlatPackageBuilder.component(PackageSpec.of(payload).identifier("o." + name), file);
    return file;
  }

  private void install(PathBudget budget, Path... packages) throws Exception {
    InstallOptions options = InstallOptions.defaults();
    Origin origin = Origin.of(packages[0]);
    try (Session session = new Session(stage.context, options, origin, budget)) {
      for (Path file : packages) {
        new PackageStager(session).stage(file);
      }
      session.commit();
    }
  }

  private void refused(PathBudget budget, Path... packages) throws Exception {
    assertThatThrownBy(() -> install(budget, packages))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("MACNIGHTLY_HEAP");
    assertThat(stage.installed().keySet()).noneMatch(path -> path.matches("opt/.*/[0-9]+"));
    assertThat(stage.context.state().items()).isEmpty();
    assertThat(stage.root.resolve("var/db/macnightly/stage")).isEmptyDirectory();
  }

  @Test
  void whatFitsIsInstalled() throws Exception {
    install(new PathBudget(PATHS), pack("tea"));
    assertThat(stage.root.resolve("opt/tea/39")).hasContent("x");
  }

  @Test
  void morePathsThanFitAreRefused() throws Exception {
    refused(new PathBudget(PATHS / 2), pack("tea"));
  }

  @Test
  void allComponentsOfAnItemCountTogether() throws Exception {
    refused(new PathBudget(PATHS * 3 / 2), pack("tea"), pack("cocoa"));
  }

  @Test
  void filesInDirectoriesThatAreThereCountMore() throws Exception {
    Path file = pack("tea");
    Files.createDirectories(stage.root.resolve("opt/tea"));
    refused(new PathBudget(PATHS), file);
    install(new PathBudget(PATHS * 4), file);
    assertThat(stage.root.resolve("opt/tea/39")).hasContent("x");
  }
}
