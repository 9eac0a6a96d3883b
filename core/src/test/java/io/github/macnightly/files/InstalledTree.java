package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.host.LocalHost;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.install.Installer;
import io.github.macnightly.io.Log;
import io.github.macnightly.process.ProcessRunner;
import io.github.macnightly.process.SystemProcessRunner;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.Receipts;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/** Trees in which something is installed, to be changed on a disk at which the process dies. */
final class InstalledTree {

  static final Duration WAIT = Duration.ofSeconds(2);

  private InstalledTree() {}

  static InstallContext context(Path root, Filesystem disk) throws IOException {
    return context(root, disk, new SystemProcessRunner());
  }

  static InstallContext context(Path root, Filesystem disk, ProcessRunner runner)
      throws IOException {
    WorkArea area = WorkArea.at(root, disk, WAIT);
    Receipts receipts = new Receipts(area.receipts());
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T02:00:00Z"), ZoneOffset.UTC);
    State state = State.open(root.resolve("etc/pkglist.sqlite3"), receipts, clock, Log.SILENT);
    LocalHost host = new LocalHost(Path.of("/"), new SystemProcessRunner(), Map.of());
    return new InstallContext(
        new RootedPaths(root), area, state, receipts, host, runner, clock, Log.SILENT);
  }

  /** Copies a tree as it is, with the inode numbers of its own. */
  static Path copy(Path template, Path root) throws IOException {
    try {
      int status =
          new ProcessBuilder("cp", "-a", template.toString(), root.toString()).start().waitFor();
      assertThat(status).isZero();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return root;
  }

  /** Everything that may be old or new: files, receipts, what the database says. */
  static Map<String, String> look(Path root) throws IOException {
    Map<String, String> all = new TreeMap<>();
    Tree.digest(root)
        .forEach(
            (path, what) -> {
              boolean own = path.startsWith("var/db/macnightly") || path.startsWith("etc/pkg");
              if (!own) {
                all.put(path, what);
              }
            });
    InstallContext context = context(root, FaultyDisk.without(true));
    try (State state = context.state()) {
      for (InstalledItem item : state.items()) {
        all.put("item " + item.name(), item.parts() + " " + state.ledger(item.name()));
      }
      state.sums().forEach((name, sum) -> all.put("sum " + name, sum));
      for (InstalledItem item : context.receipts().all()) {
        all.put("receipt " + item.name(), item.parts() + " " + item.ledger());
      }
    }
    return all;
  }

  /** Does what the next run begins with. */
  static void recover(Path root) throws IOException {
    InstallContext context = context(root, FaultyDisk.without(true));
    new Installer(context, InstallOptions.defaults()).recover();
    context.state().close();
  }
}
