package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Archives;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.state.InstalledItem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The version before comes back, with its records, or nothing changes. */
class RollbackTest extends StagedTest {

  private static final String OLD = "Fuchs ü-1.app.tar.gz";
  private static final String NEW = "Fuchs ü-2.app.tar.gz";
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

  private Rollback back() {
    return new Rollback(stage.context, InstallOptions.defaults());
  }

  private Path app(String name, String version) throws IOException {
    Path file = stage.items.resolve(name);
    Files.deleteIfExists(file);
    Archives.tarGz(Apps.bundle("Fuchs ü", "org.example.fox", version), file);
    return file;
  }

  private Path pkg(String name, Tree tree, String version) throws IOException {
    Path file = stage.items.resolve(name);
    Files.deleteIfExists(file);
    PackageSpec spec = PackageSpec.of(tree).identifier("org.example.tool").version(version);
    FlatPackageBuilder.component(spec.installLocation("/"), file);
    return file;
  }

  @Test
  void applicationOfTheVersionBeforeIsBackWithItsItem() throws Exception {
    stage.install(app(OLD, "1"));
    Map<String, String> before = stage.installed();
    stage.install(app(NEW, "2"));

    Outcome outcome = back().rollback(NEW, false);

    assertThat(stage.installed()).isEqualTo(before);
    assertThat(outcome.reason()).contains("Fuchs ü.app 1");
    assertThat(stage.context.state().items().stream().map(InstalledItem::name))
        .containsExactly(OLD);
    assertThat(stage.context.state().owners("/Applications/Fuchs ü.app")).containsExactly(OLD);
    assertThat(stage.context.receipts().all().stream().map(InstalledItem::name))
        .containsExactly(OLD);
    assertThat(stage.remove(stage.items.resolve(OLD)).notes()).isEmpty();
  }

  @Test
  void itemThatKeepsItsNameIsTheOneBefore() throws Exception {
    stage.install(app("Fox.app.tar.gz", "1"));
    Map<String, String> before = stage.installed();
    stage.install(app("Fox.app.tar.gz", "2"));

    back().rollback("Fox.app.tar.gz", false);

    assertThat(stage.installed()).isEqualTo(before);
    assertThat(stage.context.state().item("Fox.app.tar.gz").orElseThrow().parts().get(0).version())
        .isEqualTo("1");
    assertThatThrownBy(() -> back().rollback("Fox.app.tar.gz", false))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no previous version");
  }

  @Test
  void packageLeavesNothingOfItsOwnBehind() throws Exception {
    Tree one = Tree.create().file("usr/local/bin/tool", "1").file("Library/Tool/old.txt", "o");
    Tree two =
        Tree.create()
            .file("usr/local/bin/tool", "2")
            .file("Library/Tool/new.txt", "n")
            .file("Library/New Größe/deep/down.txt", "d");
    stage.install(pkg("Tool.pkg", one, "1"));
    Map<String, String> before = stage.installed();
    stage.install(pkg("Tool.pkg", two, "2"));

    back().rollback("Tool.pkg", false);

    assertThat(stage.installed()).isEqualTo(before);
    assertThat(stage.context.state().ledger("Tool.pkg"))
        .anyMatch(path -> path.path().equals("/Library/Tool/old.txt"))
        .noneMatch(path -> path.path().endsWith("new.txt"));
  }

  @Test
  void softwareThatNobodyRecordedComesBackToo() throws Exception {
    Files.createDirectories(stage.root.resolve("var/db"));
    Apps.bundle("Fuchs ü", "org.example.fox", "0").writeTo(stage.root.resolve("Applications"));
    Map<String, String> before = stage.installed();
    stage.install(app(NEW, "2"));

    back().rollback(NEW, false);

    assertThat(stage.installed()).isEqualTo(before);
    assertThat(stage.context.state().items()).isEmpty();
  }

  @Test
  void dryRunWritesNothing() throws Exception {
    stage.install(app(OLD, "1"));
    stage.install(app(NEW, "2"));
    Map<String, String> before = Tree.digest(stage.root);

    Outcome outcome = back().rollback(NEW, true);

    assertThat(outcome.parts().get(0).version()).isEqualTo("1");
    assertThat(Tree.digest(stage.root)).isEqualTo(before);
  }

  @Test
  void changedApplicationIsGivenUpOnlyByForce() throws Exception {
    stage.install(app(OLD, "1"));
    Map<String, String> before = stage.installed();
    stage.install(app(NEW, "2"));
    Files.writeString(stage.root.resolve("Applications/Fuchs ü.app/Contents/my notes"), "mine");

    assertThatThrownBy(() -> back().rollback(NEW, false))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("my notes");
    new Rollback(stage.context, Stage.forced()).rollback(NEW, false);

    assertThat(stage.installed()).isEqualTo(before);
  }

  @Test
  void changedNewFileOfAPackageStaysWithANote() throws Exception {
    stage.install(pkg("T.pkg", Tree.create().file("Library/Tool/a", "1"), "1"));
    Tree two = Tree.create().file("Library/Tool/a", "2").file("Library/Tool/settings", "x");
    stage.install(pkg("T.pkg", two, "2"));
    Files.writeString(stage.root.resolve("Library/Tool/settings"), "mine");

    Outcome outcome = back().rollback("T.pkg", false);

    assertThat(stage.root.resolve("Library/Tool/a")).hasContent("1");
    assertThat(stage.root.resolve("Library/Tool/settings")).hasContent("mine");
    assertThat(outcome.notes()).anyMatch(note -> note.contains("/Library/Tool/settings"));
  }

  @Test
  void oneGenerationOutlivesGoodRunsAndTheOneBeforeDoesNot() throws Exception {
    stage.install(app("Fuchs ü-0.app.tar.gz", "0"));
    stage.install(app(OLD, "1"));
    stage.install(app(NEW, "2"));

    back().discard(LATER);

    assertThat(stage.context.area().kept()).hasSize(1);
    back().rollback(NEW, false);
    assertThatThrownBy(() -> back().rollback(OLD, false)).isInstanceOf(NoSuchFileException.class);
    back().discard(LATER);
    assertThat(stage.context.area().kept()).isEmpty();
  }

  @Test
  void nothingIsKeptWhereThatIsNotWanted() throws Exception {
    stage.install(app("Fox.app.tar.gz", "1"));
    stage.install(app("Fox.app.tar.gz", "2"));
    InstallOptions options = InstallOptions.defaults().keepingPrevious(false);

    new Rollback(stage.context, options).discard(Instant.EPOCH);

    assertThat(stage.context.area().kept()).isEmpty();
    assertThatThrownBy(() -> back().rollback("Fox.app.tar.gz", false))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(stage.root.resolve("Applications/Fuchs ü.app")).isDirectory();
  }

  @Test
  void removedItemKeepsNothing() throws Exception {
    stage.install(app(OLD, "1"));
    stage.remove(stage.items.resolve(OLD));

    back().discard(LATER);

    assertThat(stage.context.area().kept()).isEmpty();
  }

  @Test
  void secondRunThatFindsTheSameVersionLeavesTheWayBack() throws Exception {
    stage.install(app("Fox.app.tar.gz", "1"));
    Map<String, String> before = stage.installed();
    Path second = app("Fox.app.tar.gz", "2");
    stage.install(second);
    stage.install(second);
    back().discard(LATER);

    back().rollback("Fox.app.tar.gz", false);

    assertThat(stage.installed()).isEqualTo(before);
  }

  @Test
  void copyThatIsGoneIsTold() throws Exception {
    stage.install(pkg("T.pkg", Tree.create().file("opt/a", "1").file("opt/b", "1"), "1"));
    stage.install(pkg("T.pkg", Tree.create().file("opt/a", "2").file("opt/b", "2"), "2"));
    String copy =
        stage.context.area().kept().get(0).paths().entrySet().stream()
            .filter(e -> e.getKey().endsWith("opt/a"))
            .findFirst()
            .orElseThrow()
            .getValue();
    Files.delete(Path.of(copy));

    assertThatThrownBy(() -> back().rollback("T.pkg", false))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("opt/a");
    assertThat(stage.root.resolve("opt/b")).hasContent("2");
  }

  @Test
  void unknownItemIsNoInput() {
    assertThatThrownBy(() -> back().rollback("Absent.dmg", false))
        .isInstanceOf(NoSuchFileException.class);
  }

  /** The database knows nothing of the way back, and its journal stands. */
  @Test
  void wayBackWhoseProcessDiedBeforeTheRecordIsEnteredByTheNextRun() throws Exception {
    Path database = work.resolve("root/etc/pkglist.sqlite3");
    stage.install(app(OLD, "1"));
    Map<String, String> before = stage.installed();
    stage.install(app(NEW, "2"));
    stage.close();
    Path copy = Files.copy(database, work.resolve("copy"));
    stage = new Stage(work);
    back().rollback(NEW, false);
    stage.close();
    Files.move(copy, database, StandardCopyOption.REPLACE_EXISTING);
    pretendDeathBeforeTheRecord();
    stage = new Stage(work);

    stage.installer().recover();

    assertThat(stage.installed()).isEqualTo(before);
    assertThat(stage.context.state().items().stream().map(InstalledItem::name))
        .containsExactly(OLD);
    assertThat(stage.context.state().owners("/Applications/Fuchs ü.app")).containsExactly(OLD);
  }

  private void pretendDeathBeforeTheRecord() throws IOException {
    Path area = work.resolve("root/var/db/macnightly");
    try (Stream<Path> kept = Files.list(area.resolve("kept"))) {
      Path journal =
          kept.filter(p -> p.toString().endsWith(".json")).sorted().reduce((a, b) -> b).get();
      String applied = journal.getFileName().toString().replace(".json", ".applied");
      Files.move(journal, area.resolve("journal").resolve(applied));
    }
  }
}
