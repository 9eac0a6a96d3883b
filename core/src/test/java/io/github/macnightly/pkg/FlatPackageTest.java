package io.github.macnightly.pkg;

import static io.github.macnightly.pkg.FlatPackageBuilder.choice;
import static io.github.macnightly.pkg.FlatPackageBuilder.pkgInfo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flat packages made by hand. */
final class FlatPackageTest {

  @TempDir Path directory;

  private InstallerPackage open(FlatPackageBuilder builder) throws IOException {
    return InstallerPackage.open(builder.write(directory));
  }

  private Component component(String info) throws IOException {
    return open(new FlatPackageBuilder().info(info)).components().get(0);
  }

  private void refused(FlatPackageBuilder builder, String words) {
    assertThatThrownBy(() -> open(builder).close())
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(words);
  }

  private List<String> identifiers(FlatPackageBuilder builder) throws IOException {
    try (InstallerPackage opened = open(builder)) {
      return opened.components().stream().map(Component::identifier).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "../a", "a\\b", "a&#10;b"})
  void refusesAnIdentifierThatCannotBeAFileName(String identifier) {
    refused(new FlatPackageBuilder().info(pkgInfo(identifier)), "cannot name a receipt");
  }

  @Test
  void refusesPackageInfoWithoutAnIdentifier() {
    refused(new FlatPackageBuilder().info("<pkg-info version=\"1\"/>"), "identifier ''");
  }

  @Test
  void refusesAnIdentifierThatIsTooLongForAFileName() {
    refused(new FlatPackageBuilder().info(pkgInfo("i".repeat(241))), "cannot name a receipt");
  }

  @Test
  void takesAnIdentifierWithSpacesAndOtherLetters() throws IOException {
    assertThat(component(pkgInfo("My T\u00f6\u00f6l")).identifier()).isEqualTo("My T\u00f6\u00f6l");
  }

  @ParameterizedTest
  @CsvSource({"/,/", "'',/", "opt/x/,/opt/x", "/Library//A/./,/Library/A", "./opt,/opt"})
  void makesTheInstallLocationAbsoluteAndPlain(String given, String wanted) throws IOException {
    String info = "<pkg-info identifier=\"a\" install-location=\"" + given + "\"/>";
    assertThat(component(info).installLocation()).isEqualTo(wanted);
  }

  @Test
  void installsAtTheRootAndHasVersionZeroWhenNothingIsTold() throws IOException {
    Component component = component("<pkg-info identifier=\"a\"/>");
    assertThat(component.installLocation()).isEqualTo("/");
    assertThat(component.version()).isEqualTo("0");
  }

  @Test
  void refusesAnInstallLocationThatClimbs() {
    String info = "<pkg-info identifier=\"a\" install-location=\"/opt/../../tmp\"/>";
    refused(new FlatPackageBuilder().info(info), "leads out");
  }

  @Test
  void refusesAnInstallLocationInAHomeDirectory() {
    String info = "<pkg-info identifier=\"a\" install-location=\"~/x\"/>";
    assertThatThrownBy(() -> component(info)).isInstanceOf(UnsupportedFormatException.class);
  }

  @Test
  void refusesAScriptOutsideOfItsDirectory() {
    String script = "<scripts><postinstall file=\"./../../bin/true\"/></scripts>";
    String info = "<pkg-info identifier=\"a\">" + script + "</pkg-info>";
    refused(new FlatPackageBuilder().info(info), "leads out");
  }

  @Test
  void tellsOfScriptsAndBundles() throws IOException {
    String script = "<scripts><postinstall file=\"./go.sh\"/></scripts>";
    String bundle = "<bundle path=\"./A.app\" id=\"x\"/>";
    Component component =
        component("<pkg-info identifier=\"a\">" + script + bundle + "</pkg-info>");
    assertThat(component.scripts()).containsExactly("postinstall");
    assertThat(component.scriptPath("postinstall")).isEqualTo("go.sh");
    assertThat(component.bundles()).containsExactly("A.app");
  }

  @Test
  void refusesADocumentTypeInPackageInfo() {
    String xxe = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
    refused(new FlatPackageBuilder().info(xxe + pkgInfo("&a;")), "document type");
  }

  @Test
  void refusesAnArchiveThatIsNoPackage() {
    FlatPackageBuilder builder = new FlatPackageBuilder().payload(new byte[1]);
    assertThatThrownBy(() -> open(builder)).isInstanceOf(NotThisFormatException.class);
  }

  @Test
  void opensThePackagesBesideADistributionScript() throws IOException {
    new FlatPackageBuilder().info(pkgInfo("a")).write(directory);
    String script =
        "<?xml version=\"1.0\"?>\n<installer-gui-script>"
            + choice("a", "").replace("#a.pkg", "test.pkg")
            + "</installer-gui-script>";
    Path file = Files.writeString(directory.resolve("a.dist"), script);
    try (InstallerPackage opened = InstallerPackage.open(file)) {
      assertThat(opened.format()).isEqualTo(InstallerPackage.Format.METAPACKAGE);
      assertThat(opened.components()).extracting(Component::identifier).containsExactly("a");
      assertThat(opened.script()).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../test.pkg", "file:///etc/x.pkg", "http://h/x.pkg", "/etc/../../x"})
  void refusesPackagesThatAScriptFindsElsewhere(String location) throws IOException {
    String script = "<installer-script>" + choice("a", "").replace("#a.pkg", location);
    Path file = Files.writeString(directory.resolve("a.dist"), script + "</installer-script>");
    assertThatThrownBy(() -> InstallerPackage.open(file)).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesADistributionScriptThatIsDamaged() throws IOException {
    Path file = Files.writeString(directory.resolve("a.dist"), "<?xml?><installer-script/>");
    assertThatThrownBy(() -> InstallerPackage.open(file)).isInstanceOf(CorruptException.class);
  }

  @Test
  void takesWhatTheCallerChooses() throws IOException {
    String script = choice("a", "") + "<pkg-ref id=\"b\">#b.pkg</pkg-ref>";
    Path file =
        new FlatPackageBuilder()
            .component("a")
            .component("b")
            .distribution(script)
            .write(directory);
    try (InstallerPackage opened = InstallerPackage.open(file, bytes -> List.of("b"))) {
      assertThat(opened.components()).extracting(Component::identifier).containsExactly("b");
    }
    assertThatThrownBy(() -> InstallerPackage.open(file, bytes -> List.of("c")))
        .hasMessageContaining("does not occur");
  }

  @Test
  void readsAPayload() throws IOException {
    byte[] payload = CpioBuilder.gzip(CpioBuilder.odc().file("./a", "x").build());
    FlatPackageBuilder builder = new FlatPackageBuilder().info(pkgInfo("a")).payload(payload);
    try (InstallerPackage opened = open(builder)) {
      opened.components().get(0).payload((e, in) -> assertThat(e.path()).isEqualTo("a"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',true",
    "start_selected='false',false",
    "selected='false',false",
    "selected='true' start_selected='false',true",
    "start_selected='isNew()',true",
    "enabled='false' visible='false',true",
  })
  void takesChoicesByTheirStaticValues(String attributes, boolean taken) throws IOException {
    FlatPackageBuilder builder =
        new FlatPackageBuilder().component("a").distribution(choice("a", attributes));
    assertThat(identifiers(builder).contains("a")).isEqualTo(taken);
  }

  @Test
  void notesAChoiceThatJavaScriptDecides() throws IOException {
    String script = "<installation-check script=\"go()\"/>" + choice("a", "selected='isNew()'");
    try (InstallerPackage opened =
        open(new FlatPackageBuilder().component("a").distribution(script))) {
      assertThat(opened.notes()).anyMatch(note -> note.contains("choice 'c' was taken"));
      assertThat(opened.notes()).anyMatch(note -> note.contains("no installation-check"));
    }
  }

  @Test
  void takesNoChoiceThatIsNotInTheOutline() throws IOException {
    String other =
        "<choice id=\"d\"><pkg-ref id=\"b\"/></choice><pkg-ref id=\"b\">#b.pkg</pkg-ref>";
    FlatPackageBuilder builder = new FlatPackageBuilder().component("a").component("b");
    assertThat(identifiers(builder.distribution(choice("a", "") + other))).containsExactly("a");
  }

  @Test
  void refusesAComponentThatIsMissing() {
    refused(new FlatPackageBuilder().distribution(choice("a", "")), "which is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"#../../a.pkg", "file:///etc", "file:../x.pkg", "http://h/x.pkg", "#%zz"})
  void refusesAComponentThatLiesElsewhere(String location) {
    String script = choice("a", "").replace("#a.pkg", location);
    assertThatThrownBy(() -> open(new FlatPackageBuilder().component("a").distribution(script)))
        .isInstanceOf(CorruptException.class);
  }

  @Test
  void findsALocationThatIsPercentEncodedBetweenWhiteSpace() throws IOException {
    String script = choice("a b", "").replace("#a b.pkg", "\n  #a%20b.pkg\n");
    FlatPackageBuilder builder = new FlatPackageBuilder().component("a b").distribution(script);
    assertThat(identifiers(builder)).containsExactly("a b");
  }

  @Test
  void refusesAReferenceWithTwoLocations() {
    String script = choice("a", "") + "<pkg-ref id=\"a\">#b.pkg</pkg-ref>";
    refused(new FlatPackageBuilder().component("a").distribution(script), "lies at both");
  }

  @Test
  void tellsThatAProductBelongsOnTheStartVolume() throws IOException {
    String script = "<options rootVolumeOnly=\"true\"/>" + choice("a", "");
    try (InstallerPackage opened =
        open(new FlatPackageBuilder().component("a").distribution(script))) {
      assertThat(opened.components().get(0).rootVolumeOnly()).isTrue();
      assertThat(opened.components().get(0).receiptName()).isEqualTo("a.pkg");
    }
  }

  @Test
  void endsInAResultOrARefusalOnDamagedScripts() throws IOException {
    Random random = new Random(5);
    String script = "<title>t</title>" + choice("a", "selected='x()'");
    for (int i = 0; i < 300; i++) {
      StringBuilder damaged = new StringBuilder(script);
      damaged.setCharAt(random.nextInt(script.length()), (char) (32 + random.nextInt(200)));
      try (InstallerPackage opened =
          open(new FlatPackageBuilder().component("a").distribution(damaged.toString()))) {
        assertThat(opened.components()).hasSizeLessThan(2);
      } catch (FormatException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
      }
    }
  }
}
