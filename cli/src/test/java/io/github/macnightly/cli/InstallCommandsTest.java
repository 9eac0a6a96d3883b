package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Archives;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.fixtures.dmg.License;
import io.github.macnightly.fixtures.dmg.UdifWriter;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dmg-install}, {@code app-install} and {@code pkg-install}, from words to the tree. */
class InstallCommandsTest {

  @TempDir Path folder;

  private Site site;

  @BeforeEach
  void setUp() throws IOException {
    site = Site.in(folder);
  }

  @Test
  void imageIsInstalledAndTheSecondRunChangesNothing() throws IOException {
    String image = image("Tea-1.9.dmg");

    Run first = site.run("dmg-install", image);
    Run second = site.run("dmg-install", image);

    assertThat(first.status()).isZero();
    assertThat(first.output()).startsWith("Tea-1.9.dmg\tinstalled\t").hasLineCount(1);
    assertThat(site.at("Applications/Tea.app/Contents/MacOS/Tea")).isExecutable();
    assertThat(second.output()).startsWith("Tea-1.9.dmg\tunchanged\t").hasLineCount(1);
    assertThat(second.status()).isZero();
  }

  @Test
  void applicationIsInstalledFromADirectoryNamedWithASlash() throws IOException {
    Apps.bundle("Tea", "org.example.tea", "1.9").writeTo(folder);

    Run run = site.run("app-install", folder + "/Tea.app/");

    assertThat(run.output()).startsWith("Tea.app\tinstalled\t");
    assertThat(site.at("Applications/Tea.app/Contents/Info.plist")).exists();
  }

  @Test
  void applicationIsInstalledFromAnArchive() throws IOException {
    Path archive = folder.resolve("Tea.app.tar.gz");
    Archives.tarGz(Apps.bundle("Tea", "org.example.tea", "1.9"), archive);

    assertThat(site.run("app-install", archive.toString()).status()).isZero();
    assertThat(site.at("Applications/Tea.app/Contents/Info.plist")).exists();
  }

  @Test
  void packageIsInstalledWithItsReceipt() throws IOException {
    Run run = site.run("pkg-install", flatPackage());

    assertThat(run.status()).isZero();
    assertThat(run.output()).startsWith("Tide.pkg\tinstalled\t");
    assertThat(site.at("usr/local/bin/tide")).isExecutable();
    assertThat(site.at("var/db/receipts/org.example.tide.plist")).exists();
  }

  @Test
  void dryRunSaysWhatWouldBeInstalledAndWritesNothing() throws IOException {
    Map<String, String> before = Tree.digest(site.root);

    Run run = site.run("dmg-install", "-n", image("Tea-1.9.dmg"));

    assertThat(run.output()).startsWith("Tea-1.9.dmg\twould install\t");
    assertThat(run.status()).isZero();
    assertThat(Tree.digest(site.root)).isEqualTo(before);
  }

  @Test
  void failedItemIsToldAndTheOthersAreInstalled() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.dmg"), "no image at all");

    Run run = site.run("dmg-install", bad.toString(), image("Tea-1.9.dmg"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output())
        .contains("bad.dmg\tfailed\texit status 65\n", "Tea-1.9.dmg\tinstalled\t");
    assertThat(run.errors()).startsWith("dmg-install: " + bad).contains("UDIF");
    assertThat(run.errors().lines().filter(line -> line.contains("bad.dmg"))).hasSize(1);
    assertThat(site.at("Applications/Tea.app")).exists();
  }

  @Test
  void onlyItemGivesItsOwnStatus() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.dmg"), "no image at all");

    assertThat(site.run("dmg-install", bad.toString()).status()).isEqualTo(65);
    assertThat(site.run("dmg-install", folder + "/absent.dmg").status()).isEqualTo(66);
  }

  @Test
  void refusalLeavesATreeAsItWasThatNothingWasEverInstalledIn() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.dmg"), "no image at all");
    Map<String, String> before = Tree.digest(site.root);

    site.run("dmg-install", bad.toString());
    site.run("pkg-install", "--remove", "absent");

    assertThat(Tree.digest(site.root)).isEqualTo(before);
  }

  @Test
  void itemOfAnotherKindIsRefusedWithTheCommandForIt() {
    Run run = site.run("app-install", "X.dmg");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.errors()).contains("'X.dmg' is a disk image, use dmg-install");
    assertThat(site.run("dmg-install", "X.pkg").errors()).contains("use pkg-install");
    assertThat(site.run("pkg-install", "X.app.tar.gz").errors()).contains("use app-install");
  }

  @Test
  void licenceIsPrintedAndNothingIsInstalled() throws IOException {
    Path image = folder.resolve("Tea.dmg");
    byte[] volume = HfsPlusBuilder.of(Apps.bundle("Tea", "org.example.tea", "1")).toBytes();
    UdifWriter.create().licenses(License.samples()).write(volume, image);

    Run run = site.run("dmg-install", "--show-license", image.toString());

    assertThat(run.status()).isZero();
    assertThat(run.output().lines().count()).isPositive();
    assertThat(run.errors()).isEqualTo("Tea.dmg:\n");
    assertThat(site.at("Applications")).doesNotExist();
  }

  @Test
  void installationsStandInTheHistory() throws IOException {
    site.run("dmg-install", image("Tea-1.9.dmg"));
    site.run("pkg-install", flatPackage());

    assertThat(site.run("pkgupdate", "--history").output().lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("\tdmg-install\tTea-1.9.dmg\t"))
        .anySatisfy(
            line -> assertThat(line).contains("\tpkg-install\tTide.pkg\t", "\tinstalled\t"));
  }

  @Test
  void engineMayBeNamedInSmallLetters() throws IOException {
    assertThat(site.run("pkg-install", "--engine", "java", flatPackage()).status()).isZero();
  }

  private String image(String name) throws IOException {
    Path image = folder.resolve(name);
    byte[] volume = HfsPlusBuilder.of(Apps.bundle("Tea", "org.example.tea", "1.9")).toBytes();
    UdifWriter.create().write(volume, image);
    return image.toString();
  }

  private String flatPackage() throws IOException {
    Path file = folder.resolve("Tide.pkg");
    FlatPackageBuilder.component(Site.tide(), file);
    return file.toString();
  }
}
