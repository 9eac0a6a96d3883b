package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Archives;
import io.github.macnightly.fixtures.RawTar;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.plist.PropertyLists;
import io.github.macnightly.state.InstalledItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AppInstallTest extends StagedTest {

  private static Tree app(String version) {
    return Apps.bundle("Grüße und Küsse", "org.example.gruesse", version);
  }

  private Path archive(String version) throws IOException {
    Path out = stage.items.resolve("Grüße " + version + ".app.tar.gz");
    Archives.tarGz(app(version), out);
    return out;
  }

  private Map<String, String> expected(Tree tree) throws IOException {
    Map<String, String> expected = new TreeMap<>();
    tree.digest().forEach((path, what) -> expected.put("Applications/" + path, what));
    return expected;
  }

  private Map<String, String> applications() throws IOException {
    Map<String, String> found = new TreeMap<>(stage.installed());
    found.keySet().removeIf(path -> !path.startsWith("Applications/"));
    return found;
  }

  @Test
  void installsArchiveExactlyAsItIs() throws Exception {
    Outcome outcome = stage.install(archive("1.0"));
    assertThat(outcome.status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(applications()).isEqualTo(expected(app("1.0")));
  }

  @Test
  void installsZipAndDirectoryAlike() throws Exception {
    Path zip = stage.items.resolve("Grüße.app.zip");
    Archives.zip(app("1.0"), zip);
    stage.install(zip);
    assertThat(applications()).isEqualTo(expected(app("1.0")));
    app("2.0").writeTo(stage.items.resolve("dir"));
    stage.install(stage.items.resolve("dir/Grüße und Küsse.app"));
    assertThat(applications()).isEqualTo(expected(app("2.0")));
  }

  @Test
  void leavesSameVersionAlone() throws Exception {
    stage.install(archive("1.0"));
    Path touched = stage.root.resolve("Applications/Grüße und Küsse.app/Contents/new");
    Files.writeString(touched, "by the user");
    assertThat(stage.install(archive("1.0")).status()).isEqualTo(Outcome.Status.UNCHANGED);
    assertThat(touched).exists();
  }

  @Test
  void differentVersionIsInstalledWhetherNewerOrOlder() throws Exception {
    stage.install(archive("1.5"));
    stage.install(archive("1.5.0.1"));
    assertThat(applications()).isEqualTo(expected(app("1.5.0.1")));
    stage.install(archive("1.5"));
    assertThat(applications()).isEqualTo(expected(app("1.5")));
  }

  @Test
  void applicationWithoutVersionIsNotInstalledTwice() throws Exception {
    Path item = withoutVersion("org.example.plain");
    assertThat(stage.install(item).status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(stage.install(item).status()).isEqualTo(Outcome.Status.UNCHANGED);
    Path other = withoutVersion("org.example.other");
    assertThat(stage.install(other).status()).isEqualTo(Outcome.Status.INSTALLED);
    Path nameless = withoutVersion("");
    stage.install(nameless);
    assertThat(stage.install(nameless).status()).isEqualTo(Outcome.Status.INSTALLED);
  }

  private Path withoutVersion(String identifier) throws IOException {
    byte[] info = PropertyLists.writeXml(Map.of("CFBundleIdentifier", identifier));
    Path item = stage.items.resolve("Plain " + identifier + ".app.tar.gz");
    Archives.tarGz(Tree.create().file("Plain.app/Contents/Info.plist", info), item);
    return item;
  }

  @Test
  void nothingOfTheOldVersionIsLeftInTheNewOne() throws Exception {
    Tree old = app("1.0").file("Grüße und Küsse.app/Contents/Resources/gone.txt", "old");
    Path first = stage.items.resolve("old.app.tar.gz");
    Archives.tarGz(old, first);
    stage.install(first);
    stage.install(archive("2.0"));
    assertThat(applications()).isEqualTo(expected(app("2.0")));
  }

  @Test
  void replacedVersionIsKept() throws Exception {
    stage.install(archive("1.0"));
    stage.install(archive("2.0"));
    assertThat(stage.context.area().kept())
        .anySatisfy(
            kept -> assertThat(kept.paths().keySet()).anyMatch(p -> p.endsWith("Küsse.app")));
  }

  @Test
  void newItemTakesTheBundleOverFromTheOldOne() throws Exception {
    Path old = archive("1.0");
    stage.install(old);
    Path fresh = archive("2.0");
    stage.install(fresh);
    assertThat(stage.context.state().ledger(old.getFileName().toString())).isEmpty();
    stage.remove(fresh);
    assertThat(applications()).isEmpty();
  }

  @Test
  void removeKeepsWhatWasChangedSince() throws Exception {
    Path item = archive("1.0");
    stage.install(item);
    Path changed = stage.root.resolve("Applications/Grüße und Küsse.app/Contents/Info.plist");
    Files.writeString(changed, "changed");
    Outcome outcome = stage.remove(item);
    assertThat(outcome.notes()).anyMatch(note -> note.contains("changed since"));
    assertThat(applications().keySet())
        .filteredOn(p -> Files.isRegularFile(stage.root.resolve(p)))
        .containsExactly("Applications/Grüße und Küsse.app/Contents/Info.plist");
  }

  @Test
  void removeWithForceTakesChangedFilesToo() throws Exception {
    Path item = archive("1.0");
    stage.install(item);
    Files.writeString(
        stage.root.resolve("Applications/Grüße und Küsse.app/Contents/Info.plist"), "changed");
    stage.installer(Stage.forced()).remove(item.getFileName().toString(), false);
    assertThat(applications()).isEmpty();
  }

  @Test
  void changedFilesAreRemovedByForceLater() throws Exception {
    Path item = archive("1.0");
    stage.install(item);
    Path app = stage.root.resolve("Applications/Grüße und Küsse.app");
    Files.writeString(app.resolve("Contents/Info.plist"), "changed");
    stage.remove(item);

    Outcome outcome = stage.installer(Stage.forced()).remove(item.getFileName().toString(), false);

    assertThat(outcome.status()).isEqualTo(Outcome.Status.REMOVED);
    assertThat(app).doesNotExist();
    assertThat(stage.context.state().items()).isEmpty();
    assertThat(stage.context.receipts().all()).isEmpty();
  }

  @Test
  void changedFilesStayRecordedOnceRemoved() throws Exception {
    Path item = archive("1.0");
    stage.install(item);
    String changed = "/Applications/Grüße und Küsse.app/Contents/Info.plist";
    Files.writeString(stage.root.resolve(changed.substring(1)), "changed");

    Outcome plan = stage.installer().remove(item.getFileName().toString(), true);
    Outcome outcome = stage.remove(item);

    assertThat(plan.notes()).isEqualTo(outcome.notes()).hasSize(1);
    assertThat(stage.context.state().ledger(item.getFileName().toString()))
        .extracting("path")
        .contains(changed)
        .hasSize(3);
    assertThat(stage.context.receipts().all()).singleElement().matches(InstalledItem::isRest);
    assertThat(stage.remove(item).status()).isEqualTo(Outcome.Status.ABSENT);
  }

  @Test
  void whatAnotherItemOwnsIsNotRecordedAnyMore() throws Exception {
    Path first = archive("1.0");
    stage.install(first);
    stage.install(Files.copy(first, stage.items.resolve("same thing.app.tar.gz")));
    stage.remove(first);
    assertThat(stage.context.state().items())
        .extracting("name")
        .containsExactly("same thing.app.tar.gz");
  }

  @Test
  void itemThatLostEverythingIsNoItemAnyMore() throws Exception {
    Path old = archive("1.0");
    stage.installer().install(old, new Origin("old.app.tar.gz", "a".repeat(32), null, "file:x"));
    stage.install(archive("2.0"));

    assertThat(stage.context.state().item("old.app.tar.gz")).isEmpty();
    assertThat(stage.context.receipts().read("old.app.tar.gz")).isEmpty();
    assertThat(stage.context.state().sums()).containsEntry("old.app.tar.gz", "a".repeat(32));
  }

  @Test
  void removeKeepsWhatAnotherItemOwns() throws Exception {
    Path first = archive("1.0");
    stage.install(first);
    Path second = Files.copy(first, stage.items.resolve("same thing.app.tar.gz"));
    stage.install(second);
    stage.remove(first);
    assertThat(applications()).isEqualTo(expected(app("1.0")));
    stage.remove(second);
    assertThat(applications()).isEmpty();
  }

  @Test
  void removingTwiceIsNothing() throws Exception {
    Path item = archive("1.0");
    stage.install(item);
    stage.remove(item);
    assertThat(stage.remove(item).status()).isEqualTo(Outcome.Status.ABSENT);
  }

  @Test
  void planTellsWithoutWriting() throws Exception {
    stage.install(archive("1.0"));
    Map<String, String> before = Tree.digest(stage.root);
    Path item = archive("2.0");
    Outcome plan = stage.installer().plan(item, Origin.of(item));
    assertThat(plan.status()).isEqualTo(Outcome.Status.INSTALLED);
    assertThat(plan.reason()).contains("2.0").contains("version 1.0 is installed");
    assertThat(Tree.digest(stage.root)).isEqualTo(before);
  }

  @Test
  void archiveThatWritesThroughItsOwnLinkInstallsNothing() throws Exception {
    Path outside = Files.createDirectory(work.resolve("outside"));
    Path item = stage.items.resolve("evil.app.tar.gz");
    new RawTar()
        .symlink("evil.app/Contents", outside.toString())
        .file("evil.app/Contents/Info.plist", "x")
        .writeGz(item);
    assertThatThrownBy(() -> stage.install(item))
        .isInstanceOf(CorruptException.class)
        .hasMessageNotContaining("at byte");
    assertThat(outside).isEmptyDirectory();
    assertThat(applications()).isEmpty();
  }

  @Test
  void setuidInAnApplicationIsRefused() throws Exception {
    Path item = stage.items.resolve("evil.app.tar.gz");
    new RawTar().file("evil.app/run", "#!/bin/sh", 04755).writeGz(item);
    assertThatThrownBy(() -> stage.install(item)).hasMessageContaining("setuid");
  }

  @Test
  void damagedArchiveLeavesTheOldVersion() throws Exception {
    stage.install(archive("1.0"));
    Path item = archive("2.0");
    byte[] bytes = Files.readAllBytes(item);
    Files.write(item, java.util.Arrays.copyOf(bytes, bytes.length - 20));
    assertThatThrownBy(() -> stage.install(item)).isInstanceOf(CorruptException.class);
    assertThat(applications()).isEqualTo(expected(app("1.0")));
  }

  @Test
  void archiveWithoutSoftwareSaysWhatItHolds() throws Exception {
    Path item = stage.items.resolve("notes.app.tar.gz");
    Archives.tarGz(Tree.create().file("ReadMe.txt", "hello"), item);
    assertThatThrownBy(() -> stage.install(item))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("ReadMe.txt")
        .hasMessageNotContaining("at byte");
  }

  @Test
  void nothingOfTheWorkIsLeft() throws Exception {
    stage.install(archive("1.0"));
    Path area = stage.context.area().directory();
    assertThat(Files.list(area.resolve("stage"))).isEmpty();
    assertThat(stage.context.area().needsRecovery()).isFalse();
  }
}
