package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of {@code pkg-install} on how packages are installed, from words to the tree. */
class PkgInstallFlagsTest {

  private static final String BUNDLED = "Applications/Juniper.app/Contents/Info.plist";

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

  private static PackageSpec spec(String name) {
    Tree tree = Tree.create().file("opt/" + name, name, 0644);
    return PackageSpec.of(tree).identifier("org.example." + name).version("1");
  }

  private String component(String name) throws IOException {
    Path file = folder.resolve(name + ".pkg");
    FlatPackageBuilder.component(spec(name), file);
    return file.toString();
  }

  private String suite() throws IOException {
    Path file = folder.resolve("Suite.pkg");
    FlatPackageBuilder.product("Suite")
        .add("tea.pkg", spec("tea"))
        .addUnselected("milk.pkg", spec("milk"))
        .write(file);
    return file.toString();
  }

  private static JsonObject item(Run run) {
    return JsonParser.parseString(run.output())
        .getAsJsonObject()
        .getAsJsonArray("items")
        .get(0)
        .getAsJsonObject();
  }

  /** Writes a file of choices that sets whether each of some is selected. */
  private String choices(Map<String, Boolean> selected) throws IOException {
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\"?><plist version=\"1.0\"><array>");
    selected.forEach(
        (id, yes) ->
            text.append("<dict><key>choiceIdentifier</key><string>")
                .append(id)
                .append("</string><key>choiceAttribute</key><string>selected</string>")
                .append("<key>attributeSetting</key><integer>")
                .append(yes ? 1 : 0)
                .append("</integer></dict>"));
    Path file = folder.resolve("choices.xml");
    Files.writeString(file, text.append("</array></plist>").toString());
    return file.toString();
  }

  @Test
  void choicesOfAFoundProductAreListedAndNothingIsInstalled() throws IOException {
    String file = fixture("real/munkitools-2.8.1.2847.pkg");
    Map<String, String> before = Tree.digest(site.root);

    Run run = site.run("pkg-install", "--list-choices", file);

    assertThat(run.status()).isZero();
    assertThat(run.output().lines()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(run.output().lines())
        .allMatch(
            line -> line.matches("munkitools-2.8.1.2847.pkg\t[^\t]+\t(selected|left out)\t.*"));
    assertThat(site.run("pkg-install", "--list-choices", "--json", file).output())
        .contains("\"products\"", "\"selected\": true");
    assertThat(Tree.digest(site.root)).isEqualTo(before);
  }

  @Test
  void choicesDecideWhatIsTaken() throws IOException {
    String suite = suite();
    Run list = site.run("pkg-install", "--list-choices", suite);
    String milk = list.output().lines().filter(l -> l.contains("left out")).toList().get(0);
    String choice = milk.split("\t")[1];

    String file = choices(Map.of(choice, true));
    Run run = site.run("pkg-install", "--choices", file, suite);

    assertThat(run.status()).isZero();
    assertThat(site.at("opt/tea")).exists();
    assertThat(site.at("opt/milk")).exists();
  }

  @Test
  void fileOfChoicesThatIsNoneIsRefused() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.xml"), "no choices");

    assertThat(site.run("pkg-install", "--choices", bad.toString(), suite()).status())
        .isEqualTo(65);
    assertThat(site.run("pkg-install", "--choices", folder + "/absent", suite()).status())
        .isEqualTo(66);
    assertThat(site.at("opt")).doesNotExist();
  }

  @Test
  void dryRunTellsWhatBecomesOfEachPathAndWritesNothing() throws IOException {
    String file = component("tea");
    Files.createDirectories(site.at("opt"));
    Files.writeString(site.at("opt/tea"), "older");
    Map<String, String> before = Tree.digest(site.root);

    Run run = site.run("pkg-install", "--dry-run", file);

    assertThat(run.status()).isZero();
    assertThat(run.output().lines())
        .contains("tea.pkg\twould install\torg.example.tea 1: this version is not received")
        .anyMatch(line -> line.matches("(?i)replace\t/opt/tea\t3"))
        .anyMatch(line -> line.matches("(?i)keep\t/opt\t0"));
    JsonObject forecast =
        item(site.run("pkg-install", "--json", "-n", file)).getAsJsonObject("forecast");
    assertThat(forecast.getAsJsonArray("paths").toString())
        .contains("\"path\":\"/opt/tea\",\"action\":\"replace\"");
    assertThat(Tree.digest(site.root)).isEqualTo(before);
  }

  @Test
  void dryRunOfAFoundPackageNamesItsScriptsAndRunsNone() {
    Run run = site.run("pkg-install", "-n", fixture("real/goxar-valid.pkg"));

    assertThat(run.status()).isZero();
    assertThat(run.errors())
        .contains("postinstall of com.github.macadmins.Nudge.LaunchAgent would not run");
    assertThat(site.at("Library")).doesNotExist();
  }

  @Test
  void newerBundleIsReplacedOnlyWhenThatIsAllowed() throws IOException {
    assertThat(site.run("pkg-install", fixture("synthetic/benign/bundle-gated-2.5.pkg")).status())
        .isZero();
    Path info = site.at(BUNDLED);
    String newer = Files.readString(info);

    Run kept = site.run("pkg-install", fixture("synthetic/benign/bundle-gated-1.5.pkg"));

    assertThat(kept.status()).isZero();
    assertThat(kept.errors()).contains("--allow-downgrade");
    assertThat(info).hasContent(newer);
    Run replaced =
        site.run(
            "pkg-install",
            "--allow-downgrade",
            "--force",
            fixture("synthetic/benign/bundle-gated-1.5.pkg"));
    assertThat(replaced.status()).isZero();
    assertThat(Files.readString(info)).isNotEqualTo(newer);
  }

  private String failing() throws IOException {
    Path file = folder.resolve("failing.pkg");
    FlatPackageBuilder.component(
        spec("failing").script("postinstall", "#!/bin/sh\nexit 5\n"), file);
    return file.toString();
  }

  @Test
  void payloadIsPutBackOrKeptWhenAScriptBehindItFails() throws IOException {
    Run back = site.run("pkg-install", "--run-scripts", failing());

    assertThat(back.status()).isNotZero();
    assertThat(back.errors()).contains("postinstall", "put back");
    assertThat(site.at("opt/failing")).doesNotExist();

    Run kept = site.run("pkg-install", "--run-scripts", "--keep-failed", failing());

    assertThat(kept.status()).isEqualTo(back.status());
    assertThat(site.at("opt/failing")).exists();
    assertThat(site.at("var/db/receipts/org.example.failing.plist")).doesNotExist();
  }

  @Test
  void unsignedPackageIsRefusedWhenASignatureIsRequired() throws IOException {
    Run run = site.run("pkg-install", "--require-signature", component("tea"));

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.errors()).contains("tea.pkg", "not signed", "--require-signature");
    assertThat(site.at("opt")).doesNotExist();
  }

  @Test
  void signatureThatAppleCertifiedIsEnoughAndTold() {
    String file = fixture("real/goxar-valid.pkg");

    Run run = site.run("pkg-install", "--json", "--require-signature", file);

    assertThat(run.status()).isZero();
    JsonObject signature = item(run).getAsJsonArray("signatures").get(0).getAsJsonObject();
    assertThat(signature.get("verifies").getAsString()).isEqualTo("yes");
    assertThat(signature.get("chainsToApple").getAsString()).isEqualTo("yes");
    assertThat(signature.get("teamId").getAsString()).isEqualTo("T4SK8ZXCXG");
  }

  @Test
  void signatureOfSomebodyElseIsNot() {
    String file = fixture("synthetic/benign/signed-rsa-cms.pkg");

    assertThat(site.run("pkg-install", "--require-signature", file).status()).isEqualTo(65);
    assertThat(site.run("pkg-install", file).status()).isZero();
  }

  @Test
  void packageOfAnotherTeamIsRefused() {
    String file = fixture("real/goxar-valid.pkg");

    Run other = site.run("pkg-install", "--team-id", "ABCDE12345", file);

    assertThat(other.status()).isEqualTo(65);
    assertThat(other.errors()).contains("T4SK8ZXCXG", "ABCDE12345");
    assertThat(site.run("pkg-install", "--team-id", "T4SK8ZXCXG", file).status()).isZero();
  }

  @Test
  void signatureThatDoesNotMatchIsRefusedWhateverTheOptions() {
    Run run = site.run("pkg-install", "--force", fixture("real/goxar-bad_signature.pkg"));

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.errors()).contains("does not match");
    assertThat(site.at("Library")).doesNotExist();
  }

  @Test
  void noteOnASignatureNamesThePackageOnce() {
    Run run = site.run("pkg-install", fixture("synthetic/hostile/sig-trailing-data.pkg"));

    assertThat(run.status()).isZero();
    assertThat(run.errors())
        .contains("sig-trailing-data.pkg: ")
        .doesNotContain("sig-trailing-data.pkg: sig-trailing-data.pkg");
  }

  @Test
  void checksOfABundlePackageAreThoseOfTheMacThatIsNamed() {
    String file = fixture("real/InstallLion.pkg");

    Run refused = site.run("pkg-install", "-n", "--os-version", "15.1", "--arch", "x86_64", file);
    Run taken = site.run("pkg-install", "-n", "--os-version", "10.7.5", "--arch", "x86_64", file);

    assertThat(refused.status()).isEqualTo(65);
    assertThat(refused.errors()).contains("too new");
    assertThat(taken.status()).isZero();
  }

  @Test
  void failureIsToldOnceOnEachStream() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.pkg"), "no package at all");

    Run run = site.run("pkg-install", bad.toString(), component("tea"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output().lines()).first().isEqualTo("bad.pkg\tfailed\texit status 65");
    assertThat(run.errors().lines().filter(line -> line.contains("bad.pkg"))).hasSize(1);
    assertThat(site.at("opt/tea")).exists();
    assertThat(site.run("pkgupdate", "--history").output()).contains("bad.pkg\t", "xar");
  }

  @Test
  void statusesAreThoseOfTheContract() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.pkg"), "no package at all");

    assertThat(site.run("pkg-install", component("tea")).status()).isZero();
    assertThat(site.run("pkg-install", "--no-such-option").status()).isEqualTo(2);
    assertThat(site.run("pkg-install", "--arch", "vax", component("tea")).status()).isEqualTo(2);
    assertThat(site.run("pkg-install", bad.toString()).status()).isEqualTo(65);
    assertThat(site.run("pkg-install", folder + "/absent.pkg").status()).isEqualTo(66);
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(Run.as("pkg-install", "--root", file.toString(), component("tea")).status())
        .isIn(66, 73);
  }
}
