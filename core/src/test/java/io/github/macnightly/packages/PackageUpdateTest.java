package io.github.macnightly.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fetch.FetchException;
import io.github.macnightly.files.LockHeldException;
import io.github.macnightly.files.RunLock;
import io.github.macnightly.files.WorkArea;
import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.repository.RepositoryBuilder;
import io.github.macnightly.packages.ItemResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageUpdateTest {

  @TempDir Path work;
  private Site site;

  @BeforeEach
  void makeSite() throws IOException {
    site = new Site(work);
  }

  @AfterEach
  void closeSite() throws IOException {
    site.close();
  }

  @Test
  void installsTheNewestAndNothingTheSecondTime() throws Exception {
    site.app("Fox 1.9.app.tar.gz", "Fox", "1.9").app("Fox 1.10.app.tar.gz", "Fox", "1.10");
    PackageReport first = site.run("install Fox*");
    assertThat(first.items()).singleElement().extracting("name").isEqualTo("Fox 1.10.app.tar.gz");
    assertThat(site.app("Fox").resolve("Contents/Info.plist")).content().contains("1.10");
    Map<String, String> installed = Tree.digest(site.root.resolve("Applications"));
    PackageReport second = site.run("install Fox*");
    assertThat(second.count(Outcome.UNCHANGED)).isEqualTo(1);
    assertThat(Tree.digest(site.root.resolve("Applications"))).isEqualTo(installed);
  }

  @Test
  void newSumInTheIndexMeansANewVersion() throws Exception {
    site.app("Fox.app.tar.gz", "Fox", "1").run("install Fox");
    PackageReport report = site.app("Fox.app.tar.gz", "Fox", "2").run("install Fox");
    assertThat(report.count(Outcome.INSTALLED)).isEqualTo(1);
    assertThat(report.items().get(0).reason()).contains("Fox.app 2");
  }

  @Test
  void failedItemDoesNotStopTheOthers() throws Exception {
    site.app("Bad.app.tar.gz", "Bad", "1").app("Good.app.tar.gz", "Good", "1");
    Path bad = site.repository.packages().resolve("Bad.app.tar.gz");
    Files.write(bad, new byte[100]);
    PackageReport report = site.run("install Bad", "install None*", "install Good");
    assertThat(report.items())
        .extracting("outcome")
        .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.INSTALLED);
    assertThat(report.failed()).isTrue();
    assertThat(site.app("Good")).exists();
    assertThat(site.app("Bad")).doesNotExist();
  }

  @Test
  void wrongSumKeepsNothing() throws Exception {
    site.app("Bad.app.tar.gz", "Bad", "1");
    Files.write(site.repository.packages().resolve("Bad.app.tar.gz"), new byte[100]);
    site.keep = true;
    PackageReport report = site.run("install Bad");
    assertThat(report.items().get(0).reason()).containsIgnoringCase("md5");
    try (var files = Files.walk(WorkArea.at(site.root).cache())) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void downloadThatADeadRunLeftGoesWhenItsItemIsInstalled() throws Exception {
    site.app("Fox.app.tar.gz", "Fox", "1").run("install Fox");
    Path left = WorkArea.at(site.root).cache().resolve("underway");
    String sum = site.state().sums().get("Fox.app.tar.gz");
    Files.writeString(Files.createDirectories(left.resolve(sum)).resolve("Fox.app.tar.gz"), "x");

    site.run("install Fox");

    assertThat(left).doesNotExist();
  }

  @Test
  void partOfADownloadThatIsStillWantedStays() throws Exception {
    site.app("Fox.app.tar.gz", "Fox", "1");
    String sum = RepositoryBuilder.md5(site.repository.packages().resolve("Fox.app.tar.gz"));
    Path left = WorkArea.at(site.root).cache().resolve("underway").resolve(sum);
    Files.writeString(Files.createDirectories(left).resolve("Fox.app.tar.gz.part"), "x");

    site.run("# nothing");

    assertThat(left.resolve("Fox.app.tar.gz.part")).exists();
  }

  @Test
  void keptDownloadOutlivesOrdinaryRuns() throws Exception {
    site.keep = true;
    site.app("Fox.app.tar.gz", "Fox", "1").run("install Fox");
    site.keep = false;
    site.run("install Fox");

    assertThat(Tree.digest(WorkArea.at(site.root).cache()).keySet())
        .anyMatch(path -> path.endsWith("Fox.app.tar.gz"));
  }

  @Test
  void vanishedApplicationIsInstalledAgain() throws Exception {
    site.app("Fox.app.tar.gz", "Fox", "1").run("install Fox");
    Files.move(site.app("Fox"), work.resolve("moved.app"));
    PackageReport report = site.run("install Fox");
    assertThat(report.count(Outcome.INSTALLED)).isEqualTo(1);
    assertThat(site.app("Fox")).exists();
  }

  @Test
  void updateActsOnlyOnWhatIsInstalled() throws Exception {
    site.app("Fox 1.app.tar.gz", "Fox", "1");
    assertThat(site.run("update Fox*").count(Outcome.UNCHANGED)).isEqualTo(1);
    site.run("install Fox*");
    site.app("Fox 2.app.tar.gz", "Fox", "2");
    assertThat(site.run("update Fox*").count(Outcome.INSTALLED)).isEqualTo(1);
  }

  @Test
  void removeTakesAwayAndForgets() throws Exception {
    site.app("Fox.app.tar.gz", "Fox", "1").run("install Fox");
    assertThat(site.run("remove Fox").count(Outcome.REMOVED)).isEqualTo(1);
    assertThat(site.app("Fox")).doesNotExist();
    assertThat(site.run("remove Fox").count(Outcome.UNCHANGED)).isEqualTo(1);
    assertThat(site.state().sums()).isEmpty();
  }

  @Test
  void contradictingLinesAreReportedAndTheFirstWins() throws Exception {
    site.app("Fox.app.tar.gz", "Fox", "1").run("install Fox");
    PackageReport report = site.run("install Fox", "remove Fox");
    assertThat(report.items()).extracting("outcome").contains(Outcome.FAILED);
    assertThat(site.app("Fox")).exists();
  }

  @Test
  void planFetchesOnlyTheIndexAndWritesNothing() throws Exception {
    site.app("Fox.app.tar.gz", "Fox", "1");
    site.state();
    Map<String, String> before = Tree.digest(site.root);
    PackageReport plan = site.plan("install Fox", "remove Cat");
    assertThat(plan.items()).extracting("reason").first().isEqualTo("not installed");
    assertThat(Tree.digest(site.root)).isEqualTo(before);
  }

  @Test
  void unusableLinesAreReportedWithTheirNumbers() throws Exception {
    site.app("Fox.app.tar.gz", "Fox", "1");
    PackageReport report = site.run("instal Fox", "install Fox");
    assertThat(report.problems()).singleElement().extracting("line").isEqualTo(1);
    assertThat(report.count(Outcome.INSTALLED)).isEqualTo(1);
  }

  @Test
  void siteInstallerWinsAndGetsTheUnpackedItem() throws Exception {
    Path own = site.root.resolve("common/manager/app-install");
    Files.createDirectories(own.getParent());
    Files.writeString(own, "#!/bin/sh\ncp -R \"$1\" '" + work + "/mine'; echo \"got $1\"\n");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
    site.app("Fox 1.app.tar.gz", "Fox 1", "1");
    PackageReport report = site.run("install Fox*");
    assertThat(report.items().get(0).outcome()).isEqualTo(Outcome.INSTALLED);
    assertThat(work.resolve("mine/Contents/Info.plist")).exists();
    assertThat(site.log).anyMatch(line -> line.contains("got Fox 1.app"));
    assertThat(site.run("install Fox*").count(Outcome.UNCHANGED)).isEqualTo(1);
  }

  @Test
  void siteInstallerGetsTheNameOfTheUnpackedItem() throws Exception {
    siteInstaller("echo \"got $1\"; [ -d \"$1/Contents\" ]");
    site.app("Tea Timer-1.10.app.tar.gz", "Tea Timer", "1.10");
    assertThat(site.run("install Tea*").count(Outcome.INSTALLED)).isEqualTo(1);
    assertThat(site.log).anyMatch(line -> line.contains("got Tea Timer.app"));
  }

  @Test
  void siteInstallerIsNotAskedToGuessAmongSeveralItems() throws Exception {
    siteInstaller("exit 0");
    Tree two =
        Apps.bundle("One", "org.example.one", "1").add("", Apps.bundle("Two", "org.two", "1"));
    site.repository.archive("Both.app.tar.gz", two);
    site.repository.writeIndex();
    PackageReport report = site.run("install Both");
    assertThat(report.failed()).isTrue();
    assertThat(report.items().get(0).reason()).contains("it holds One.app, Two.app");
  }

  private void siteInstaller(String script) throws IOException {
    Path own = site.root.resolve("common/manager/app-install");
    Files.createDirectories(own.getParent());
    Files.writeString(own, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void failingSiteInstallerIsAFailureOfTheItem() throws Exception {
    Path own = site.root.resolve("common/manager/app-install");
    Files.createDirectories(own.getParent());
    Files.writeString(own, "#!/bin/sh\nexit 4\n");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
    PackageReport report = site.app("Fox.app.tar.gz", "Fox", "1").run("install Fox");
    assertThat(report.items().get(0).reason()).contains("ended with status 4");
    assertThat(site.state().sums()).isEmpty();
  }

  @Test
  void databaseOfThePerlScriptIsAdopted() throws Exception {
    site.app("Fox.app.tar.gz", "Fox", "1");
    String sum = RepositorySums.of(site.repository.packages().resolve("Fox.app.tar.gz"));
    sqlite("create table package (sum text, file text)");
    sqlite("insert into package (file,sum) values ('Fox.app.tar.gz','" + sum + "')");
    assertThat(site.run("install Fox").count(Outcome.UNCHANGED)).isEqualTo(1);
  }

  @Test
  void rowOfThePerlScriptIsForgotten() throws Exception {
    site.app("Cat.app.tar.gz", "Cat", "1");
    sqlite("create table package (sum text, file text)");
    sqlite("insert into package (file,sum) values ('Fox.app.tar.gz','x')");
    PackageReport plan = site.plan("remove Fox");
    PackageReport report = site.run("remove Fox");
    assertThat(report.count(Outcome.REMOVED)).isEqualTo(1);
    assertThat(report.items().get(0).notes())
        .isEqualTo(plan.items().get(0).notes())
        .singleElement()
        .asString()
        .contains("by the old script")
        .contains("not known and stay");
    assertThat(site.state().sums()).isEmpty();
  }

  @Test
  void removedItemWithAChangedFileCountsAsNotInstalled() throws Exception {
    site.app("Fox.app.tar.gz", "Fox", "1").run("install Fox");
    Files.writeString(site.app("Fox").resolve("Contents/Info.plist"), "changed");
    site.plan("remove Fox");
    assertThat(site.log).anyMatch(line -> line.contains("it was changed since"));
    assertThat(site.run("remove Fox").count(Outcome.REMOVED)).isEqualTo(1);
    assertThat(site.run("remove Fox").count(Outcome.UNCHANGED)).isEqualTo(1);
    assertThat(site.run("update Fox").count(Outcome.UNCHANGED)).isEqualTo(1);
    site.force = true;
    assertThat(site.run("remove Fox").count(Outcome.REMOVED)).isEqualTo(1);
    site.force = false;
    assertThat(site.app("Fox")).doesNotExist();
    assertThat(site.run("install Fox").count(Outcome.INSTALLED)).isEqualTo(1);
  }

  private void sqlite(String statement) throws Exception {
    Process process =
        new ProcessBuilder("sqlite3", site.database().toString(), statement).inheritIO().start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void oneVersionBeforeIsKeptAndGoesWithTheItem() throws Exception {
    site.app("Fox.app.tar.gz", "Fox", "1").run("install Fox");
    site.app("Fox.app.tar.gz", "Fox", "2").run("install Fox");
    site.app("Fox.app.tar.gz", "Fox", "3").run("install Fox");
    assertThat(WorkArea.at(site.root).kept()).isNotEmpty();
    site.run("install Fox");
    assertThat(WorkArea.at(site.root).kept()).hasSize(1);
    site.run("remove Fox");
    site.run("remove Fox");
    assertThat(WorkArea.at(site.root).kept()).isEmpty();
  }

  @Test
  void secondRunAtTheSameTimeIsRefused() throws Exception {
    Path lock = WorkArea.at(site.root).directory().resolve("pkgupdate.lock");
    site.app("Fox.app.tar.gz", "Fox", "1");
    RunLock held = RunLock.acquire(lock, Clock.systemUTC());
    try {
      assertThatThrownBy(() -> site.run("install Fox")).isInstanceOf(LockHeldException.class);
    } finally {
      held.close();
    }
  }

  @Test
  void missingIndexIsAnUnreachableRepositoryNotAnEmptyOne() throws Exception {
    assertThatThrownBy(() -> site.run("install Fox")).isInstanceOf(FetchException.class);
  }

  @Test
  void historyTellsWhatHappened() throws Exception {
    site.app("Fox.app.tar.gz", "Fox", "1").run("install Fox", "install None");
    assertThat(site.state().history(10))
        .extracting("item", "outcome")
        .contains(
            org.assertj.core.groups.Tuple.tuple("Fox.app.tar.gz", "installed"),
            org.assertj.core.groups.Tuple.tuple("None", "failed"));
  }

  @Test
  void twoNamesForOneFileAreTwoItems() throws Exception {
    site.app("A.app.tar.gz", "Fox", "1");
    Path first = site.repository.packages().resolve("A.app.tar.gz");
    byte[] same = Files.readAllBytes(first);
    site.repository.bytes("B.app.tar.gz", same).bytes("C.app.tar.gz", same).writeIndex();
    PackageReport report = site.run("install A", "install B", "install C");
    assertThat(report.count(Outcome.FAILED)).as(report.toString()).isZero();
    assertThat(site.state().sums()).hasSize(3);
  }
}
