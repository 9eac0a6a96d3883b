package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code pkg-install} asks and tells of signatures and scripts. */
class PackageTrustTest {

  @TempDir Path folder;

  private Site site;

  @BeforeEach
  void setUp() throws IOException {
    site = Site.in(folder);
  }

  private static String fixture(String name) {
    Path found = Shared.fixture("pkg/" + name).orElse(null);
    assumeTrue(found != null, "../shared/fixtures is absent");
    return found.toString();
  }

  private String scripted(String script) throws IOException {
    Path file = folder.resolve("tea.pkg");
    PackageSpec spec =
        PackageSpec.of(Tree.create().file("opt/tea", "x", 0644))
            .identifier("org.example.tea")
            .version("1")
            .script("preinstall", "#!/bin/sh\n" + script + "\n");
    FlatPackageBuilder.component(spec, file);
    return file.toString();
  }

  private static JsonObject item(Run run) {
    return JsonParser.parseString(run.output())
        .getAsJsonObject()
        .getAsJsonArray("items")
        .get(0)
        .getAsJsonObject();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--team-id", "--os-version", "--choices", "--arch"})
  void emptyValueDoesNotSwitchTheOptionOff(String option) throws IOException {
    Run run = site.run("pkg-install", option, "", scripted("exit 0"));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.errors()).contains(option).hasLineCount(1);
    assertThat(site.run("pkg-install", option + "=", scripted("exit 0")).status()).isEqualTo(2);
  }

  @Test
  void refusedPackageTellsWhatIsKnownOfItsSignature() {
    String bad = fixture("real/goxar-bad_signature.pkg");
    Run run = site.run("pkg-install", "--json", bad);
    assertThat(run.status()).isEqualTo(65);
    JsonArray signatures = item(run).getAsJsonArray("signatures");
    assertThat(signatures).hasSize(1);
    assertThat(signatures.get(0).getAsJsonObject().get("verifies").getAsString()).isEqualTo("no");
  }

  @Test
  void whatIsWrongWithASignatureIsSaid() {
    String ticket = fixture("synthetic/benign/signed-with-stapled-ticket.pkg");
    Run run = site.run("pkg-install", ticket);
    assertThat(run.status()).isZero();
    assertThat(run.errors()).contains("about its signature: ").contains("does not name the digest");
  }

  @Test
  void failedScriptHasTheStatusOfBadInput() throws IOException {
    Run run = site.run("pkg-install", "--run-scripts", scripted("exit 3"));
    assertThat(run.status()).isEqualTo(65);
    assertThat(run.errors()).contains("ended with status 3").doesNotContain("input or output");
  }

  @Test
  void whereAScriptRunsIsSaidBeforeAndWhileItRuns() throws IOException {
    String item = scripted("exit 0");
    Run plan = site.run("pkg-install", "-n", "--run-scripts", item);
    assertThat(plan.errors()).contains("would run on this machine, since ");
    Run json = site.run("pkg-install", "-n", "--run-scripts", "--json", item);
    assertThat(
            item(json)
                .getAsJsonObject("forecast")
                .getAsJsonArray("scripts")
                .get(0)
                .getAsJsonObject()
                .get("where")
                .getAsString())
        .startsWith("on this machine, since ");
    Run run = site.run("pkg-install", "--run-scripts", item);
    assertThat(run.errors())
        .contains("running preinstall of org.example.tea on this machine, since ");
  }

  @Test
  void identifierThatNoCommandCouldBeToldOfIsRefused() {
    Run run = site.run("pkg-install", fixture("synthetic/hostile/pkginfo-id-option.pkg"));
    assertThat(run.status()).isEqualTo(65);
    assertThat(run.errors()).contains("identifier '--forget' begins as an option does");
  }
}
