package io.github.macnightly.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PackageNameTest {

  @ParameterizedTest
  @CsvSource({
    "Fugu1.2.0.app.tar.gz, Fugu1.2.0, app, TAR_GZ",
    "a b.pkg.tgz, a b, pkg, TAR_GZ",
    "x.mpkg.tar.bz2, x, mpkg, TAR_BZ2",
    "x.app.tar.xz, x, app, TAR_XZ",
    "x.pkg.zip, x, pkg, ZIP",
    "x.dmg, x, dmg, NONE",
    "sub/x.DMG, sub/x, dmg, NONE",
    "x.pkg, x, pkg, NONE"
  })
  void tellsStemTypeAndPacking(String name, String stem, String type, Packing packing) {
    assertThat(PackageName.parse(name)).contains(new PackageName(name, stem, type, packing));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README", "x.tar.gz", "x.zip", ".dmg", "sub/.dmg", "xdmg", "", "x.app"})
  void isNoPackage(String name) {
    assertThat(PackageName.parse(name)).isEmpty();
  }

  @Test
  void doesNotTakeThePackageEndingOfAnMpkgForThatOfAPkg() {
    assertThat(PackageName.parse("x.mpkg.tar.gz").orElseThrow().type()).isEqualTo("mpkg");
    assertThat(PackageName.parse("x.mpkg").orElseThrow().type()).isEqualTo("mpkg");
  }
}
