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
  void manifestThatIsNotThereLeavesThePackageList() throws Exception {
    manager("update.pkglist", "install Tide*\n");

    StepResult result = step(site.run(), PKGUPDATE);

    assertThat(result.failed()).isTrue();
    assertThat(result.packages().items()).hasSize(1);
  }
}
