package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.crypt.PassphraseException;
import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.dmg.EncryptedImages;
import io.github.macnightly.fixtures.dmg.HfsPlusBuilder;
import io.github.macnightly.fixtures.dmg.License;
import io.github.macnightly.fixtures.dmg.SparseBundles;
import io.github.macnightly.fixtures.dmg.UdifWriter;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageInstallTest extends StagedTest {

  private byte[] flatPackage() throws IOException {
    Path file = work.resolve("tool.pkg");
    Tree payload = Tree.create().file("usr/local/bin/tool", "#!/bin/sh\n", 0755);
    FlatPackageBuilder.component(
        PackageSpec.of(payload).identifier("org.example.tool").version("3"), file);
    return Files.readAllBytes(file);
  }

  @Test
  void installsEveryApplicationAndPackageOfTheVolume() throws Exception {
    Tree volume =
        Tree.create()
            .add("", Apps.bundle("One", "org.example.one", "1"))
            .add("", Apps.bundle("Two", "org.example.two", "2"))
            .file("Tool.pkg", flatPackage())
            .symlink("Applications", "/Applications")
            .file("ReadMe.txt", "hello");
    Outcome outcome = stage.install(stage.image("Three things.dmg", volume));
    assertThat(outcome.parts()).hasSize(3);
    assertThat(stage.root.resolve("Applications/One.app/Contents/Info.plist")).exists();
    assertThat(stage.root.resolve("Applications/Two.app/Contents/Info.plist")).exists();
    assertThat(stage.root.resolve("usr/local/bin/tool")).isExecutable();
    assertThat(stage.root.resolve("var/db/receipts/org.example.tool.plist")).exists();
    assertThat(stage.root.resolve("ReadMe.txt")).doesNotExist();
  }

  @Test
  void oneBadPackageMeansThatNothingIsInstalled() throws Exception {
    byte[] bad = flatPackage();
    bad[bad.length - 30] ^= 0x55;
    Tree volume =
        Tree.create().add("", Apps.bundle("One", "org.example.one", "1")).file("Tool.pkg", bad);
    assertThatThrownBy(() -> stage.install(stage.image("bad.dmg", volume)))
        .isInstanceOf(FormatException.class);
    assertThat(stage.root.resolve("Applications")).doesNotExist();
  }

  @Test
  void flippedByteOfTheImageIsFoundBeforeAnythingIsInstalled() throws Exception {
    Path image = stage.image("x.dmg", Apps.bundle("One", "org.example.one", "1"));
    byte[] bytes = Files.readAllBytes(image);
    bytes[bytes.length / 3] ^= 1;
    Files.write(image, bytes);
    assertThatThrownBy(() -> stage.install(image)).isInstanceOf(FormatException.class);
    assertThat(stage.installed().keySet()).noneMatch(path -> path.startsWith("Applications"));
  }

  @Test
  void imageWithoutSoftwareSaysWhatItHolds() throws Exception {
    Path image = stage.image("docs.dmg", Tree.create().file("Manual.pdf", "x").file("a.txt", "y"));
    assertThatThrownBy(() -> stage.install(image))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("docs.dmg has no .app")
        .hasMessageContaining("Manual.pdf, a.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain volume.hfs", "disk.raw", "no ending"})
  void imageIsKnownByItsContentWhateverItsName(String name) throws Exception {
    Path image = stage.items.resolve(name);
    byte[] volume = HfsPlusBuilder.of(Apps.bundle("One", "org.example.one", "1")).toBytes();
    Files.write(image, volume);
    assertThat(stage.install(image).status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(stage.root.resolve("Applications/One.app")).exists();
  }

  @Test
  void fileOfNoKindIsRefusedByItsName() throws Exception {
    Path item = Files.write(stage.items.resolve("notes.raw"), new byte[100_000]);
    assertThatThrownBy(() -> stage.install(item))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("notes.raw is of no kind that can be installed");
  }

  @Test
  void sparseBundleIsAnImageLikeAnyOther() throws Exception {
    Path item = stage.items.resolve("Backup.sparsebundle");
    SparseBundles.write(item, volumeWithOne(), 1 << 16);
    assertThat(stage.install(item).status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(stage.root.resolve("Applications/One.app/Contents/Info.plist")).exists();
  }

  @Test
  void encryptedImageIsInstalledWithItsPassphrase() throws Exception {
    Path item = encrypted("geheim");
    InstallOptions options =
        InstallOptions.defaults().unlockedBy(() -> Optional.of("geheim".toCharArray()));
    Outcome outcome = stage.installer(options).install(item, Origin.of(item));
    assertThat(outcome.status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(stage.root.resolve("Applications/One.app/Contents/Info.plist")).exists();
  }

  @Test
  void encryptedImageWithoutItsPassphraseChangesNothing() throws Exception {
    Path item = encrypted("geheim");
    assertThatThrownBy(() -> stage.install(item)).isInstanceOf(PassphraseException.class);
    assertThat(stage.installed()).doesNotContainKey("Applications/One.app/");
    assertThat(stage.root.resolve("Applications")).doesNotExist();
  }

  private Path encrypted(String passphrase) throws Exception {
    EncryptedImages how = EncryptedImages.create().iterations(1000).passphrase(passphrase);
    return Files.write(stage.items.resolve("locked.dmg"), how.image(volumeWithOne()));
  }

  private static byte[] volumeWithOne() throws IOException {
    return HfsPlusBuilder.of(Apps.bundle("One", "org.example.one", "1")).toBytes();
  }

  @Test
  void volumeThatIsNotReadIsNamedAsOne() throws Exception {
    byte[] disk = new byte[1 << 20];
    System.arraycopy("NTFS    ".getBytes(StandardCharsets.US_ASCII), 0, disk, 3, 8);
    Path image = stage.items.resolve("new.dmg");
    UdifWriter.create().write(disk, image);
    assertThatThrownBy(() -> stage.install(image))
        .hasMessageContaining("the volume with NTFS (partition 2) is not read")
        .hasMessageNotContaining("holds")
        .hasMessageNotContaining("empty");
  }

  @Test
  void hardLinksOfTheVolumeStayOneFile() throws Exception {
    Tree app =
        Apps.bundle("One", "org.example.one", "1")
            .file("One.app/Contents/Resources/a", "same")
            .hardLink("One.app/Contents/Resources/b", "One.app/Contents/Resources/a");
    stage.install(stage.image("linked.dmg", app));
    Path folder = stage.root.resolve("Applications/One.app/Contents/Resources");
    assertThat(Files.readString(folder.resolve("b"))).isEqualTo("same");
    assertThat(Files.isSameFile(folder.resolve("a"), folder.resolve("b"))).isTrue();
  }

  @Test
  void licenceNeverBlocksAndIsSaid() throws Exception {
    Path image = stage.items.resolve("licensed.dmg");
    byte[] volume = HfsPlusBuilder.of(Apps.bundle("One", "org.example.one", "1")).toBytes();
    UdifWriter.create().licenses(License.samples()).write(volume, image);
    Outcome outcome = stage.install(image);
    assertThat(outcome.status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(outcome.notes()).anyMatch(note -> note.contains("licence"));
  }

  @Test
  void planOfAnImageNamesWhatIsInIt() throws Exception {
    Path image = stage.image("x.dmg", Apps.bundle("One", "org.example.one", "1"));
    Outcome plan = stage.installer().plan(image, Origin.of(image));
    assertThat(plan.parts()).extracting("path").isEqualTo(List.of("/Applications/One.app"));
    assertThat(stage.installed().keySet()).containsOnly("etc");
  }
}
