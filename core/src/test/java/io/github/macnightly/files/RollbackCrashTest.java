package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Archives;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.host.LocalHost;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.install.Installer;
import io.github.macnightly.install.Origin;
import io.github.macnightly.install.PackageRemover;
import io.github.macnightly.install.Rollback;
import io.github.macnightly.io.Log;
import io.github.macnightly.process.ProcessRunner;
import io.github.macnightly.process.SystemProcessRunner;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.Receipts;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The way back and the removal of a package die at each change of the disk in turn. After recovery
 * the tree, the receipts and the database are all old or all new.
 */
class RollbackCrashTest {

  private static final Duration WAIT = Duration.ofSeconds(2);

  @TempDir(factory = MemoryDirectory.class)
  private Path temp;

  private int roots;

  /** What is done to a tree in which two versions were installed one after the other. */
  private interface Change {
    void to(InstallContext context) throws IOException;
  }

  private static final Change APPLICATION = context -> rollback(context, "Fox-2.app.tar.gz");
  private static final Change PACKAGE = context -> rollback(context, "Tool.pkg");
  private static final Change REMOVAL =
      context ->
          new PackageRemover(context, InstallOptions.defaults()).remove("org.example.t", false);

  private static void rollback(InstallContext context, String item) throws IOException {
    new Rollback(context, InstallOptions.defaults()).rollback(item, false);
  }

  private static InstallContext context(Path root, Filesystem disk) throws IOException {
    WorkArea area = WorkArea.at(root, disk, WAIT);
    Receipts receipts = new Receipts(area.receipts());
    Clock clock = Clock.systemUTC();
    State state = State.open(root.resolve("etc/pkglist.sqlite3"), receipts, clock, Log.SILENT);
    ProcessRunner runner = new SystemProcessRunner();
    LocalHost host = new LocalHost(Path.of("/"), runner, Map.of());
    return new InstallContext(
        new RootedPaths(root), area, state, receipts, host, runner, clock, Log.SILENT);
  }

  private Path template(Path items) throws Exception {
    Path root = Files.createDirectories(temp.resolve("template"));
    Files.createDirectories(items);
    InstallContext context = context(root, FaultyDisk.without(true));
    Installer installer = new Installer(context, InstallOptions.defaults());
    for (String version : List.of("1", "2")) {
      Path app = items.resolve("Fox-" + version + ".app.tar.gz");
      Archives.tarGz(Apps.bundle("Fox", "org.example.fox", version), app);
      installer.install(app, Origin.of(app));
      Path pkg = Files.createDirectories(items.resolve(version)).resolve("Tool.pkg");
      Tree tree = Tree.create().file("opt/t/tool", version).file("opt/t/only in " + version, "x");
      FlatPackageBuilder.component(
          PackageSpec.of(tree).identifier("org.example.t").version(version).installLocation("/"),
          pkg);
      installer.install(pkg, Origin.of(pkg));
    }
    context.state().close();
    return root;
  }

  private Path fresh(Path template) throws IOException {
    Path root = temp.resolve("root" + ++roots);
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
  private static Map<String, String> look(Path root) throws IOException {
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
      for (InstalledItem item : context.receipts().all()) {
        all.put("receipt " + item.name(), item.parts() + " " + item.ledger());
      }
    }
    return all;
  }

  private static boolean dies(Change change, Path root, FaultyDisk disk) throws IOException {
    InstallContext context = context(root, disk);
    try {
      change.to(context);
      return disk.struck();
    } catch (FaultyDisk.Died e) {
      return true;
    } finally {
      context.state().close();
    }
  }

  private static void recover(Path root) throws IOException {
    InstallContext context = context(root, FaultyDisk.without(true));
    new Installer(context, InstallOptions.defaults()).recover();
    context.state().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"APPLICATION", "PACKAGE", "REMOVAL"})
  void isOldOrNewAfterDeathAtAnyChange(String name) throws Exception {
    Change change =
        Map.of("APPLICATION", APPLICATION, "PACKAGE", PACKAGE, "REMOVAL", REMOVAL).get(name);
    Path template = template(temp.resolve("items"));
    Map<String, String> old = look(template);
    Path reference = fresh(template);
    assertThat(dies(change, reference, FaultyDisk.without(true))).isFalse();
    Map<String, String> wanted = look(reference);
    assertThat(wanted).isNotEqualTo(old);
    List<Boolean> finished = new ArrayList<>();
    for (int n = 1; ; n++) {
      Path root = fresh(template);
      if (!dies(change, root, new FaultyDisk(FaultyDisk.Fault.DEATH, n, n % 2 == 0, true))) {
        break;
      }
      recover(root);
      Map<String, String> now = look(root);
      assertThat(now).as("death at change %d", n).isIn(old, wanted);
      finished.add(now.equals(wanted));
      if (now.equals(old)) {
        assertThat(dies(change, root, FaultyDisk.without(true))).isFalse();
        assertThat(look(root)).isEqualTo(wanted);
      }
    }
    assertThat(finished).hasSizeGreaterThan(10).contains(true, false);
  }
}
