package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Archives;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.FlatPackageBuilder;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.install.Installer;
import io.github.macnightly.install.Origin;
import io.github.macnightly.install.PackageRemover;
import io.github.macnightly.install.Rollback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The way back and the removal of a package die at each change of the disk in turn. After recovery
 * the tree, the receipts and the database are all old or all new.
 */
class RollbackCrashTest {

  @TempDir(factory = MemoryDirectory.class)
  private Path temp;

  private int roots;

  /** What is done to a tree in which two versions were installed one after the other. */
  private interface Change {
    void to(InstallContext context) throws Exception;
  }

  private static final Change APPLICATION = context -> rollback(context, "Fox-2.app.tar.gz");
  private static final Change PACKAGE = context -> rollback(context, "Tool.pkg");
  private static final Change REMOVAL =
      context ->
          new PackageRemover(context, InstallOptions.defaults()).remove("org.example.t", false);

  /** The item before comes back, with its sum. */
  private static final Change TAKEN_OVER = context -> rollback(context, "Two-2.pkg");

  /** Two items brought an application of this identifier, and both have sums. */
  private static final Change REMOVAL_OF_TWO =
      context ->
          new PackageRemover(context, InstallOptions.defaults()).remove("org.example.cat", false);

  private static void rollback(InstallContext context, String item) throws IOException {
    new Rollback(context, InstallOptions.defaults()).rollback(item, false);
  }

  /** A package comes in a third version, under a third name. */
  private void takeOver(InstallContext context) throws Exception {
    Path pkg = temp.resolve("items/Two-3.pkg");
    two(pkg, "3");
    Origin origin = new Origin("Two-3.pkg", "3".repeat(32), null, "x");
    new Installer(context, InstallOptions.defaults()).install(pkg, origin);
  }

  private static void two(Path file, String version) throws IOException {
    Tree tree = Tree.create().file("opt/two/" + version, version).file("opt/two/all", version);
    FlatPackageBuilder.component(
        PackageSpec.of(tree).identifier("org.example.two").version(version).installLocation("/"),
        file);
  }

  private Path template(Path items) throws Exception {
    Path root = Files.createDirectories(temp.resolve("template"));
    Files.createDirectories(items);
    InstallContext context = InstalledTree.context(root, FaultyDisk.without(true));
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
      Path two = items.resolve("Two-" + version + ".pkg");
      two(two, version);
      Origin origin = new Origin(two.getFileName().toString(), version.repeat(32), null, "x");
      installer.install(two, origin);
      Path cat = items.resolve("Cat-" + version + ".app.tar.gz");
      Archives.tarGz(Apps.bundle("Cat " + version, "org.example.cat", version), cat);
      origin = new Origin(cat.getFileName().toString(), "a".repeat(31) + version, null, "x");
      installer.install(cat, origin);
    }
    context.state().close();
    return root;
  }

  private Path fresh(Path template) throws IOException {
    return InstalledTree.copy(template, temp.resolve("root" + ++roots));
  }

  private static boolean dies(Change change, Path root, FaultyDisk disk) throws Exception {
    InstallContext context = InstalledTree.context(root, disk);
    try {
      change.to(context);
      return disk.struck();
    } catch (FaultyDisk.Died e) {
      return true;
    } finally {
      context.state().close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"APPLICATION", "PACKAGE", "REMOVAL", "REMOVAL_OF_TWO", "TAKEN_OVER", "TAKE_OVER"})
  void isOldOrNewAfterDeathAtAnyChange(String name) throws Exception {
    Change change =
        Map.<String, Change>of(
                "APPLICATION", APPLICATION,
                "PACKAGE", PACKAGE,
                "REMOVAL", REMOVAL,
                "REMOVAL_OF_TWO", REMOVAL_OF_TWO,
                "TAKEN_OVER", TAKEN_OVER,
                "TAKE_OVER", this::takeOver)
            .get(name);
    Path template = template(temp.resolve("items"));
    Map<String, String> old = InstalledTree.look(template);
    Path reference = fresh(template);
    assertThat(dies(change, reference, FaultyDisk.without(true))).isFalse();
    Map<String, String> wanted = InstalledTree.look(reference);
    assertThat(wanted).isNotEqualTo(old);
    List<Boolean> finished = new ArrayList<>();
    for (int n = 1; ; n++) {
      Path root = fresh(template);
      if (!dies(change, root, new FaultyDisk(FaultyDisk.Fault.DEATH, n, n % 2 == 0, true))) {
        break;
      }
      InstalledTree.recover(root);
      Map<String, String> now = InstalledTree.look(root);
      assertThat(now).as("death at change %d", n).isIn(old, wanted);
      finished.add(now.equals(wanted));
      if (now.equals(old)) {
        assertThat(dies(change, root, FaultyDisk.without(true))).isFalse();
        assertThat(InstalledTree.look(root)).isEqualTo(wanted);
      }
    }
    assertThat(finished).hasSizeGreaterThan(10).contains(true, false);
  }
}
