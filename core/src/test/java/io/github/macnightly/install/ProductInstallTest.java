package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What products look at and offer, as they are installed. */
class ProductInstallTest extends StagedTest {

  private Path product(String from, String to) throws IOException {
    Path file = stage.items.resolve("Suite.pkg");
    FlatPackageBuilder.product("Suite")
        .add("one.pkg", spec("one"))
        .addUnselected("two.pkg", spec("two"))
        .editDistribution(xml -> xml.replaceFirst(from, to))
        .write(file);
    return file;
  }

  private static PackageSpec spec(String name) {
    return PackageSpec.of(Tree.create().file(name, name)).identifier("o." + name).version("1");
  }

  private Path plain() throws IOException {
    return product("nothing", "nothing");
  }

  private Path checked(String script) throws IOException {
    return product(
        "</title>",
        "</title><installation-check script=\"check()\"/><script>function check() {"
            + script.replace("&", "&amp;")
            + "}</script>");
  }

  private Outcome install(Path file, Wishes wishes) throws Exception {
    return stage
        .installer(InstallOptions.defaults().wishing(wishes))
        .install(file, Origin.of(file));
  }

  private static Wishes mac(String version, String architecture) {
    return new Wishes(new byte[0], version, architecture);
  }

  private static byte[] choices(String id) {
    String text =
        "<?xml version=\"1.0\"?><plist version=\"1.0\"><array><dict>"
            + "<key>choiceIdentifier</key><string>"
            + id
            + "</string><key>choiceAttribute</key><string>selected</string>"
            + "<key>attributeSetting</key><integer>1</integer></dict></array></plist>";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void takesWhatTheProductProposes() throws Exception {
    stage.install(plain());
    assertThat(stage.root.resolve("one")).exists();
    assertThat(stage.root.resolve("two")).doesNotExist();
  }

  @Test
  void takesWhatTheChoicesFileSays() throws Exception {
    Path file = plain();
    String id = stage.installer().choices(file).get(1).id();
    install(file, new Wishes(choices(id), "", ""));
    assertThat(stage.root.resolve("two")).exists();
  }

  @Test
  void listsTheChoicesWithWhatWouldBeTaken() throws Exception {
    List<ProductChoice> found = stage.installer().choices(plain());
    assertThat(found).extracting(ProductChoice::selected).containsExactly(true, false);
    assertThat(found.get(0).packages()).hasSize(1);
    assertThat(stage.added()).isEmpty();
  }

  @Test
  void refusesWhatTheProductRefusesInItsWords() throws Exception {
    Path file =
        checked(
            "my.result.title='No'; my.result.message='Wants macOS 13';"
                + " my.result.type='Fatal'; return system.compareVersions("
                + "system.version.ProductVersion, '13.0') >= 0;");
    assertThatThrownBy(() -> install(file, mac("12.6", "arm64")))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("Suite")
        .hasMessageContaining("Wants macOS 13");
    assertThat(stage.added()).isEmpty();
    assertThat(install(file, mac("14.1", "arm64")).status()).isEqualTo(Outcome.Status.INSTALLED);
  }

  @Test
  void tellsTheVersionOfTheTreeThatItGoesInto() throws Exception {
    Path plist = stage.root.resolve("System/Library/CoreServices/SystemVersion.plist");
    Files.createDirectories(plist.getParent());
    Files.write(plist, PropertyLists.writeXml(Map.of("ProductVersion", "10.9.5")));
    Path file = checked("return system.version.ProductVersion == '10.9.5';");
    assertThat(stage.install(file).status()).isEqualTo(Outcome.Status.INSTALLED);
  }

  @Test
  void saysWhichVersionWasToldWhenNobodyKnowsOne() throws Exception {
    Outcome outcome = stage.install(checked("return true;"));
    assertThat(outcome.notes()).anyMatch(note -> note.contains("--os-version"));
  }

  @Test
  void scriptSeesTheFilesOfTheTreeAndNoOthers() throws Exception {
    Path outside = Files.writeString(work.resolve("secret"), "x");
    Files.createSymbolicLink(stage.root.resolve("way"), work);
    Files.writeString(stage.root.resolve("here"), "x");
    Path file =
        checked(
            "return system.files.fileExistsAtPath('/here')"
                + " && !system.files.fileExistsAtPath('"
                + outside
                + "') && !system.files.fileExistsAtPath('/way/secret')"
                + " && !system.files.fileExistsAtPath('/../secret');");
    assertThat(stage.install(file).status()).isEqualTo(Outcome.Status.INSTALLED);
  }

  @Test
  void scriptSeesTheReceiptsOfTheTree() throws Exception {
    Path tool = stage.items.resolve("tool.pkg");
    FlatPackageBuilder.component(spec("zero").version("3.5"), tool);
    stage.install(tool);
    Path file = checked("return my.target.receiptForIdentifier('o.zero').version == '3.5';");
    assertThat(stage.install(file).status()).isEqualTo(Outcome.Status.INSTALLED);
  }

  @Test
  void selectionByJavaScriptIsEvaluated() throws Exception {
    Path file = Shared.fixture("pkg/synthetic/benign/product-javascript.pkg").orElse(null);
    assumeTrue(file != null, "../shared/fixtures is absent");
    Outcome outcome = install(file, mac("14.0", "arm64"));
    assertThat(outcome.notes()).noneMatch(note -> note.contains("not evaluated"));
  }
}
