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
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a dry run tells of a package. */
class ForecastTest extends StagedTest {

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
  void namesWhatOnlyTheEarlierVersionHadAndWouldGo() throws Exception {
    Tree first =
        Tree.create().file("old/a", "a").file("old/deep/b", "b").file("c", "c").file("both", "1");
    stage.install(flat(of(first, "1")));
    Files.writeString(stage.root.resolve("opt/c"), "mine");
    Path second = flat(of(Tree.create().file("both", "2"), "2"));

    Outcome planned = stage.installer().plan(second, Origin.of(second));

    Forecast forecast = planned.details().forecast().orElseThrow();
    assertThat(forecast.paths().stream().map(path -> path.action() + " " + path.path()))
        .containsExactly(
            "replace /opt/both",
            "remove /opt/old/deep/b",
            "remove /opt/old/deep",
            "remove /opt/old/a",
            "remove /opt/old");
    assertThat(forecast.summary()).endsWith("0 kept, 4 removed");
    assertThat(planned.notes())
        .contains("kept /opt/c: the new version does not have it, but it was changed");
    Map<String, String> before = stage.installed();
    stage.install(second);
    Map<String, String> gone = new TreeMap<>(before);
    gone.keySet().removeAll(stage.installed().keySet());
    assertThat(gone.keySet())
        .containsExactlyInAnyOrder("opt/old/deep/b", "opt/old/deep", "opt/old/a", "opt/old");
  }

  private static PackageSpec of(Tree payload, String version) {
    return PackageSpec.of(payload).identifier("o.t").version(version).installLocation("/opt");
  }

  @Test
  void namesProgramsThatRunWithTheRightsOfTheirOwner() throws IOException {
    Tree payload = Tree.create().file("su", "x", 04755).file("sg", "x", 02755).file("plain", "x");
    Path file = flat(of(payload, "1"));

    Outcome planned = stage.installer().plan(file, Origin.of(file));

    assertThat(planned.details().forecast().orElseThrow().paths())
        .filteredOn(PlannedPath::setId)
        .extracting(path -> path.mode() + " " + path.path())
        .containsExactlyInAnyOrder("4755 /opt/su", "2755 /opt/sg");
    assertThat(planned.notes())
        .contains("runs with the rights of its owner or group: /opt/su (mode 4755)");
  }

  @Test
  void namesTheScriptsAndWhetherTheyRun() throws IOException {
    Path file = flat(tool().script("postinstall", "#!/bin/sh\n"));
    assertThat(forecast(file).scripts())
        .containsExactly(new PlannedScript("postinstall", "o.tool", false, ""));
    Outcome run = stage.installer(Stage.withScripts()).plan(file, Origin.of(file));
    assertThat(run.details().forecast().orElseThrow().scripts())
        .containsExactly(
            new PlannedScript(
                "postinstall",
                "o.tool",
                true,
                "on this machine, since /bin/sh of " + stage.root + " does not work here"));
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
