package io.github.macnightly.pkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundle packages and metapackages made by hand. */
final class BundlePackageTest {

  @TempDir Path directory;

  private Path bundle(String name, Map<String, ?> info) throws IOException {
    Path bundle = directory.resolve(name);
    Files.createDirectories(bundle.resolve("Contents/Resources"));
    Files.write(bundle.resolve("Contents/Info.plist"), PropertyLists.writeXml(info));
    return bundle;
  }

  private Path component(String name) throws IOException {
    String identifier = PackagePaths.stem(Path.of(name).getFileName().toString());
    Path bundle = bundle(name, Map.of("CFBundleIdentifier", identifier));
    byte[] cpio = CpioBuilder.odc().file("./a", "x").build();
    Files.write(bundle.resolve("Contents/Archive.pax.gz"), CpioBuilder.gzip(cpio));
    return bundle;
  }

  private Path meta(String name, String folder, String... locations) throws IOException {
    List<Map<String, String>> list = new ArrayList<>();
    for (String location : locations) {
      list.add(Map.of("IFPkgFlagPackageLocation", location));
    }
    Map<String, Object> info = new HashMap<>();
    info.put("IFPkgFlagPackageList", list);
    info.put("IFPkgFlagComponentDirectory", folder);
    return bundle(name, info);
  }

  private static List<String> identifiers(Path path) throws IOException {
    try (InstallerPackage opened = InstallerPackage.open(path)) {
      return opened.components().stream().map(Component::identifier).toList();
    }
  }

  @Test
  void readsAPayload() throws IOException {
    List<String> seen = new ArrayList<>();
    try (InstallerPackage opened = InstallerPackage.open(component("a.pkg"))) {
      assertThat(opened.format()).isEqualTo(InstallerPackage.Format.BUNDLE);
      opened.components().get(0).payload((entry, in) -> seen.add(entry.path()));
    }
    assertThat(seen).containsExactly("a");
  }

  @Test
  void keepsInTheReceiptAllButTheArchive() throws IOException {
    Path path = component("a.pkg");
    Files.writeString(path.resolve("Contents/Resources/ReadMe.txt"), "text");
    Files.createSymbolicLink(path.resolve("Contents/Resources/a.pax"), Path.of("../Archive.pax"));
    try (InstallerPackage opened = InstallerPackage.open(path)) {
      assertThat(opened.components().get(0).receiptFiles())
          .containsOnlyKeys("Contents/Info.plist", "Contents/Resources/ReadMe.txt");
    }
  }

  @Test
  void knowsScriptsByTheirNames() throws IOException {
    Path resources = component("a.pkg").resolve("Contents/Resources");
    for (String name : List.of("preflight", "a.post_install", "VolumeCheck", "ReadMe", "x.sh")) {
      Files.writeString(resources.resolve(name), "#!/bin/sh");
    }
    try (InstallerPackage opened = InstallerPackage.open(resources.resolve("../.."))) {
      assertThat(opened.components().get(0).scripts())
          .containsExactly("VolumeCheck", "a.post_install", "preflight");
    }
  }

  @Test
  void givesScriptsWithTheirModesAndLinksAsTheyAre() throws IOException {
    Path resources = component("a.pkg").resolve("Contents/Resources");
    Files.writeString(resources.resolve("preflight"), "#!/bin/sh");
    Files.createSymbolicLink(resources.resolve("x.pre_install"), Path.of("./preflight"));
    List<String> seen = new ArrayList<>();
    try (InstallerPackage opened = InstallerPackage.open(resources.resolve("../.."))) {
      opened
          .components()
          .get(0)
          .extractScripts((e, in) -> seen.add(e.type() + " " + e.path() + e.linkTarget()));
    }
    assertThat(seen).containsExactly("FILE preflight", "SYMLINK x.pre_install./preflight");
  }

  @Test
  void refusesAnArchiveThatIsALink() throws IOException {
    Path path = bundle("a.pkg", Map.of("CFBundleIdentifier", "a"));
    Files.createSymbolicLink(path.resolve("Contents/Archive.pax"), Path.of("../../elsewhere"));
    assertThatThrownBy(() -> InstallerPackage.open(path)).hasMessageContaining("symbolic link");
  }

  @Test
  void refusesADirectoryThatIsNoPackage() {
    assertThatThrownBy(() -> InstallerPackage.open(directory))
        .isInstanceOf(NotThisFormatException.class);
  }

  @Test
  void refusesALocationThatClimbs() throws IOException {
    Path path = bundle("a.pkg", Map.of("IFPkgFlagDefaultLocation", "/../../tmp"));
    assertThatThrownBy(() -> InstallerPackage.open(path)).hasMessageContaining("leads out");
  }

  @Test
  void takesTheNumbersForAVersionWhenThereIsNoText() throws IOException {
    Path path = bundle("a.pkg", Map.of("IFMajorVersion", 3L, "IFMinorVersion", 1L));
    try (InstallerPackage opened = InstallerPackage.open(path)) {
      assertThat(opened.components().get(0).version()).isEqualTo("3.1");
    }
  }

  @Test
  void opensThePackagesOfAMetapackage() throws IOException {
    Path path = meta("m.mpkg", "./Contents/Packages", "one.pkg", "two.pkg");
    component("m.mpkg/Contents/Packages/two.pkg");
    component("m.mpkg/Contents/Packages/one.pkg");
    assertThat(identifiers(path)).containsExactly("one", "two");
  }

  @Test
  void opensPackagesThatLieBesideTheMetapackage() throws IOException {
    component("Packages/one.pkg");
    assertThat(identifiers(meta("m.mpkg", "../Packages", "one.pkg"))).containsExactly("one");
  }

  @Test
  void notesAPackageThatIsListedButAbsent() throws IOException {
    try (InstallerPackage opened =
        InstallerPackage.open(meta("m.mpkg", "./Contents/Packages", "gone.pkg"))) {
      assertThat(opened.components()).isEmpty();
      assertThat(opened.notes()).anyMatch(note -> note.contains("gone.pkg"));
      assertThat(opened.missing()).isEmpty();
    }
  }

  @Test
  void namesARequiredPackageThatIsAbsent() throws IOException {
    Map<String, String> one =
        Map.of(
            "IFPkgFlagPackageLocation", "gone.pkg",
            "IFPkgFlagPackageSelection", "required");
    Path path = bundle("m.mpkg", Map.of("IFPkgFlagPackageList", List.of(one)));
    try (InstallerPackage opened = InstallerPackage.open(path)) {
      assertThat(opened.missing()).containsExactly("gone.pkg");
    }
  }

  @Test
  void refusesPackagesThatLieFurtherUp() throws IOException {
    Path path = meta("m.mpkg", "../../..", "one.pkg");
    assertThatThrownBy(() -> InstallerPackage.open(path)).hasMessageContaining("lies outside");
  }

  @Test
  void refusesAPackageThatALinkLeadsTo(@TempDir Path elsewhere) throws IOException {
    Path path = meta("m.mpkg", "./Contents/Packages", "one.pkg");
    Files.createDirectories(path.resolve("Contents/Packages"));
    Files.createSymbolicLink(path.resolve("Contents/Packages/one.pkg"), elsewhere);
    assertThatThrownBy(() -> InstallerPackage.open(path)).hasMessageContaining("lies outside");
  }

  @Test
  void refusesAMetapackageThatListsItself() throws IOException {
    Path path = meta("m.mpkg", "..", "m.mpkg");
    assertThatThrownBy(() -> InstallerPackage.open(path)).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesMetapackagesInMetapackagesWithoutEnd() throws IOException {
    String name = "m.mpkg";
    for (int i = 0; i < 20; i++) {
      meta(name, "./Contents", "m.mpkg");
      name += "/Contents/m.mpkg";
    }
    assertThatThrownBy(() -> InstallerPackage.open(directory.resolve("m.mpkg")))
        .isInstanceOf(LimitExceededException.class);
  }
}
