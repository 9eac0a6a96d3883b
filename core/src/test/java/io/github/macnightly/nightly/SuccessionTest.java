package io.github.macnightly.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A toolkit that lies in a tree that it synchronises. */
final class SuccessionTest {

  @TempDir Path work;
  private Site site;

  @BeforeEach
  void makeSite() throws IOException {
    site = new Site(work);
    site.home = site.root.resolve("common/manager/kit");
    master("old");
  }

  @AfterEach
  void closeSite() {
    site.close();
  }

  private void master(String version) throws IOException {
    Tree.create()
        .file(
            "common/manager/kit/bin/update",
            "#!/bin/sh\necho \"%s|$*|$MACNIGHTLY_LOCK|$MACNIGHTLY_EARLIER|$PPID\"\necho oh >&2\nexit 3\n"
                .formatted(version),
            0755)
        .file("common/manager/kit/lib/macnightly.jar", version)
        .writeTo(site.master.resolve("1"));
  }

  private void install() throws IOException {
    Tree.create()
        .file("common/manager/kit/bin/update", "#!/bin/sh\nexit 9\n", 0755)
        .file("common/manager/kit/lib/macnightly.jar", "older")
        .writeTo(site.root);
  }

  @Test
  void changedToolkitTakesOverTheSameNight() throws Exception {
    install();
    NightlyOptions options =
        new NightlyOptions(true, Set.of(), Set.of(StepName.LOCAL), false, List.of("--json"));

    NightlyReport report = site.nightly().run(options);

    assertThat(report.steps()).extracting(StepResult::name).containsExactly(StepName.MANAGER);
    assertThat(report.successor().status()).isEqualTo(3);
    assertThat(report.successor().output())
        .isEqualTo(
            "old|now --root "
                + site.root
                + " --skip manager,local --json|"
                + ProcessHandle.current().pid()
                + "|ok|"
                + ProcessHandle.current().pid()
                + "\n");
    assertThat(report.failed()).isTrue();
    assertThat(site.complaints).contains("oh");
    assertThat(site.state().runs(1).get(0).status()).isEqualTo(1);
  }

  @Test
  void stepsAreDoneHereWhenTheToolkitStays() throws Exception {
    site.run();

    NightlyReport report = site.run();

    assertThat(report.successor()).isNull();
    assertThat(report.steps()).hasSize(StepName.values().length);
  }

  @Test
  void toolkitOutsideOfTheTreesIsNotRestarted() throws Exception {
    site.home = work.resolve("kit");
    Tree.create().file("bin/update", "x", 0755).writeTo(site.home);

    assertThat(site.run().successor()).isNull();
  }

  @Test
  void successorHandsOverToNobody() throws Exception {
    install();
    site.environment.put(
        "MACNIGHTLY_LOCK", Long.toString(ProcessHandle.current().parent().orElseThrow().pid()));

    assertThat(site.run().successor()).isNull();
  }

  @Test
  void changeByTheCommonTreeLeavesOnlyTheLaterSteps() throws Exception {
    install();
    NightlyOptions options =
        new NightlyOptions(
            true, Set.of(), EnumSet.of(StepName.MANAGER, StepName.CONFIG), false, List.of());

    NightlyReport report = site.nightly().run(options);

    assertThat(report.successor().output()).contains("--skip manager,prescript,config,common|");
  }

  @Test
  void oldToolkitGoesOnWhenTheNewOneCannotBeStarted() throws Exception {
    install();
    Tree.create()
        .file("common/manager/kit/bin/update", "#!/bin/sh\n", 0644)
        .writeTo(site.master.resolve("1"));
    Files.writeString(site.root.resolve("common/manager/kit/bin/update"), "longer than that");

    NightlyReport report = site.run();

    assertThat(report.steps()).hasSize(StepName.values().length);
    assertThat(site.complaints)
        .anyMatch(note -> note.startsWith("the changed toolkit cannot be started, going on: "));
  }
}
