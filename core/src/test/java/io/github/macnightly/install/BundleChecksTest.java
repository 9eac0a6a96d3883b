package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.BundlePackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bundle packages that bring a script to check the Mac that they get. */
class BundleChecksTest extends StagedTest {

  private static final String IDENTIFIER = "com.googlecode.munki.installlion.pkg";

  private static Path lion() {
    Path found = Shared.fixture("pkg/real/InstallLion.pkg").orElse(null);
    assumeTrue(found != null, "../shared/fixtures is absent");
    return found;
  }

  private Outcome install(Path file, String version, String architecture) throws Exception {
    Wishes wishes = new Wishes(new byte[0], version, architecture);
    return stage
        .installer(InstallOptions.defaults().wishing(wishes))
        .install(file, Origin.of(file));
  }

  @Test
  void foundOneIsInstalledOnAMacThatItWants() throws Exception {
    Outcome outcome = install(lion(), "10.7.5", "x86_64");
    assertThat(outcome.parts()).extracting(part -> part.identifier()).containsExactly(IDENTIFIER);
    assertThat(outcome.notes()).noneMatch(note -> note.contains("not evaluated"));
  }

  /** The words and the verdicts are those that another engine found for these Macs. */
  @Test
  void foundOneIsRefusedOnOthersWithItsOwnWords() {
    Path lion = lion();
    assertThatThrownBy(() -> install(lion, "13.6", "arm64"))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("Cannot install on this type of Mac");
    assertThatThrownBy(() -> install(lion, "15.1", "x86_64"))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("too new");
    assertThatThrownBy(() -> install(lion, "10.4.11", "x86_64"))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("too old");
  }

  private Path bundle(String script) throws IOException {
    PackageSpec spec =
        PackageSpec.of(Tree.create().file("opt/tea", "tea")).identifier("o.tea").version("1");
    BundlePackageBuilder.bundle("Tea.pkg", spec).writeTo(stage.items);
    Path bundle = stage.items.resolve("Tea.pkg");
    Files.writeString(bundle.resolve("Contents/distribution.dist"), script);
    return bundle;
  }

  @Test
  void scriptWithChecksOnlyLeavesNothingOut() throws Exception {
    Path file = bundle("<installer-script><title>Tea</title></installer-script>");
    assertThat(stage.install(file).parts()).hasSize(1);
  }

  @Test
  void choiceThatIsNotSelectedLeavesThePackageOut() throws Exception {
    Path file =
        bundle(
            "<installer-script><choices-outline><line choice='c'/></choices-outline>"
                + "<choice id='c' start_selected='false'><pkg-ref id='p'>.</pkg-ref></choice>"
                + "</installer-script>");
    Outcome outcome = stage.install(file);
    assertThat(outcome.parts()).isEmpty();
    assertThat(outcome.notes()).anyMatch(note -> note.contains("leave the package out"));
  }

  @Test
  void whatIsNoScriptIsSaidAndPassedOver() throws Exception {
    Outcome outcome = stage.install(bundle("<html/>"));
    assertThat(outcome.parts()).hasSize(1);
    assertThat(outcome.notes()).anyMatch(note -> note.contains("it is no script"));
  }

  @Test
  void scriptThatIsHostileEndsInARefusalOrANote() {
    for (String script : List.of("", "\0", "<!DOCTYPE x><x/>", "<installer-script>")) {
      assertThat(endsWell(script)).as(script).isTrue();
    }
  }

  private boolean endsWell(String script) {
    try {
      return stage.install(bundle(script)).parts().size() == 1;
    } catch (FormatException e) {
      return true;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }
}
