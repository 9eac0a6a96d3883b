package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Archives;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.BundlePackageBuilder;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dry run tells of a package. */
class ForecastTest {

  @TempDir Path work;
  private Stage stage;

  @BeforeEach
  void makeRoot() throws IOException {
    stage = new Stage(work);
  }

  @AfterEach
  void closeState() {
    stage.close();
  }

  private static PackageSpec tool() {
    Tree payload =
        Tree.create()
            .file("bin/same", "same", 0755)
            .file("bin/other", "new text")
            .file("bin/fresh", "fresh")
            .symlink("bin/link", "same");
    return PackageSpec.of(payload).identifier("o.tool").version("1").installLocation("/usr/local");
  }

  private Path flat(PackageSpec spec) throws IOException {
    Path file = stage.items.resolve("tool.pkg");
    FlatPackageBuilder.component(spec, file);
    return file;
  }

  private Forecast forecast(Path file) throws IOException {
    Outcome outcome = stage.installer().plan(file, Origin.of(file));
    return outcome.details().forecast().orElseThrow();
  }

  private void fill() throws IOException {
    Path bin = Files.createDirectories(stage.root.resolve("usr/local/bin"));
    Files.writeString(bin.resolve("same"), "same");
    Files.writeString(bin.resolve("other"), "old text");
    Files.createSymbolicLink(bin.resolve("link"), Path.of("same"));
  }

  private static Map<String, String> actions(Forecast forecast) {
    return forecast.paths().stream()
        .collect(Collectors.toMap(PlannedPath::path, path -> path.action().toString()));
  }

  @Test
  void tellsOfEachPathWhatWouldHappenAndWritesNothing() throws IOException {
    fill();
    Path file = flat(tool());
    Map<String, String> before = Tree.digest(stage.root);
    Forecast forecast = forecast(file);
    assertThat(actions(forecast))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "/usr/local/bin",
                "keep",
                "/usr/local/bin/same",
                "same",
                "/usr/local/bin/other",
                "replace",
                "/usr/local/bin/fresh",
                "new",
                "/usr/local/bin/link",
                "same"));
    assertThat(forecast.summary())
        .isEqualTo("1 paths new, 1 replaced (13 bytes), 2 the same, 1 kept");
    assertThat(Tree.digest(stage.root)).isEqualTo(before);
  }

  @Test
  void namesOtherOwnersOfAPathThatWouldBeReplaced() throws Exception {
    Path other = stage.items.resolve("other.pkg");
    PackageSpec spec = PackageSpec.of(Tree.create().file("bin/other", "theirs"));
    FlatPackageBuilder.component(
        spec.identifier("o.other").version("1").installLocation("/usr/local"), other);
    stage.install(other);
    assertThat(forecast(flat(tool())).paths())
        .filteredOn(path -> path.path().endsWith("other"))
        .singleElement()
        .extracting(PlannedPath::owners)
        .isEqualTo(List.of("other.pkg"));
  }

  @Test
  void namesTheScriptsAndWhetherTheyRun() throws IOException {
    Path file = flat(tool().script("postinstall", "#!/bin/sh\n"));
    assertThat(forecast(file).scripts())
        .containsExactly(new PlannedScript("postinstall", "o.tool", false));
    Outcome run = stage.installer(Stage.withScripts()).plan(file, Origin.of(file));
    assertThat(run.details().forecast().orElseThrow().scripts())
        .containsExactly(new PlannedScript("postinstall", "o.tool", true));
  }

  @Test
  void looksIntoPackagesInArchives() throws IOException {
    Path archive = stage.items.resolve("Tool.pkg.tar.gz");
    Archives.tarGz(BundlePackageBuilder.bundle("Tool.pkg", tool()), archive);
    assertThat(actions(forecast(archive))).containsEntry("/usr/local/bin/fresh", "new");
  }

  @Test
  void looksIntoPackagesInImages() throws IOException {
    Path image =
        stage.image(
            "Tool.dmg", Tree.create().file("Tool.pkg", Files.readAllBytes(flat(tool())), 0644));
    assertThat(actions(forecast(image))).containsEntry("/usr/local/bin/fresh", "new");
  }

  @Test
  void planOfAHundredThousandPathsTakesSeconds() throws IOException {
    Tree many = Tree.create();
    for (int i = 0; i < 100_000; i++) {
      many.file("d" + i / 1000 + "/f" + i, "");
    }
    Path file = flat(PackageSpec.of(many).identifier("o.many").version("1"));
    long began = System.nanoTime();
    Forecast forecast = forecast(file);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(forecast.paths()).hasSize(100_100);
    assertThat(took).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void pathThatLeadsOutIsRefused() throws IOException {
    Path file = flat(tool().installLocation("/../x"));
    assertThatThrownBy(() -> forecast(file)).hasMessageContaining("..");
  }
}
