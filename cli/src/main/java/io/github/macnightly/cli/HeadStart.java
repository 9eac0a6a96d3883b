package io.github.macnightly.cli;

import io.github.macnightly.state.Receipts;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads the database's library on a second processor while the command line is read. Each of both
 * takes a third of a run that finds nothing to do.
 */
final class HeadStart {

  /** No such file: a state that is not there is empty, and lives in memory. */
  private static final Path NOWHERE = Path.of("/dev/null/nothing");

  private static final List<String> NEED_STATE =
      List.of("update", "pkgupdate", "dmg-install", "pkg-install", "app-install");

  private HeadStart() {}

  /** Begins when {@code command} will need it, and returns at once. */
  static void of(String command) {
    if (NEED_STATE.contains(command) && Runtime.getRuntime().availableProcessors() > 1) {
      Thread thread =
          new Thread("head start") {
            @Override
            public void run() {
              load();
            }
          };
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** What fails here fails again where it matters, and is told there. */
  private static void load() {
    try {
      State.readOnly(NOWHERE, new Receipts(NOWHERE)).close();
    } catch (IOException | RuntimeException | LinkageError e) {
      return;
    }
  }
}
