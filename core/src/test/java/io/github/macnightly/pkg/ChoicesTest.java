package io.github.macnightly.pkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The components that a plain install takes, against what was found by evaluating the scripts. */
final class ChoicesTest {

  private static List<String> identifiers(String name) throws IOException {
    Path file = Shared.fixture("pkg/" + name).orElse(null);
    assumeTrue(file != null, "../shared/fixtures is absent");
    try (InstallerPackage opened = InstallerPackage.open(file)) {
      return opened.components().stream().map(Component::identifier).toList();
    }
  }

  @Test
  void takesAllOfMunkiInTheOrderOfItsOutline() throws IOException {
    assertThat(identifiers("real/munkitools-2.8.1.2847.pkg"))
        .containsExactly(
            "com.googlecode.munki.core",
            "com.googlecode.munki.admin",
            "com.googlecode.munki.app",
            "com.googlecode.munki.launchd");
  }

  @Test
  void leavesOutWhatIsNotSelected() throws IOException {
    assertThat(identifiers("synthetic/benign/product-choices.pkg"))
        .containsExactly("org.elder.pkgtest.app", "org.elder.pkgtest.tool");
  }

  @Test
  void takesTheComponentWhoseReferenceHasAnotherName() throws IOException {
    assertThat(identifiers("real/HoRNDIS-rel7.pkg"))
        .containsExactly("com.joshuawise.kexts.HoRNDIS");
  }

  @Test
  void takesWhatTheListOfAMetapackageSelects() throws IOException {
    assertThat(identifiers("synthetic/benign/MetaJuniper.mpkg"))
        .containsExactly("org.elder.pkgtest.m.one", "org.elder.pkgtest.m.two");
  }

  @Test
  void takesWhatTheScriptOfAMetapackageSelects() throws IOException {
    assertThat(identifiers("synthetic/benign/MetaDistJuniper.mpkg"))
        .containsExactly("org.elder.pkgtest.d.one");
  }

  @Test
  void opensMetapackagesInMetapackages() throws IOException {
    assertThat(identifiers("synthetic/benign/NestedJuniper.mpkg"))
        .containsExactly("org.elder.pkgtest.leaf");
  }

  @Test
  void opensPackagesBesideTheirMetapackage() throws IOException {
    assertThat(identifiers("synthetic/benign/sibling-layout/Sib.mpkg")).hasSize(1);
  }

  @Test
  void leavesOutTheMissingPartOfGrowl() throws IOException {
    assertThat(identifiers("real/GrowlSafari.mpkg")).containsExactly("net.culater.SIMBL");
  }
}
