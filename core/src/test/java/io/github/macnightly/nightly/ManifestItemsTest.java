package io.github.macnightly.nightly;

import static io.github.macnightly.nightly.Site.step;
import static io.github.macnightly.nightly.StepName.PKGUPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.packages.ItemResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a nightly run does with a manifest. */
class ManifestItemsTest {

  @TempDir Path work;
  private Site site;

  @BeforeEach
  void makeSite() throws IOException {
    site = new Site(work);
    site.packages()
        .archive("Tea-1.0.app.tar.gz", Apps.bundle("Tea", "org.example.tea", "1.0"))
        .archive("Tide-1.0.app.tar.gz", Apps.bundle("Tide", "org.example.tide", "1.0"))
        .writeIndex();
    site.settings.put("MANIFEST", "/common/manager/site.yaml");
  }

  @AfterEach
  void closeSite() {
    site.close();
  }

  private void manager(String file, String text) throws IOException {
    Tree.create().file(file, text).writeTo(site.tree("common/manager"));
  }

  @Test
  void itemsOfTheManifestComeBeforeThePackageList() throws Exception {
    manager("update.pkglist", "install Tide*\n");
    manager("site.yaml", "catalogs: [p]\nmanaged_installs: ['Tea*']\noptional_installs: [Go]\n");

    StepResult result = step(site.run(), PKGUPDATE);

    assertThat(result.outcome()).isEqualTo(StepResult.Outcome.DONE);
    assertThat(result.packages().items())
        .extracting(ItemResult::name)
        .containsExactly("Tea-1.0.app.tar.gz", "Tide-1.0.app.tar.gz");
  }

  @Test
  void manifestNeedsNoPackageListAndAsksConditionScripts() throws Exception {
    manager(
        "site.yaml",
        "catalogs: [p]\n"
            + "conditional_items:\n"
            + "- {condition: room == 'a17', managed_installs: ['Tea*']}\n"
            + "- {condition: room == 'b', managed_installs: ['Tide*']}\n");
    manager("conditions/room", "#!/bin/sh\necho room=a17\n");
    site.settings.put("CONDITIONS", "/common/manager/conditions");
    Files.setPosixFilePermissions(
        site.tree("common/manager").resolve("conditions/room"),
        PosixFilePermissions.fromString("rwxr-xr-x"));

    StepResult result = step(site.run(), PKGUPDATE);

    assertThat(result.packages().problems()).isEmpty();
    assertThat(result.packages().items())
        .extracting(ItemResult::name)
        .containsExactly("Tea-1.0.app.tar.gz");
  }

  @Test
  void dryRunRunsNoConditionScript() throws Exception {
    manager(
        "site.yaml",
        "catalogs: [p]\nmanaged_installs: ['Tide*']\nconditional_items:\n"
            + "- {condition: room == 'a17', managed_installs: ['Tea*']}\n");
    Path ran = work.resolve("ran");
    site.script("conditions/room", "touch '" + ran + "'; echo room=a17");
    site.settings.put("CONDITIONS", "/common/manager/conditions");
    site.run();
    assertThat(ran).exists();
    Files.delete(ran);

    StepResult result = step(site.nightly().plan(NightlyOptions.all(true)), PKGUPDATE);

    assertThat(ran).doesNotExist();
    assertThat(result.packages().items())
        .extracting(ItemResult::name)
        .containsExactly("Tide-1.0.app.tar.gz");
    assertThat(site.heard.notes).anyMatch(note -> note.contains("room: would run"));
  }

  @Test
  void badPartFailsTheStepAndTheRestIsDone() throws Exception {
    manager("update.pkglist", "install Tide*\n");
    manager("site.yaml", "catalogs: [p]\nincluded_manifests: [gone]\nmanaged_installs: ['Tea*']\n");

    StepResult result = step(site.run(), PKGUPDATE);

    assertThat(result.failed()).isTrue();
    assertThat(result.output())
        .contains("manifest site.yaml: included_manifests[0]: there is no manifest gone");
    assertThat(result.packages().items()).hasSize(2);
  }

  @Test
  void incompleteManifestRemovesNothing() throws Exception {
    manager("update.pkglist", "install Tea*\ninstall Tide*\n");
    manager("site.yaml", "catalogs: [p]\n");
    step(site.run(), PKGUPDATE);
    manager("update.pkglist", "remove Tide*\n");
    manager(
        "site.yaml", "catalogs: [p]\nincluded_manifests: [grp]\nmanaged_uninstalls: ['Tea*']\n");

    StepResult result = step(site.run(), PKGUPDATE);
    StepResult planned = step(site.nightly().plan(NightlyOptions.all(true)), PKGUPDATE);

    assertThat(planned.failed()).isTrue();
    assertThat(planned.output()).isEqualTo(result.output());
    assertThat(result.packages().items()).isEmpty();
    assertThat(result.output())
        .isEqualTo(
            "manifest site.yaml: included_manifests[0]: there is no manifest grp\n"
                + "manifest /common/manager/site.yaml: is incomplete, so nothing is removed in this"
                + " run; left out: Tea*, Tide*\n");
    manager("grp.yaml", "managed_installs: ['Tide*']\n");
    manager("update.pkglist", "");
    assertThat(step(site.run(), PKGUPDATE).packages().items())
        .filteredOn(item -> item.outcome() == ItemResult.Outcome.REMOVED)
        .extracting(ItemResult::name)
        .containsExactly("Tea-1.0.app.tar.gz");
  }

  @Test
  void manifestThatIsGoneKeepsThePackageListFromRemoving() throws Exception {
    manager("update.pkglist", "install Tide*\nremove Tea*\n");

    StepResult result = step(site.run(), PKGUPDATE);

    assertThat(result.packages().items())
        .extracting(ItemResult::name)
        .containsExactly("Tide-1.0.app.tar.gz");
    assertThat(result.output()).contains("nothing is removed in this run; left out: Tea*\n");
  }

  @Test
  void dryRunTellsTheProblemsOfTheRealRun() throws Exception {
    manager("update.pkglist", "install Tide*\n");
    site.run();
    List<String> real = List.copyOf(site.complaints);
    site.close();
    Files.deleteIfExists(site.root.resolve("etc/pkglist.sqlite3"));
    site.complaints.clear();

    NightlyReport report = site.nightly().plan(NightlyOptions.all(true));

    assertThat(report.failed()).isTrue();
    assertThat(site.complaints)
        .hasSameSizeAs(real)
        .anyMatch(line -> line.startsWith("  manifest /common/manager/site.yaml: "));
    assertThat(real).contains(site.complaints.get(1));
  }

  @Test
  void dryRunSaysWhatItWouldDo() throws Exception {
    manager("update.pkglist", "install Tide*\n");
    manager("site.yaml", "catalogs: [p]\n");
    step(site.run(), PKGUPDATE);
    manager("update.pkglist", "install Tea*\nremove Tide*\n");
    site.run(); // brings the list here, and does both
    manager("update.pkglist", "install Tide*\nremove Tea*\n");
    Tree.create()
        .file("update.pkglist", "install Tide*\nremove Tea*\n")
        .writeTo(site.root.resolve("common/manager"));

    StepResult planned = step(site.nightly().plan(NightlyOptions.all(true)), PKGUPDATE);

    assertThat(planned.outcome()).isEqualTo(StepResult.Outcome.PLANNED);
    assertThat(planned.output())
        .contains("would install Tide-1.0.app.tar.gz: not installed\n")
        .contains("would remove Tea-1.0.app.tar.gz: ");
  }

  @Test
  void manifestThatIsNotThereLeavesThePackageList() throws Exception {
    manager("update.pkglist", "install Tide*\n");

    StepResult result = step(site.run(), PKGUPDATE);

    assertThat(result.failed()).isTrue();
    assertThat(result.packages().items()).hasSize(1);
  }
}
