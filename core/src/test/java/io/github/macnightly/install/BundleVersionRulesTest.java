package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.BundlePackageBuilder;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What older packages and payloads that are the content of one bundle do to what is there. */
class BundleVersionRulesTest extends StagedTest {

  private static final InstallOptions DOWNGRADING = InstallOptions.defaults().downgrading(true);

  private Path bundle(String version, boolean allowsOlder) throws IOException {
    Path folder = Files.createDirectories(stage.items.resolve(version));
    PackageSpec spec =
        PackageSpec.of(Tree.create().file("t/tool", version).file("t/only " + version, "x"))
            .identifier("org.example.t")
            .version(version)
            .installLocation("/opt")
            .editInfo(
                xml ->
                    allowsOlder
                        ? xml.replaceFirst(
                            "<key>IFPkgFlagRelocatable",
                            "<key>IFPkgFlagAllowBackRev</key><true/><key>IFPkgFlagRelocatable")
                        : xml);
    BundlePackageBuilder.bundle("Tool.pkg", spec).writeTo(folder);
    return folder.resolve("Tool.pkg");
  }

  @Test
  void olderBundlePackageDoesNotReplaceANewerOneAndThatIsSaid() throws Exception {
    stage.install(bundle("1.10", false));
    Path older = bundle("1.9", false);
    String said = "Tool.pkg 1.9 was not installed: version 1.10 is (--allow-downgrade replaces it)";

    assertThat(stage.installer().plan(older, Origin.of(older)).reason()).contains(said);
    Outcome outcome = stage.install(older);

    assertThat(outcome.notes()).contains(said);
    assertThat(outcome.status()).isEqualTo(Outcome.Status.UNCHANGED);
    assertThat(outcome.parts().get(0).version()).isEqualTo("1.10");
    assertThat(stage.root.resolve("opt/t/tool")).hasContent("1.10");
    stage.remove(older);
    assertThat(stage.root.resolve("opt/t/tool")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void olderBundlePackageIsInstalledWhereItOrSomebodyAllowsThat(boolean itself) throws Exception {
    stage.install(bundle("1.10", itself));
    Path older = bundle("1.9", itself);
    InstallOptions options = itself ? InstallOptions.defaults() : DOWNGRADING;
    stage.installer(options).install(older, Origin.of(older));
    assertThat(stage.root.resolve("opt/t/tool")).hasContent("1.9");
    assertThat(stage.root.resolve("opt/t/only 1.10")).doesNotExist();
  }

  /** A package whose payload is the content of an application, with a record of path ".". */
  private Path content(String version) throws IOException {
    Tree payload = Tree.create();
    Tree app = Apps.bundle("One", "org.example.one", version);
    Path folder = Files.createDirectories(work.resolve("app " + version));
    app.writeTo(folder);
    copy(folder.resolve("One.app"), payload);
    payload.file("Contents/only " + version, "x");
    String record =
        "<bundle path=\".\" id=\"org.example.one\" CFBundleIdentifier=\"org.example.one\""
            + " CFBundleShortVersionString=\""
            + version
            + "\" CFBundleVersion=\""
            + version
            + "\"/><bundle-version><bundle id=\"org.example.one\"/></bundle-version>";
    PackageSpec spec =
        PackageSpec.of(payload)
            .identifier("org.example.one")
            .version(version)
            .installLocation("/Applications/One.app")
            .editInfo(xml -> xml.replace("</pkg-info>", record + "</pkg-info>"));
    Path file = stage.items.resolve("one.pkg");
    FlatPackageBuilder.component(spec, file);
    return file;
  }

  private static void copy(Path from, Tree to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        to.file(from.relativize(file).toString(), Files.readAllBytes(file), 0755);
      }
    }
  }

  private String installed() throws IOException {
    return BundleVersion.ofBundle(stage.root.resolve("Applications/One.app")).text();
  }

  @Test
  void recordWithoutAPathIsAboutTheLocationItself() throws Exception {
    stage.install(content("2"));
    Path older = content("1");

    Outcome planned = stage.installer().plan(older, Origin.of(older));
    Outcome outcome = stage.install(older);

    assertThat(installed()).isEqualTo("2");
    String said =
        "kept /Applications/One.app: version 2 is newer than 1 (--allow-downgrade replaces it)";
    assertThat(outcome.notes()).contains(said);
    assertThat(planned.notes()).contains(said);
    assertThat(planned.details().forecast().orElseThrow().paths())
        .isNotEmpty()
        .allMatch(path -> path.action() == PlannedPath.Action.KEEP);
    assertThat(stage.root.resolve("Applications/One.app/Contents/only 2")).exists();
    stage.remove(older);
    assertThat(stage.root.resolve("Applications/One.app")).doesNotExist();
  }

  @Test
  void bundleThatThePayloadIsTheContentOfIsReplacedAsAWhole() throws Exception {
    stage.install(content("1"));
    Path stale = stage.root.resolve("Applications/One.app/Contents/stale");
    Files.writeString(stale, "of an earlier installation by somebody else");
    stage.install(content("2"));
    assertThat(installed()).isEqualTo("2");
    assertThat(stale).doesNotExist();
    assertThat(stage.context.state().owners("/Applications/One.app")).containsExactly("one.pkg");
    Object mode = Files.getAttribute(stage.root.resolve("Applications/One.app"), "unix:mode");
    assertThat((int) mode & 07777).isEqualTo(0755);
  }

  @Test
  void bundleThatWasMovedElsewhereIsNotLookedFor() throws Exception {
    Path moved = stage.root.resolve("Users/Shared/One.app/Contents/Info.plist");
    Files.createDirectories(moved.getParent());
    Files.writeString(
        moved,
        "<plist version=\"1.0\"><dict><key>CFBundleIdentifier</key>"
            + "<string>org.example.one</string></dict></plist>");
    Tree payload = Tree.create().add("Applications", Apps.bundle("One", "org.example.one", "1"));
    PackageSpec spec =
        PackageSpec.of(payload)
            .identifier("org.example.one")
            .version("1")
            .editInfo(
                xml ->
                    xml.replace(
                        "</pkg-info>",
                        "<relocate><bundle id=\"org.example.one\"/></relocate></pkg-info>"));
    Path file = stage.items.resolve("one.pkg");
    FlatPackageBuilder.component(spec, file);
    stage.install(file);
    assertThat(installed()).isEqualTo("1");
    assertThat(moved).content().contains("plist version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void linkWhereThePayloadHasADirectoryIsFollowedWhateverThePackageSays(String follows)
      throws Exception {
    Files.createDirectories(stage.root.resolve("private/opt"));
    Files.createSymbolicLink(stage.root.resolve("opt"), Path.of("private/opt"));
    PackageSpec spec =
        PackageSpec.of(Tree.create().file("opt/a", "x"))
            .identifier("o.e")
            .version("1")
            .installLocation("/")
            .editInfo(
                xml -> xml.replace("<pkg-info ", "<pkg-info followSymLinks=\"" + follows + "\" "));
    Path file = stage.items.resolve("link.pkg");
    FlatPackageBuilder.component(spec, file);
    stage.install(file);
    assertThat(stage.root.resolve("opt")).isSymbolicLink();
    assertThat(stage.root.resolve("private/opt/a")).hasContent("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void directoryThatExistsKeepsItsModeWhateverThePackageSays(String overwrites) throws Exception {
    Path there = Files.createDirectories(stage.root.resolve("opt/there"));
    Files.setAttribute(there, "unix:mode", 0711);
    Tree payload = Tree.create().directory("there", 0700).file("there/new/a", "x");
    PackageSpec spec =
        PackageSpec.of(payload)
            .identifier("o.e")
            .version("1")
            .installLocation("/opt")
            .editInfo(
                xml ->
                    xml.replaceAll(" overwrite-permissions=\"[a-z]*\"", "")
                        .replace(
                            "<pkg-info ",
                            "<pkg-info overwrite-permissions=\"" + overwrites + "\" "));
    Path file = stage.items.resolve("mode.pkg");
    FlatPackageBuilder.component(spec, file);
    stage.install(file);
    assertThat((int) Files.getAttribute(there, "unix:mode") & 07777).isEqualTo(0711);
    assertThat(there.resolve("new/a")).exists();
  }
}
