package io.github.macnightly.pkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Packages as Mac OS X 10.0 and 10.1 had them. Found packages for both forms tell the same twice;
 * without the newer half they must tell it still.
 */
final class OldBundleTest {

  @TempDir Path directory;

  /** Takes away the newer half of a found package, and gives the older its parts. */
  private Path aged(Path found, String name) throws IOException {
    Path aged = directory.resolve(found.getFileName().toString());
    try (Stream<Path> walk = Files.walk(found)) {
      for (Path path : (Iterable<Path>) walk::iterator) {
        Path copy = aged.resolve(found.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
    Path contents = aged.resolve("Contents");
    Path resources = contents.resolve("Resources");
    for (String ending : List.of("bom", "pax.gz", "pax")) {
      Files.deleteIfExists(resources.resolve(name + "." + ending));
      Path newer = contents.resolve("Archive." + ending);
      if (Files.exists(newer)) {
        Files.move(newer, resources.resolve(name + "." + ending));
      }
    }
    Files.delete(contents.resolve("Info.plist"));
    return aged;
  }

  @ParameterizedTest
  @CsvSource({
    "real/Instauser-10.4.pkg, Instauser",
    "real/GrowlSafari.mpkg/Contents/Packages/SIMBL.pkg, SIMBL",
    "synthetic/benign/LegacyOldJuniper.pkg, LegacyOldJuniper"
  })
  void tellsTheSameAsTheNewerHalfOfAFoundPackage(String path, String name) throws IOException {
    Path found = Shared.fixture("pkg/" + path).orElse(null);
    assumeTrue(found != null, "../shared/fixtures is absent");
    try (InstallerPackage newer = InstallerPackage.open(found);
        InstallerPackage older = InstallerPackage.open(aged(found, name))) {
      Component wanted = newer.components().get(0);
      Component got = older.components().get(0);
      assertThat(got.identifier()).isEqualTo(name);
      assertThat(got.version()).isEqualTo(wanted.version());
      assertThat(got.installLocation()).isEqualTo(wanted.installLocation());
      assertThat(got.scripts()).isEqualTo(wanted.scripts());
      assertThat(got.bomBytes()).isEqualTo(wanted.bomBytes()).isNotEmpty();
      assertThat(paths(got)).isEqualTo(paths(wanted)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "real/Instauser-10.4.pkg, Instauser",
    "real/GrowlSafari.mpkg/Contents/Packages/SIMBL.pkg, SIMBL"
  })
  void asksTheSameOfTheInstaller(String path, String name) throws IOException {
    Path found = Shared.fixture("pkg/" + path).orElse(null);
    assumeTrue(found != null, "../shared/fixtures is absent");
    try (InstallerPackage newer = InstallerPackage.open(found);
        InstallerPackage older = InstallerPackage.open(aged(found, name))) {
      assertThat(older.components().get(0).rootVolumeOnly())
          .isEqualTo(newer.components().get(0).rootVolumeOnly());
      InstallRules wanted = newer.components().get(0).rules();
      InstallRules got = older.components().get(0).rules();
      assertThat(got.overwritePermissions()).isEqualTo(wanted.overwritePermissions());
      assertThat(got.relocatable()).isEqualTo(wanted.relocatable());
      assertThat(got.required()).isEqualTo(wanted.required());
      assertThat(got.restart()).isEqualTo(wanted.restart());
      assertThat(got.authorization()).isNotEqualTo(InstallRules.Authorization.NONE);
    }
  }

  private static List<String> paths(Component component) throws IOException {
    List<String> paths = new ArrayList<>();
    component.payload((entry, in) -> paths.add(entry.path() + " " + entry.size()));
    return paths;
  }

  private Path made(String resources, String info) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("Tea.pkg/" + resources));
    Files.writeString(folder.resolve("Tea.info"), info);
    byte[] cpio = CpioBuilder.odc().file("./a", "x").build();
    Files.write(folder.resolve("Tea.pax.gz"), CpioBuilder.gzip(cpio));
    return directory.resolve("Tea.pkg");
  }

  @Test
  void readsOneWhoseResourcesLieAtItsTop() throws IOException {
    Path path = made("Resources", "Title Tea time\rVersion 1.2\rDefaultLocation /opt\r");
    Files.writeString(path.resolve("Resources/Tea.sizes"), "NumFiles 1\nInstalledSize 12\n");
    try (InstallerPackage opened = InstallerPackage.open(path)) {
      Component component = opened.components().get(0);
      assertThat(opened.title()).isEqualTo("Tea time");
      assertThat(component.version()).isEqualTo("1.2");
      assertThat(component.installLocation()).isEqualTo("/opt");
      assertThat(component.installKBytes()).isEqualTo(12);
      assertThat(paths(component)).containsExactly("a 1");
    }
  }

  @Test
  void keepsInTheReceiptAPropertyListThatSaysTheSame() throws IOException {
    try (InstallerPackage opened =
        InstallerPackage.open(made("Contents/Resources", "Version 1.2\n"))) {
      var kept = opened.components().get(0).receiptFiles();
      assertThat(kept).containsOnlyKeys("Contents/Resources/Tea.info", "Contents/Info.plist");
      assertThat(PropertyLists.readDictionary(kept.get("Contents/Info.plist"), "receipt"))
          .containsEntry("CFBundleShortVersionString", "1.2")
          .containsEntry("CFBundleIdentifier", "Tea");
    }
  }

  @Test
  void readsOneThatWasRenamed() throws IOException {
    Path path = made("Contents/Resources", "Version 1.2\n");
    Files.write(path.resolve("Contents/Resources/Tea.bom"), new byte[0]);
    Path renamed = Files.move(path, directory.resolve("Tea-1.2.pkg"));
    try (InstallerPackage opened = InstallerPackage.open(renamed)) {
      assertThat(opened.components().get(0).identifier()).isEqualTo("Tea");
      assertThat(paths(opened.components().get(0))).containsExactly("a 1");
    }
  }

  @Test
  void doesNotTakeThePayloadForOneOfTheScripts() throws IOException {
    List<String> seen = new ArrayList<>();
    try (InstallerPackage opened = InstallerPackage.open(made("Resources", "Version 1\n"))) {
      opened.components().get(0).extractScripts((entry, in) -> seen.add(entry.path()));
    }
    assertThat(seen).containsExactly("Tea.info");
  }

  @Test
  void refusesALocationThatClimbs() throws IOException {
    Path path = made("Resources", "DefaultLocation /../../tmp\n");
    assertThatThrownBy(() -> InstallerPackage.open(path)).hasMessageContaining("leads out");
  }

  @Test
  void refusesOneThatTellsNothing() throws IOException {
    Path path = made("Resources", "");
    Files.delete(path.resolve("Resources/Tea.info"));
    assertThatThrownBy(() -> InstallerPackage.open(path))
        .isInstanceOf(NotThisFormatException.class)
        .hasMessageContaining("Tea.info");
  }
}
