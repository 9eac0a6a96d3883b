package io.github.macnightly.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from found distributions, and what is refused. */
final class DistributionFileTest {

  @Test
  void mergesTheReferencesOfZoom() throws IOException {
    PackageRef zoom =
        FixtureTest.find("zoom.Distribution").packageRefs().get("us.zoom.pkg.videomeeting");
    assertThat(zoom.location()).isEqualTo("#zoomus.pkg");
    assertThat(zoom.version()).isEqualTo("6.7.2.72191");
    assertThat(zoom.installKBytes()).isEqualTo(437_065);
    assertThat(zoom.onConclusion()).isEqualTo("none");
    assertThat(zoom.mustClose()).containsExactly("us.zoom.xos");
  }

  @Test
  void mergesTheOptionsOfZoom() throws IOException {
    DistributionFile zoom = FixtureTest.find("zoom.Distribution");
    assertThat(zoom.options())
        .isEqualTo(new Options("never", List.of("x86_64", "arm64"), true, false, false));
    assertThat(zoom.domains()).isEqualTo(new Domains(false, true, true));
    assertThat(zoom.resources())
        .containsExactly(
            new Resource("welcome", "Welcome.rtf"), new Resource("background", "background.png"));
  }

  @Test
  void knowsTheReceiptOfHoRndis() throws IOException {
    PackageRef kext = FixtureTest.find("HoRNDIS-rel7.pkg").packageRefs().get("kext");
    assertThat(kext.receipt()).isEqualTo("com.joshuawise.kexts.HoRNDIS");
    assertThat(kext.location()).isEqualTo("#HoRNDIS-kext.pkg");
  }

  @Test
  void takesTheLocationFromTheReferenceInTheChoiceOfLion() throws IOException {
    PackageRef manual = FixtureTest.find("InstallLion.pkg").packageRefs().get("manual");
    assertThat(manual.location()).isEqualTo(".");
    assertThat(manual.auth()).isEqualTo("Root");
    assertThat(manual.onConclusion()).isEqualTo("RequireRestart");
    assertThat(manual.installKBytes()).isEqualTo(8_388_608);
  }

  @Test
  void keepsThePathOfAMetapackageAsWritten() throws IOException {
    DistributionFile munki = FixtureTest.find("munkitools-1.0.0.1864.distribution.dist");
    assertThat(munki.packageRefs().keySet())
        .containsExactly(
            "com.googlecode.munki.core",
            "com.googlecode.munki.admin",
            "com.googlecode.munki.app",
            "com.googlecode.munki.launchd");
    assertThat(munki.packageRefs().get("com.googlecode.munki.core").location())
        .isEqualTo("file:./Contents/Packages/munkitools_core-1.0.0.1864.0.pkg");
  }

  @Test
  void stripsTheLocationAndLeavesItEncoded() throws IOException {
    DistributionFile juniper = FixtureTest.find("product-choices.pkg");
    assertThat(juniper.packageRefs().get("org.elder.pkgtest.tool").location())
        .isEqualTo("#My%20Tool.pkg");
    assertThat(juniper.title()).isEqualTo("Juniper Suite");
  }

  @Test
  void flattensTheOutline() throws IOException {
    assertThat(FixtureTest.find("product-choices.pkg").outline())
        .containsExactly(
            new OutlineLine("default", "", 0),
            new OutlineLine("tool", "default", 1),
            new OutlineLine("docs", "default", 1),
            new OutlineLine("gone", "", 0));
  }

  @Test
  void findsTheTitleInTheStringTable() throws IOException {
    DistributionFile docker = FixtureTest.find("boot2docker.Distribution");
    assertThat(docker.title()).isEqualTo("docker_title");
    assertThat(docker.withStrings(Map.of("docker_title", "Docker")).title()).isEqualTo("Docker");
  }

  @Test
  void readsStringTablesInTheFile() throws IOException {
    DistributionFile file =
        new Scripted()
            .xml(
                "<title>T</title><localization><strings language='en'>\"T\" ="
                    + " \"Name\";</strings></localization>")
            .file();
    assertThat(file.title()).isEqualTo("Name");
  }

  @Test
  void speaksTheLanguageOfTheTarget() throws IOException {
    Scripted product =
        new Scripted()
            .xml(
                "<localization><strings language='en'>K = no; L = left;</strings>"
                    + "<strings language='de'>K = nein;</strings></localization>")
            .script(
                "function f() { my.result.message = system.localizedString('K') + ' '"
                    + " + system.localizedString('L'); return false; }")
            .check("f()");
    Target german = Target.of("14.5", "arm64").withLocale(java.util.Locale.GERMANY);
    assertThat(product.evaluate(german).checks().get(0).message()).isEqualTo("nein left");
    assertThat(product.evaluate().checks().get(0).message()).isEqualTo("no left");
  }

  @Test
  void refusesAnOutlineOfFiveThousandLevels() throws IOException {
    Path deep = Shared.fixture("pkg/synthetic/hostile/dist-deep-outline.pkg").orElse(null);
    assumeTrue(deep != null, "no fixtures");
    assertThatThrownBy(() -> FixtureTest.read(deep))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("depth of XML");
  }

  @Test
  void readsStringTablesOfAllEncodings() throws IOException {
    String table = "/* a */\n\"k\" = \"Gr\u00fc\u00dfe \\\"x\\\"\";\nplain = word;\n";
    Map<String, String> wanted = Map.of("k", "Gr\u00fc\u00dfe \"x\"", "plain", "word");
    assertThat(LocalizedStrings.parse(table.getBytes(StandardCharsets.UTF_8))).isEqualTo(wanted);
    assertThat(LocalizedStrings.parse(table.getBytes(StandardCharsets.UTF_16))).isEqualTo(wanted);
    assertThat(LocalizedStrings.parse(table.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(wanted);
    assertThat(LocalizedStrings.parse(new byte[0])).isEmpty();
  }

  @Test
  void refusesAComponentAtTwoPlaces() {
    assertThatThrownBy(
            () ->
                new Scripted()
                    .xml("<pkg-ref id='a'>#a</pkg-ref><pkg-ref id='a'>#b</pkg-ref>")
                    .file())
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("pkg-ref 'a' lies at both '#a' and '#b'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "<a/>",
        "<installer-script>",
        "<installer-script>&lol;</installer-script>",
        "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c"
            + " '&b;&b;'>]><installer-script>&c;</installer-script>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><installer-script/>",
      })
  void refusesWhatIsNoInstallerScript(String text) {
    assertThatThrownBy(() -> DistributionFile.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CorruptException.class)
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesDeepAndManyElements() {
    String deep = "<a>".repeat(300) + "</a>".repeat(300);
    String many = "<a/>".repeat(200_001);
    assertThatThrownBy(() -> DistributionFile.parse(Scripted.bytes(deep)))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> DistributionFile.parse(Scripted.bytes(many)))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> DistributionFile.parse(new byte[(8 << 20) + 1]))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void readsOrRefusesWhateverAByteIsChangedTo() throws IOException {
    byte[] good =
        Scripted.bytes("<choice id='a'/><choices-outline><line choice='a'/></choices-outline>");
    java.util.Random random = new java.util.Random(4);
    int read = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      try {
        DistributionFile.parse(bad);
        read++;
      } catch (FormatException e) {
        assertThat(e.format()).isEqualTo("Distribution");
      }
    }
    assertThat(read).isBetween(100, 1900);
  }

  @Test
  void notesWhatIsStrange() throws IOException {
    DistributionFile file =
        DistributionFile.parse(
            Scripted.bytes(
                "<choice id='a'/><choice id='a'/>"
                    + "<choices-outline><line choice='b'/></choices-outline>"));
    assertThat(file.notes())
        .containsExactly(
            "the choice 'a' is there twice: the first one counts",
            "the outline names the choice 'b', which is missing");
  }

  @Test
  void passesOverTheOutlineOfAnotherInterface() throws IOException {
    String other = "<choices-outline ui='SoftwareUpdate'><line choice='b'/></choices-outline>";
    String usual = "<choices-outline><line choice='a'/></choices-outline>";
    String choices = "<choice id='a'/><choice id='b'/>";
    assertThat(DistributionFile.parse(Scripted.bytes(other + usual + choices)).outline())
        .containsExactly(new OutlineLine("a", "", 0));
  }
}
