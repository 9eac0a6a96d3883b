package io.github.macnightly.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Archives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded of an installation whose process died after its files were in place. */
class RecoveredInstallTest {

  private static final String OLD = "Fox-1.app.tar.gz";
  private static final String NEW = "Fox-2.app.tar.gz";

  @TempDir Path work;

  @Test
  void itemThatLostItsBundleIsNoItemAnyMore() throws Exception {
    installUpToTheRecord();
    try (Stage next = new Stage(work)) {
      next.installer().recover();

      assertThat(next.context.state().ledger(OLD)).isEmpty();
      assertThat(next.context.state().item(OLD)).isEmpty();
      assertThat(next.context.state().owners("/Applications/Fox.app")).containsExactly(NEW);
    }
  }

  @Test
  void interruptedItemIsToldBeforeItIsHealedAndStandsInTheHistoryAfterwards() throws Exception {
    installUpToTheRecord();
    try (Stage next = new Stage(work)) {
      assertThat(Installer.interrupted(next.context.area())).containsExactly(NEW);
      next.installer().recover();

      assertThat(Installer.interrupted(next.context.area())).isEmpty();
      assertThat(next.context.state().history(1))
          .extracting(entry -> entry.command() + " " + entry.item() + " " + entry.outcome())
          .containsExactly("recovery " + NEW + " finished");
    }
  }

  /** The database knows nothing of the second installation, and its journal stands. */
  private void installUpToTheRecord() throws Exception {
    Path database = work.resolve("root/etc/pkglist.sqlite3");
    try (Stage stage = new Stage(work)) {
      stage.install(archive(stage, OLD, "1"));
    }
    Path copy = Files.copy(database, work.resolve("copy"));
    try (Stage stage = new Stage(work)) {
      stage.install(archive(stage, NEW, "2"));
    }
    Files.move(copy, database, StandardCopyOption.REPLACE_EXISTING);
    Path area = work.resolve("root/var/db/macnightly");
    try (Stream<Path> kept = Files.list(area.resolve("kept"))) {
      Path journal = kept.filter(p -> p.toString().endsWith(".json")).findFirst().orElseThrow();
      String applied = journal.getFileName().toString().replace(".json", ".applied");
      Files.move(journal, area.resolve("journal").resolve(applied));
    }
  }

  private static Path archive(Stage stage, String name, String version) throws IOException {
    Path file = stage.items.resolve(name);
    Archives.tarGz(Apps.bundle("Fox", "org.example.fox", version), file);
    return file;
  }
}
