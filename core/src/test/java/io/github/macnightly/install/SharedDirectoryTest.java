package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Archives;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.BundlePackageBuilder;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that a package makes and that more than one thing goes into. */
class SharedDirectoryTest {

  @TempDir Path work;

  private static PackageSpec spec(String name) {
    Tree payload = Tree.create().file("Library/Shared/" + name, name);
    payload.directory("Library/Shared", 0775);
    return PackageSpec.of(payload).identifier("org.example." + name).version("1");
  }

  @Test
  void componentsMayHaveANewDirectoryInCommon() throws Exception {
    try (Stage stage = new Stage(work)) {
      FlatPackageBuilder product = FlatPackageBuilder.product("Both");
      product.add("One.pkg", spec("one")).add("Two.pkg", spec("two"));
      product.write(stage.items.resolve("Both.pkg"));

      stage.install(stage.items.resolve("Both.pkg"));

      assertThat(stage.root.resolve("Library/Shared/one")).hasContent("one");
      assertThat(stage.root.resolve("Library/Shared/two")).hasContent("two");
      assertThat(stage.installed()).containsEntry("Library/Shared", "d 0775");
    }
  }

  @Test
  void receiptGoesIntoADirectoryThatThePayloadMakes() throws Exception {
    try (Stage stage = new Stage(work)) {
      Path item = stage.items.resolve("Fonts.pkg.tar.gz");
      Archives.tarGz(BundlePackageBuilder.bundle("Fonts.pkg", spec("fonts")), item);

      stage.install(item);

      Map<String, String> installed = stage.installed();
      assertThat(installed).containsKey("Library/Receipts/Fonts.pkg/Contents/Info.plist");
      assertThat(installed).containsKey("Library/Shared/fonts");
    }
  }

  @Test
  void allOfItGoesAgain() throws Exception {
    componentsMayHaveANewDirectoryInCommon();
    try (Stage stage = new Stage(work)) {
      stage.remove(stage.items.resolve("Both.pkg"));

      assertThat(stage.installed()).doesNotContainKey("Library");
    }
  }
}
