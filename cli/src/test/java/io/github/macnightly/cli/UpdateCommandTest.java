package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.files.RunLock;
import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.EncryptedImages;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateCommandTest {

  private static final String[] STEPS = {
    "manager", "prescript", "config", "common", "local", "softwareupdate", "pkgupdate", "postscript"
  };

  @TempDir Path folder;

  private Site site;

  @BeforeEach
  void setUp() throws IOException {
    site = Site.withPackages(folder);
    site.configure(
        "UPDATEMASTER: " + site.master.toUri(), "CACHE_COMMON_MANAGER: yes", "IMMUTABLE: no");
    Tree manager = Tree.create().file("update.pkglist", "install Tea*\ninstall Tide*\n");
    site.repository.master("common", Tree.create().add("manager", manager));
    site.repository.master("config", Tree.create().file("etc/motd", "Kept up to date.\n"));
  }

  @Test
  void bringsTreesAndPackagesAndTellsEachStep() {
    Run run = site.run("update", "now");

    assertThat(run.status()).as(run.errors()).isZero();
    assertThat(run.output().lines().map(line -> line.split("\t")[0])).containsExactly(STEPS);
    assertThat(run.output()).containsPattern("pkgupdate\tdone\t[0-9.]+\t2 installed");
    assertThat(site.at("etc/motd")).hasContent("Kept up to date.");
    assertThat(site.at("Applications/Tea.app")).exists();
  }

  @Test
  void encryptedImageOfTheListIsInstalledWithThePassphraseOfAFile() throws Exception {
    byte[] volume = HfsPlusBuilder.of(Apps.bundle("Safe", "org.example.safe", "1")).toBytes();
    EncryptedImages how = EncryptedImages.create().iterations(1000).passphrase("Grüße");
    site.repository.bytes("Safe-1.dmg", how.image(volume)).index("Safe-1.dmg").writeIndex();
    Tree manager = Tree.create().file("update.pkglist", "install Safe*\n");
    site.repository.master("common", Tree.create().add("manager", manager));
    Path secret = Files.writeString(folder.resolve("secret"), "Grüße\n");

    Run locked = site.run("update", "now");
    Run open =
        site.run("update", "now", "--only=pkgupdate", "--passphrase-file", secret.toString());

    assertThat(locked.status()).isEqualTo(1);
    assertThat(locked.errors()).contains("a passphrase is needed");
    assertThat(open.status()).as(open.errors()).isZero();
    assertThat(site.at("Applications/Safe.app")).exists();
  }

  @Test
  void standardInputIsNoPlaceForThePassphrase() {
    Run run = site.run("update", "now", "--passphrase-stdin");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.errors()).contains("--passphrase-file").hasLineCount(1);
  }

  @Test
  void secondRunDoesNothing() {
    site.run("update", "now");
    Run run = site.run("update", "now");

    assertThat(run.status()).isZero();
    assertThat(run.output().lines())
        .allSatisfy(line -> assertThat(line).matches("\\w+\t(unchanged|skipped)\t.*"));
  }

  @Test
  void onlyTheStepsAskedForAreDone() {
    Run run = site.run("update", "now", "--only", "Config,common", "--skip=common");

    assertThat(run.output()).contains("common\tskipped\t", "config\tdone\t");
    assertThat(site.at("Applications")).doesNotExist();
  }

  @Test
  void unknownStepIsAnsweredWithThoseThereAre() {
    Run run = site.run("update", "now", "--only", "packages");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.errors()).contains("'packages'", String.join(", ", STEPS)).hasLineCount(1);
  }

  @Test
  void otherWordThanNowIsRefused() {
    assertThat(site.run("update", "later").status()).isEqualTo(2);
  }

  @Test
  void dryRunTellsThePlanAndWritesNothing() throws IOException {
    Map<String, String> before = Tree.digest(site.root);

    Run run = site.run("update", "now", "-n");

    assertThat(run.status()).isZero();
    assertThat(run.output()).contains("config\tplanned\t", "pkgupdate\tplanned\t");
    assertThat(Tree.digest(site.root)).isEqualTo(before);
  }

  @Test
  void resultsAreNotToldTwice() {
    Run run = site.run("update", "now");

    assertThat(run.errors()).doesNotContain("pkgupdate", "config");
  }

  @Test
  void quietRunStillNamesWhatFailed() throws IOException {
    Files.delete(site.master.resolve("1/PKGS/Tide-3.pkg"));

    Run run = site.run("update", "now", "-q");

    assertThat(run.errors().lines()).hasSize(2);
    assertThat(run.errors()).contains("pkgupdate       FAILED", "  Tide-3.pkg: ");
  }

  @Test
  void failedStepStopsNoOther() throws IOException {
    Files.delete(site.master.resolve("1/PKGS/.pkglist"));

    Run run = site.run("update", "now");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).contains("pkgupdate\tfailed\t", "postscript\tskipped\t");
    assertThat(site.at("etc/motd")).exists();
  }

  @Test
  void secondRunAtTheSameTimeIs75() throws IOException {
    Path lock = site.at("var/run/macnightly-update.lock");
    try (RunLock held = RunLock.acquire(lock, Clock.systemUTC())) {
      assertThat(held).isNotNull();
      Run run = site.run("update", "now", "-q");

      assertThat(run.status()).isEqualTo(75);
      assertThat(run.errors()).contains("process " + ProcessHandle.current().pid());
      assertThat(run.output()).isEmpty();
    }
  }
}
