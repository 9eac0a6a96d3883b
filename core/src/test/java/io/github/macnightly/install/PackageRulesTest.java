package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.BundlePackageBuilder;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a package says of bundles, of earlier versions and of attributes, as it is installed. */
class PackageRulesTest extends StagedTest {

  private Path flat(String name, PackageSpec spec) throws IOException {
    Path file = stage.items.resolve(name);
    FlatPackageBuilder.component(spec, file);
    return file;
  }

  private Path app(String version) throws IOException {
    Tree payload =
        Tree.create().add("Applications", Apps.bundle("One", "org.example.one", version));
    return flat("one.pkg", PackageSpec.of(payload).identifier("org.example.one").version(version));
  }

  private String installedVersion() throws IOException {
    return BundleVersion.ofBundle(stage.root.resolve("Applications/One.app")).text();
  }

  @Test
  void newerBundleOnTheDiskStaysAndThatIsSaid() throws Exception {
    stage.install(app("1.10"));
    Outcome outcome = stage.install(app("1.9"));
    assertThat(installedVersion()).isEqualTo("1.10");
    assertThat(outcome.notes())
        .contains(
            "kept /Applications/One.app: version 1.10 is newer than 1.9"
                + " (--allow-downgrade replaces it)");
    stage.remove(stage.items.resolve("one.pkg"));
    assertThat(stage.root.resolve("Applications/One.app")).doesNotExist();
  }

  @Test
  void newerBundleIsReplacedWhenThatIsAllowed() throws Exception {
    stage.install(app("1.10"));
    Path older = app("1.9");
    stage.installer(InstallOptions.defaults().downgrading(true)).install(older, Origin.of(older));
    assertThat(installedVersion()).isEqualTo("1.9");
  }

  @Test
  void bundleThatThePackageDoesNotCheckIsReplacedByAnOlderOne() throws Exception {
    stage.install(app("2"));
    Tree payload = Tree.create().add("Applications", Apps.bundle("One", "org.example.one", "1"));
    PackageSpec spec =
        PackageSpec.of(payload)
            .identifier("org.example.one")
            .version("1")
            .editInfo(xml -> xml.replaceAll("(?s)<bundle-version>.*</bundle-version>", ""));
    stage.install(flat("one.pkg", spec));
    assertThat(installedVersion()).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({"1.9, 1.10, -1", "1.0, 1, 0", "2b3, 2b1, 0", "10.4.11, 10.4.9, 1", "x, 0, 0"})
  void versionsAreOrderedByTheirNumbers(String a, String b, int order) {
    assertThat(Integer.signum(VersionOrder.compare(a, b))).isEqualTo(order);
  }

  @Test
  void bundleThatIsToBeMergedKeepsWhatIsInItAlready() throws Exception {
    stage.install(app("1"));
    Path extra = stage.root.resolve("Applications/One.app/Contents/Resources/extra");
    Files.createDirectories(extra.getParent());
    Files.writeString(extra, "mine");
    Tree payload = Tree.create().add("Applications", Apps.bundle("One", "org.example.one", "2"));
    PackageSpec spec =
        PackageSpec.of(payload)
            .identifier("org.example.one")
            .version("2")
            .editInfo(xml -> xml.replace("bundle-version>", "update-bundle>"));
    stage.install(flat("one.pkg", spec));
    assertThat(extra).hasContent("mine");
    assertThat(installedVersion()).isEqualTo("2");
  }

  private static PackageSpec tool(String version, Tree payload) {
    return PackageSpec.of(payload)
        .identifier("org.example.tool")
        .version(version)
        .installLocation("/opt");
  }

  private static Tree first() {
    return Tree.create().file("old/a", "a").file("old/deep/b", "b").file("both", "x");
  }

  private static Tree second() {
    return Tree.create().file("both", "y").file("new", "n");
  }

  private Path versioned(boolean flat, String version, Tree payload) throws IOException {
    if (flat) {
      return flat("tool-" + version + ".pkg", tool(version, payload));
    }
    Path folder = Files.createDirectories(stage.items.resolve(version));
    BundlePackageBuilder.bundle("Tool.pkg", tool(version, payload)).writeTo(folder);
    return folder.resolve("Tool.pkg");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatOnlyTheEarlierVersionHadGoes(boolean flat) throws Exception {
    stage.install(versioned(flat, "1", first()));
    Outcome outcome = stage.install(versioned(flat, "2", second()));
    assertThat(stage.root.resolve("opt/old")).doesNotExist();
    assertThat(stage.root.resolve("opt/both")).hasContent("y");
    assertThat(outcome.notes()).anyMatch(note -> note.contains("earlier version had were removed"));
    assertThat(stage.context.state().owners("/opt/old/a")).isEmpty();
  }

  @Test
  void whatWasChangedOrBelongsToSomebodyElseOrIsToStayDoesNotGo() throws Exception {
    Tree payload = first().file("stays", "s").file("shared", "c");
    stage.install(versioned(true, "1", payload));
    Tree other = Tree.create().file("shared", "c");
    stage.install(
        flat(
            "other.pkg",
            PackageSpec.of(other).identifier("o").version("1").installLocation("/opt")));
    Files.writeString(stage.root.resolve("opt/old/a"), "mine");
    PackageSpec next =
        tool("2", second())
            .editInfo(
                xml ->
                    xml.replace(
                        "</pkg-info>",
                        "<dont-obsolete><file path=\"./stays\"/></dont-obsolete></pkg-info>"));
    Outcome outcome = stage.install(flat("tool-2.pkg", next));
    assertThat(stage.root.resolve("opt/old/a")).hasContent("mine");
    assertThat(stage.root.resolve("opt/stays")).exists();
    assertThat(stage.root.resolve("opt/shared")).exists();
    assertThat(stage.root.resolve("opt/old/deep")).doesNotExist();
    assertThat(outcome.notes())
        .contains("kept /opt/old/a: the new version does not have it, but it was changed");
  }

  @Test
  void fileThatIsReachedBySomeOtherPathNowStays() throws Exception {
    Files.createDirectories(stage.root.resolve("private/opt"));
    Files.createSymbolicLink(stage.root.resolve("opt"), Path.of("private/opt"));
    stage.install(versioned(true, "1", Tree.create().file("a", "1")));
    PackageSpec next = tool("2", Tree.create().file("a", "2")).installLocation("/private/opt");
    stage.install(flat("tool-2.pkg", next));
    assertThat(stage.root.resolve("private/opt/a")).hasContent("2");
  }

  @Test
  void setuidProgramIsListed() throws Exception {
    Outcome outcome =
        stage.install(versioned(true, "1", Tree.create().file("su", "#!/bin/sh\n", 04755)));
    assumeTrue(
        Files.getAttribute(work, "unix:uid").equals(0), "only root keeps setuid bits of packages");
    assertThat(outcome.notes())
        .contains("runs with the rights of its owner or group: /opt/su (mode 4755)");
    assertThat((int) Files.getAttribute(stage.root.resolve("opt/su"), "unix:mode") & 07777)
        .isEqualTo(04755);
  }

  @Test
  void billThatDiffersFromThePayloadIsSaid() throws Exception {
    Path file = Shared.fixture("pkg/synthetic/hostile/bom-lies-outside.pkg").orElse(null);
    assumeTrue(file != null, "../shared/fixtures is absent");
    assertThat(stage.install(file).notes())
        .anyMatch(note -> note.contains("differs from the payload"));
  }

  @Test
  void billOfAnHonestPackageIsNotSpokenOf() throws Exception {
    assertThat(stage.install(versioned(true, "1", first())).notes()).isEmpty();
  }

  @Test
  void packageWithoutABillGetsOneInItsReceipt() throws Exception {
    Path file = Shared.fixture("pkg/synthetic/benign/payload-free.pkg").orElse(null);
    assumeTrue(file != null, "../shared/fixtures is absent");
    stage.install(file);
    try (Stream<Path> receipts = Files.list(stage.root.resolve("var/db/receipts"))) {
      assertThat(receipts.map(Path::toString)).anyMatch(path -> path.endsWith(".bom"));
    }
  }

  @Test
  void attributesInAnAppleDoubleBecomeAttributesAndNoFile() throws Exception {
    Path file = Shared.fixture("pkg/synthetic/benign/appledouble.pkg").orElse(null);
    assumeTrue(file != null, "../shared/fixtures is absent");
    Outcome outcome = stage.install(file);
    assertThat(outcome.status()).isEqualTo(Outcome.Status.INSTALLED);
    for (String path : stage.added().keySet()) {
      Path owner = stage.root.resolve(path.replace("._", ""));
      assertThat(path.contains("/._") && Files.exists(owner)).as(path).isFalse();
    }
  }
}
