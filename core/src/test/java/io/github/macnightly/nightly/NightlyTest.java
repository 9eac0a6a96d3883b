package io.github.macnightly.nightly;

import static io.github.macnightly.nightly.Site.step;
import static io.github.macnightly.nightly.StepName.COMMON;
import static io.github.macnightly.nightly.StepName.CONFIG;
import static io.github.macnightly.nightly.StepName.LOCAL;
import static io.github.macnightly.nightly.StepName.MANAGER;
import static io.github.macnightly.nightly.StepName.PKGUPDATE;
import static io.github.macnightly.nightly.StepName.POSTSCRIPT;
import static io.github.macnightly.nightly.StepName.PRESCRIPT;
import static io.github.macnightly.nightly.StepName.SOFTWAREUPDATE;
import static io.github.macnightly.nightly.StepResult.Outcome.DONE;
import static io.github.macnightly.nightly.StepResult.Outcome.FAILED;
import static io.github.macnightly.nightly.StepResult.Outcome.PLANNED;
import static io.github.macnightly.nightly.StepResult.Outcome.SKIPPED;
import static io.github.macnightly.nightly.StepResult.Outcome.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.packages.ItemResult;
import io.github.macnightly.state.HistoryEntry;
import io.github.macnightly.sync.RsyncDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NightlyTest {

  @TempDir Path work;
  private Site site;

  @BeforeEach
  void makeSite() throws IOException {
    site = new Site(work);
  }

  @AfterEach
  void closeSite() {
    site.close();
  }

  private void addPackage() throws IOException {
    site.packages()
        .archive("Tea Timer-1.0.app.tar.gz", Apps.bundle("Tea Timer", "org.example.tea", "1.0"))
        .writeIndex();
    Tree.create().file("update.pkglist", "install Tea*\n").writeTo(site.tree("common/manager"));
  }

  @Test
  void stepThatFailedIsComplainedOfOnceAndNoOtherIsToldTwice() throws Exception {
    site.settings.put("CACHE_COMMON", "yes");
    Tree.create().file("update.pkglist", "install Nothing\n").writeTo(site.tree("common/manager"));

    site.run();

    assertThat(site.complaints).hasSize(2);
    assertThat(site.complaints.get(0)).startsWith("pkgupdate       FAILED");
    assertThat(site.complaints.get(1)).startsWith("  Nothing: ");
    assertThat(site.heard.notes).noneMatch(note -> note.contains("pkgupdate"));
    assertThat(site.log()).contains("config          done", "pkgupdate       FAILED");
  }

  @Test
  void mailThatCannotBeSentIsComplainedOf() throws Exception {
    Tree.create().file("update.pkglist", "install Nothing\n").writeTo(site.tree("common/manager"));
    site.settings.put("MAILTO", "root");
    site.settings.put("MAILER", "/no/such/mailer");

    site.run();

    assertThat(site.complaints).anyMatch(line -> line.contains("/no/such/mailer"));
  }

  @Test
  void masterWithoutConfigAndLocalTreesIsNoFailure() throws Exception {
    DurableFiles.deleteTree(site.tree("config"));
    DurableFiles.deleteTree(site.tree("local"));
    try (RsyncDaemon daemon = RsyncDaemon.serve("update-1", site.master.resolve("1"), work)) {
      NightlyReport local = site.run();
      site.settings.put("SYNCURL", daemon.address("update-1"));
      NightlyReport remote = site.run();

      for (NightlyReport report : List.of(local, remote)) {
        assertThat(report.failed()).as(report.text()).isFalse();
        assertThat(step(report, CONFIG).reason()).isEqualTo("the master has no config tree");
        assertThat(step(report, LOCAL).outcome()).isEqualTo(SKIPPED);
      }
    }
  }

  @Test
  void timesInTheReportAreToTheSecond() throws Exception {
    NightlyReport report = site.run();

    assertThat(report.toMap().get("started").toString()).matches("[-0-9]+T[0-9:]{8}Z");
    assertThat(report.text()).doesNotContainPattern("started [^,]*\\.");
  }

  @Test
  void wholeChainUpdatesTheRootAndThenDoesNothing() throws Exception {
    addPackage();
    site.script("update.prescript", "echo pre in $(pwd)");
    site.script("update.postscript", "echo result $MACNIGHTLY_RESULT");
    try (RsyncDaemon daemon = RsyncDaemon.serve("update-1", site.master.resolve("1"), work)) {
      site.settings.put("SYNCURL", daemon.address("update-1"));

      NightlyReport first = site.run();
      Map<String, String> tree = site.tree();
      NightlyReport second = site.run();

      assertThat(first.steps())
          .extracting(StepResult::outcome)
          .containsExactly(DONE, DONE, DONE, DONE, DONE, SKIPPED, DONE, DONE);
      assertThat(second.steps())
          .extracting(StepResult::outcome)
          .containsExactly(
              UNCHANGED, DONE, UNCHANGED, UNCHANGED, UNCHANGED, SKIPPED, UNCHANGED, DONE);
      assertThat(site.tree()).isEqualTo(tree);
      assertThat(tree).containsKeys("x.conf", "common/doc/a", "local/bin/b");
      assertThat(tree).containsKey("Applications/Tea Timer.app/Contents/Info.plist");
    }
  }

  @Test
  void resultsAreInLogAndHistory() throws Exception {
    site.run();

    assertThat(site.log())
        .contains("manager         done")
        .contains("macnightly on lab7: up to date");
    List<HistoryEntry> history = site.state().history(50);
    assertThat(history).allMatch(entry -> entry.command().equals("update"));
    assertThat(history).anyMatch(e -> e.item().equals("common") && e.outcome().equals("done"));
    assertThat(site.state().runs(1).get(0).status()).isZero();
  }

  @Test
  void managerIsNotSynchronisedWhenBothKeysSayNo() throws Exception {
    site.settings.put("CACHE_COMMON", "no");
    site.settings.put("CACHE_COMMON_MANAGER", "no");
    site.script("update.prescript", "exit 1");

    NightlyReport report = site.run();

    assertThat(step(report, MANAGER).outcome()).isEqualTo(SKIPPED);
    assertThat(step(report, MANAGER).reason())
        .isEqualTo("CACHE_COMMON and CACHE_COMMON_MANAGER are not yes");
    assertThat(site.root.resolve("common")).doesNotExist();
  }

  @Test
  void stepsThatDoNotApplyAreSkippedWithReasons() throws Exception {
    site.settings.put("CACHE_COMMON", "no");
    site.settings.put("CACHE_LOCAL", "no");

    NightlyReport report = site.run();

    assertThat(step(report, COMMON).reason()).isEqualTo("CACHE_COMMON is not yes");
    assertThat(step(report, LOCAL).reason()).isEqualTo("CACHE_LOCAL is not yes");
    assertThat(step(report, PRESCRIPT).reason()).startsWith("there is no ");
    assertThat(step(report, SOFTWAREUPDATE).reason()).isEqualTo("this is not a Mac");
    assertThat(step(report, PKGUPDATE).reason()).startsWith("there is no package list ");
    assertThat(report.failed()).isFalse();
  }

  @Test
  void onlyAndSkipChooseSteps() throws Exception {
    NightlyOptions options =
        new NightlyOptions(true, Set.of(CONFIG, LOCAL), Set.of(LOCAL), false, List.of());

    NightlyReport report = site.nightly().run(options);

    assertThat(report.steps())
        .filteredOn(result -> result.outcome() != SKIPPED)
        .extracting(StepResult::name)
        .containsExactly(CONFIG);
    assertThat(step(report, LOCAL).reason()).isEqualTo("not asked for");
  }

  @Test
  void failingPrescriptStopsNothingAndIsMailedWithItsWords() throws Exception {
    Path mail = site.mail();
    site.script("update.prescript", "echo Größe; echo the disk is odd >&2; exit 7");
    site.script("update.postscript", "echo \"$MACNIGHTLY_RESULT $MACNIGHTLY_FAILED\"");

    NightlyReport report = site.run();

    assertThat(step(report, PRESCRIPT).outcome()).isEqualTo(FAILED);
    assertThat(step(report, PRESCRIPT).reason()).contains("ended with status 7: the disk is odd");
    assertThat(step(report, COMMON).outcome()).isEqualTo(DONE);
    assertThat(step(report, POSTSCRIPT).output()).isEqualTo("failed prescript\n");
    assertThat(Files.readString(mail))
        .contains("Subject: macnightly on lab7: 1 step failed")
        .contains("To: root");
    assertThat(site.state().runs(1).get(0).status()).isEqualTo(1);
  }

  @Test
  void hangingScriptIsEndedAtTheDeadline() throws Exception {
    site.settings.put("STEP_DEADLINE", "1s");
    site.script("update.prescript", "echo begun; trap '' INT; sleep 600 & sleep 600");
    NightlyOptions only =
        new NightlyOptions(true, Set.of(MANAGER, PRESCRIPT), Set.of(), false, List.of());

    NightlyReport report = site.nightly().run(only);

    assertThat(step(report, PRESCRIPT).outcome()).isEqualTo(FAILED);
    assertThat(step(report, PRESCRIPT).reason()).contains("was ended after 1 s");
    assertThat(step(report, PRESCRIPT).output()).contains("begun");
    assertThat(step(report, PRESCRIPT).duration()).isLessThan(java.time.Duration.ofSeconds(8));
  }

  @Test
  void backgroundChildOfAScriptDoesNotHoldTheRun() throws Exception {
    site.script("update.prescript", "sleep 20 & echo done");

    NightlyReport report = site.run();

    assertThat(step(report, PRESCRIPT).outcome()).isEqualTo(DONE);
    assertThat(step(report, PRESCRIPT).duration()).isLessThan(java.time.Duration.ofSeconds(10));
  }

  @Test
  void scriptThatIsNotExecutableIsSkippedWithReason() throws Exception {
    Tree.create().file("update.prescript", "x").writeTo(site.tree("common/manager"));

    assertThat(step(site.run(), PRESCRIPT).reason()).endsWith("is not executable");
  }

  @Test
  void restGoesOnWithTheOldListWhenTheServerOfTreesIsAway() throws Exception {
    addPackage();
    Path mail = site.mail();
    Tree.create().file("common/manager/update.pkglist", "install Tea*\n").writeTo(site.root);
    site.settings.put("SYNCURL", "rsync://127.0.0.1:1/update-1");

    NightlyReport report = site.run();

    assertThat(step(report, MANAGER).reason()).contains("could not be reached");
    assertThat(step(report, PKGUPDATE).outcome()).isEqualTo(DONE);
    assertThat(step(report, PKGUPDATE).reason()).contains("by the old list");
    assertThat(report.failed()).isTrue();
    assertThat(Files.readString(mail)).contains("4 steps failed");
    assertThat(site.slept).isEmpty();
  }

  @Test
  void nightlyRunWaitsForTheNetworkButOnlyOnce() throws Exception {
    site.settings.put("SYNCURL", "rsync://127.0.0.1:1/update-1");
    site.settings.put("SPLAY", "0");

    NightlyReport report = site.nightly().run(NightlyOptions.all(false));

    assertThat(report.failures()).isEqualTo(4);
    assertThat(site.slept).hasSize(3);
  }

  @Test
  void failedItemsFailTheStepAndAreInItsDetails() throws Exception {
    addPackage();
    Tree.create()
        .file("update.pkglist", "install Tea*\ninstall Nowhere\n")
        .writeTo(site.tree("common/manager"));

    StepResult packages = step(site.run(), PKGUPDATE);

    assertThat(packages.outcome()).isEqualTo(FAILED);
    assertThat(packages.reason()).isEqualTo("1 installed, 0 removed, 0 unchanged, 1 failed");
    assertThat(packages.packages().count(ItemResult.Outcome.INSTALLED)).isEqualTo(1);
    assertThat(packages.output()).contains("failed Nowhere");
  }

  @Test
  void configKeepsWhatItReplacesAndFollowsTheLinkToEtc() throws Exception {
    Tree.create().directory("private/etc").symlink("etc", "private/etc").writeTo(site.root);
    Tree.create().modified(Instant.EPOCH).file("private/etc/motd", "old\n").writeTo(site.root);
    Tree.create().file("private/etc/motd", "new\n").writeTo(site.tree("config"));

    StepResult config = step(site.run(), CONFIG);

    assertThat(site.root.resolve("private/etc/motd")).hasContent("new\n");
    Path old = site.root.resolve("private/etc/oldconfigs");
    try (var stamps = Files.list(old)) {
      Path stamp = stamps.findFirst().orElseThrow();
      assertThat(stamp.getFileName().toString()).matches("\\d{12}");
      assertThat(stamp.resolve("private/etc/motd")).hasContent("old\n");
    }
    assertThat(config.reason()).contains("what was replaced is in " + old);
  }

  @Test
  void localExcludesAreRespected() throws Exception {
    Tree.create().file("private/etc/ntp.conf", "n\n").writeTo(site.tree("config"));
    Tree.create().file("etc/CACHE_CONFIG.exclude", "ntp.conf\n").writeTo(site.root);
    Tree.create().file("local/etc/CACHE_LOCAL.exclude", "bin\n").writeTo(site.root);

    site.run();

    assertThat(site.root.resolve("private/etc/ntp.conf")).doesNotExist();
    assertThat(site.root.resolve("x.conf")).exists();
    assertThat(site.root.resolve("local/bin")).doesNotExist();
  }

  @Test
  void fileWithADateInTheFutureIsReportedInsteadOfSilentlyKept() throws Exception {
    Tree.create().file("x.conf", "mine\n").writeTo(site.root);
    Instant future = Instant.now().plusSeconds(400L * 24 * 3600);
    Files.setLastModifiedTime(site.root.resolve("x.conf"), FileTime.from(future));

    StepResult config = step(site.run(), CONFIG);

    assertThat(site.root.resolve("x.conf")).hasContent("mine\n");
    assertThat(config.output()).contains("left alone because newer here: 1 (x.conf)");
    assertThat(site.heard.notes).anyMatch(note -> note.startsWith("x.conf: its date lies in"));
  }

  @Test
  void planTellsEverythingAndWritesNothing() throws Exception {
    addPackage();
    Tree.create().file("common/manager/update.pkglist", "install Tea*\n").writeTo(site.root);
    Nightly nightly = site.nightly();
    Map<String, String> before = Tree.digest(site.root);

    NightlyReport report =
        nightly.run(new NightlyOptions(false, Set.of(), Set.of(), true, List.of()));

    assertThat(step(report, MANAGER).outcome()).isEqualTo(PLANNED);
    assertThat(step(report, MANAGER).reason()).contains("would make", "exact copy");
    assertThat(step(report, PKGUPDATE).reason()).isEqualTo("would install 1, remove 0, leave 0");
    assertThat(Tree.digest(site.root)).isEqualTo(before);
    assertThat(site.slept).isEmpty();
  }
}
