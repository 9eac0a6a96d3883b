package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Archives;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.BundlePackageBuilder;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageInstallTest extends StagedTest {

  private static PackageSpec tool(String version) {
    Tree payload =
        Tree.create()
            .file("bin/tool", "#!/bin/sh\necho " + version + "\n", 0755)
            .symlink("bin/t", "tool")
            .file("etc/tool.conf", "a=1");
    return PackageSpec.of(payload)
        .identifier("org.example.tool")
        .version(version)
        .installLocation("/usr/local");
  }

  private Path flat(PackageSpec spec) throws IOException {
    Path file = stage.items.resolve("tool.pkg");
    FlatPackageBuilder.component(spec, file);
    return file;
  }

  private Path bundle(PackageSpec spec) throws IOException {
    Path file = stage.items.resolve("Old Tool.pkg.tar.gz");
    Archives.tarGz(BundlePackageBuilder.bundle("Old Tool.pkg", spec), file);
    return file;
  }

  @Test
  void flatPackageLandsAtItsLocationWithAReceipt() throws Exception {
    stage.install(flat(tool("1.2")));
    assertThat(stage.root.resolve("usr/local/bin/tool")).isExecutable();
    assertThat(Files.readSymbolicLink(stage.root.resolve("usr/local/bin/t"))).hasToString("tool");
    Path receipt = stage.root.resolve("var/db/receipts/org.example.tool.plist");
    assertThat(PropertyLists.readDictionary(Files.readAllBytes(receipt), "receipt"))
        .containsEntry("PackageIdentifier", "org.example.tool")
        .containsEntry("PackageVersion", "1.2")
        .containsEntry("InstallPrefixPath", "usr/local");
    assertThat(stage.root.resolve("var/db/receipts/org.example.tool.bom")).exists();
  }

  @Test
  void sameVersionIsSkippedByItsReceipt() throws Exception {
    stage.install(flat(tool("1.2")));
    assertThat(stage.install(flat(tool("1.2"))).status()).isEqualTo(Outcome.Status.UNCHANGED);
    assertThat(stage.install(flat(tool("1.10"))).status()).isEqualTo(Outcome.Status.INSTALLED);
  }

  @Test
  void bundlePackageLeavesAReceiptInTheLibrary() throws Exception {
    Outcome outcome = stage.install(bundle(tool("2")));
    assertThat(outcome.status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(stage.root.resolve("usr/local/etc/tool.conf")).hasContent("a=1");
    Path receipt = stage.root.resolve("Library/Receipts/Old Tool.pkg/Contents");
    assertThat(receipt.resolve("Info.plist")).exists();
    assertThat(receipt.resolve("Archive.pax.gz")).doesNotExist();
    assertThat(stage.install(bundle(tool("2"))).status()).isEqualTo(Outcome.Status.UNCHANGED);
  }

  @Test
  void filesOfOthersInTheSameDirectoryStay() throws Exception {
    Path other = stage.root.resolve("usr/local/bin/other");
    Files.createDirectories(other.getParent());
    Files.writeString(other, "mine");
    Path item = flat(tool("1"));
    stage.install(item);
    assertThat(other).hasContent("mine");
    stage.remove(item);
    assertThat(other).hasContent("mine");
    assertThat(stage.root.resolve("usr/local/bin/tool")).doesNotExist();
    assertThat(stage.root.resolve("usr/local/etc")).doesNotExist();
    assertThat(stage.root.resolve("var/db/receipts/org.example.tool.plist")).doesNotExist();
  }

  @Test
  void bundleInsideAPayloadIsReplacedAsAWhole() throws Exception {
    Path stale = stage.root.resolve("Applications/One.app/Contents/Resources/stale");
    Files.createDirectories(stale.getParent());
    Files.writeString(stale, "old");
    Tree payload = Tree.create().add("Applications", Apps.bundle("One", "org.example.one", "1"));
    stage.install(flat(PackageSpec.of(payload).identifier("org.example.one").version("1")));
    assertThat(stale).doesNotExist();
    assertThat(stage.root.resolve("Applications/One.app/Contents/Info.plist")).exists();
  }

  @Test
  void linkOnTheWayToTheLocationIsFollowedInsideTheRoot() throws Exception {
    Files.createDirectories(stage.root.resolve("private/opt"));
    Files.createSymbolicLink(stage.root.resolve("opt"), Path.of("/private/opt"));
    Tree payload = Tree.create().file("a", "x");
    stage.install(
        flat(PackageSpec.of(payload).identifier("o.e").version("1").installLocation("/opt")));
    assertThat(stage.root.resolve("private/opt/a")).hasContent("x");
  }

  @Test
  void scriptsDoNotRunInATreeAndThatIsSaid() throws Exception {
    Path mark = work.resolve("mark");
    PackageSpec spec = tool("1").script("postinstall", "#!/bin/sh\ntouch '" + mark + "'\n");
    Outcome outcome = stage.install(flat(spec));
    assertThat(mark).doesNotExist();
    assertThat(outcome.notes())
        .anyMatch(note -> note.contains("postinstall") && note.contains("not run"));
  }

  @Test
  void scriptsRunWhenThatIsAskedFor() throws Exception {
    Path mark = work.resolve("mark");
    PackageSpec spec =
        tool("1")
            .script(
                "preinstall", "#!/bin/sh\n[ ! -e \"$3/usr/local\" ] && echo pre >'" + mark + "'\n")
            .script(
                "postinstall", "#!/bin/sh\n[ -x \"$2/bin/tool\" ] && echo post >>'" + mark + "'\n");
    Path item = flat(spec);
    stage.installer(Stage.withScripts()).install(item, Origin.of(item));
    assertThat(mark).hasContent("pre\npost");
  }

  @Test
  void failingPreinstallLeavesEverythingAsItWas() throws Exception {
    Path item = flat(tool("1").script("preinstall", "#!/bin/sh\necho no space >&2\nexit 3\n"));
    assertThatThrownBy(() -> stage.installer(Stage.withScripts()).install(item, Origin.of(item)))
        .isInstanceOf(ScriptFailedException.class)
        .hasMessageContaining("preinstall of org.example.tool ended with status 3")
        .hasMessageContaining("no space");
    assertThat(stage.installed().keySet()).noneMatch(path -> path.startsWith("usr"));
  }

  private Path failingOnce(boolean flat) throws IOException {
    String script = "#!/bin/sh\n[ -e '" + work + "/ready' ] || { echo not yet >&2; exit 3; }\n";
    PackageSpec spec = tool("1").script("postinstall", script);
    return flat ? flat(spec) : bundle(spec);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void failingPostinstallRunsAgainTheNextTime(boolean flat) throws Exception {
    Path item = failingOnce(flat);
    Installer installer = stage.installer(Stage.withScripts().keepingFailed(true));
    Origin origin = new Origin("tool", "a".repeat(32), null, "x");
    assertThatThrownBy(() -> installer.install(item, origin))
        .isInstanceOf(ScriptFailedException.class)
        .hasMessageContaining("not yet")
        .hasMessageContaining("the payload is in place");
    assertThat(stage.context.state().sums()).isEmpty();

    Files.createFile(work.resolve("ready"));

    assertThat(installer.install(item, origin).status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(stage.context.state().sums()).containsKey("tool");
    assertThat(installer.install(item, origin).status()).isEqualTo(Outcome.Status.UNCHANGED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void failingPostinstallLeavesNoReceiptOfThePackage(boolean flat) throws Exception {
    Path item = failingOnce(flat);
    InstallOptions options = Stage.withScripts().keepingFailed(true);
    assertThatThrownBy(() -> stage.installer(options).install(item, Origin.of(item)));
    assertThat(stage.root.resolve("usr/local/bin/tool")).exists();
    assertThat(stage.installed().keySet())
        .noneMatch(path -> path.contains("eceipts/"))
        .anyMatch(path -> path.endsWith("bin/tool"));

    stage.remove(item);

    assertThat(stage.root.resolve("usr/local/bin/tool")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void failingPostinstallPutsEverythingBack(boolean flat) throws Exception {
    Path item = failingOnce(flat);
    Path conf = stage.root.resolve("usr/local/etc/tool.conf");
    Files.createDirectories(conf.getParent());
    Files.writeString(conf, "as it was");
    Map<String, String> before = stage.added();
    Installer installer = stage.installer(Stage.withScripts());
    assertThatThrownBy(() -> installer.install(item, Origin.of(item)))
        .isInstanceOf(ScriptFailedException.class)
        .hasMessageContaining("not yet")
        .hasMessageContaining("--keep-failed");
    assertThat(stage.added()).isEqualTo(before);
    assertThat(stage.context.state().items()).isEmpty();
    assertThat(stage.context.area().needsRecovery()).isFalse();

    Files.createFile(work.resolve("ready"));

    assertThat(installer.install(item, Origin.of(item)).status())
        .isEqualTo(Outcome.Status.INSTALLED);
    assertThat(conf).hasContent("a=1");
  }

  @Test
  void scriptIsToldOfThePackageTheTreeAndItself() throws Exception {
    Path mark = work.resolve("mark");
    PackageSpec spec =
        tool("1")
            .script(
                "postinstall",
                "#!/bin/sh\necho \"$1|$2|$3|$4|$SCRIPT_NAME|$PACKAGE_PATH|$DSTROOT\" > '"
                    + mark
                    + "'\n[ -x ./postinstall ]\n");
    Path item = flat(spec);
    stage.installer(Stage.withScripts()).install(item, Origin.of(item));
    String target = stage.root + "/usr/local";
    assertThat(mark)
        .hasContent(
            String.join(
                "|",
                item.toString(),
                target,
                stage.root.toString(),
                "/",
                "postinstall",
                item.toString(),
                target));
  }

  @Test
  void scriptRunsInAChrootWhereTheTreeHasAShell() throws Exception {
    List<String> shell =
        List.of("/bin/sh", "/lib/x86_64-linux-gnu/libc.so.6", "/lib64/ld-linux-x86-64.so.2");
    Assumptions.assumeTrue(
        shell.stream().allMatch(file -> Files.exists(Path.of(file)))
            && Files.isWritable(Path.of("/root")),
        "needs root and a shell of three known files");
    for (String file : shell) {
      Path copy = stage.root.resolve(file.substring(1));
      Files.createDirectories(copy.getParent());
      Files.copy(Path.of(file), copy);
    }
    PackageSpec spec =
        tool("1")
            .script(
                "postinstall", "#!/bin/sh\n[ -x /usr/local/bin/tool ] && echo \"$2|$3\" > /mark\n");
    Path item = flat(spec);
    stage.installer(Stage.withScripts()).install(item, Origin.of(item));
    assertThat(stage.root.resolve("mark")).hasContent("/usr/local|/");
    assertThat(Path.of("/mark")).doesNotExist();
  }

  @Test
  void whatIsLeftOfARemovedItemOwnsNothingThatWasPutOverIt() throws Exception {
    Path first = flat(tool("1"));
    stage.install(first);
    Path conf = stage.root.resolve("usr/local/etc/tool.conf");
    Files.writeString(conf, "mine");
    stage.remove(first);
    Path second = Files.move(first, stage.items.resolve("other.pkg"));
    stage.install(second);
    stage.remove(second);
    assertThat(conf).doesNotExist();
  }

  @Test
  void receiptOfABundlePackageGoesWithItsDirectories() throws Exception {
    Path item = bundle(tool("2").script("postinstall", "#!/bin/sh\n"));
    stage.install(item);
    Path receipts = stage.root.resolve("Library/Receipts");
    assertThat(receipts.resolve("Old Tool.pkg/Contents/Resources")).isDirectory();
    stage.remove(item);
    assertThat(receipts).isEmptyDirectory();
  }

  @Test
  void metapackageWithoutAPackageThatItRequiresIsRefused() throws Exception {
    Path item = stage.items.resolve("Half.mpkg");
    Map<String, String> gone =
        Map.of("IFPkgFlagPackageLocation", "Gone.pkg", "IFPkgFlagPackageSelection", "required");
    Files.createDirectories(item.resolve("Contents"));
    Files.write(
        item.resolve("Contents/Info.plist"),
        PropertyLists.writeXml(Map.of("IFPkgFlagPackageList", List.of(gone))));
    String wanted = "Half.mpkg requires Gone.pkg, which it does not hold";
    assertThatThrownBy(() -> stage.install(item))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining(wanted);
    assertThatThrownBy(() -> stage.installer().plan(item, Origin.of(item)))
        .hasMessageContaining(wanted);
  }

  @Test
  void appleInstallerIsRefusedWhereItCannotWork() throws Exception {
    Path item = flat(tool("1"));
    InstallOptions options =
        new InstallOptions(Engine.INSTALLER, false, false, Duration.ofMinutes(1));
    assertThatThrownBy(() -> stage.installer(options).install(item, Origin.of(item)))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("--engine java");
  }

  @Test
  void fileWhereThePayloadHasADirectoryIsNotDestroyed() throws Exception {
    Files.createDirectories(stage.root.resolve("usr/local"));
    Files.writeString(stage.root.resolve("usr/local/bin"), "a file");
    assertThatThrownBy(() -> stage.install(flat(tool("1")))).hasMessageContaining("/usr/local/bin");
    assertThat(stage.root.resolve("usr/local/bin")).hasContent("a file");
  }
}
