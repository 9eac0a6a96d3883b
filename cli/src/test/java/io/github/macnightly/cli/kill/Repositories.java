package io.github.macnightly.cli.kill;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Content;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.fixtures.repository.RepositoryBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The master in two versions: every kind of change that a package update makes. */
final class Repositories {

  /** Bundles, each put in place or taken away in one step. */
  static final List<String> BUNDLES =
      List.of("Tea", "Timer", "Fresh", "Sundial", "Gnomon", "Old", "Still").stream()
          .map(name -> "Applications/" + name + ".app")
          .toList();

  /** What belongs together: each line is old or new as a whole once nothing is left to recover. */
  static final List<List<String>> ITEMS =
      List.of(
          List.of("Applications/Tea.app"),
          List.of("Applications/Timer.app"),
          List.of("Applications/Fresh.app"),
          List.of("Applications/Sundial.app", "Applications/Gnomon.app"),
          List.of("usr/local/suite", "var/db/receipts/org.example.suite.bom"),
          List.of("Library/Fonts", "Library/Receipts/Fonts.pkg"),
          List.of("Applications/Old.app"),
          List.of("usr/local/relics", "var/db/receipts/org.example.relics.bom"));

  private static final int FILES = 40;

  private Repositories() {}

  /** Makes both versions, with the trees of the master. */
  static void make(Path master) throws IOException {
    for (int version = 1; version <= 2; version++) {
      RepositoryBuilder repository = RepositoryBuilder.at(master, "" + version);
      String v = version + ".0";
      repository.archive("Tea.app.tar.gz", app("Tea", v));
      repository.image("Sundial.dmg", app("Sundial", v).add("", app("Gnomon", v)));
      repository.flatPackage("Suite.pkg", spec("suite", "usr/local/suite", version));
      repository.bundlePackage("Fonts.pkg.tar.gz", spec("fonts", "Library/Fonts", version));
      repository.archive("Still.app.tar.gz", app("Still", "1.0"));
      if (version == 1) {
        repository.archive("Timer-1.9.app.tar.gz", app("Timer", "1.9"));
        repository.archive("Old-1.app.tar.bz2", app("Old", "1"));
        repository.flatPackage("Relics.pkg", spec("relics", "usr/local/relics", 1));
      } else {
        repository.archive("Timer-1.10.app.zip", app("Timer", "1.10"));
        repository.archive("Fresh-1.app.tar.xz", app("Fresh", "1"));
      }
      repository.writeIndex();
      trees(repository, version);
    }
  }

  private static Tree app(String name, String version) {
    return Apps.bundle(name, "org.example." + name.toLowerCase(java.util.Locale.ROOT), version);
  }

  /** Version 2 changes most files, drops one and brings one. */
  private static PackageSpec spec(String name, String folder, int version) {
    Tree tree = Tree.create();
    for (int i = version; i < FILES + version; i++) {
      int seed = i % 4 == 0 ? i : i + 1000 * version;
      tree.file(folder + "/" + i % 5 + "/file " + i, Content.random(3000 + 10 * i, seed), 0644);
    }
    tree.symlink(folder + "/current", "version " + version);
    return PackageSpec.of(tree).identifier("org.example." + name).version(version + ".0");
  }

  private static void trees(RepositoryBuilder repository, int version) throws IOException {
    Tree common = Tree.create().file("manager/update.pkglist", list(version));
    for (int i = 0; i < FILES; i++) {
      common.file("doc/page " + i, Content.random(5000, i % 2 == 0 ? i : i + version), 0644);
    }
    repository.master("common", common);
    String motd = "Kept up to date, version " + version + ".\n";
    repository.master("config", Tree.create().file("etc/motd", motd.repeat(version)));
  }

  /** Returns the package list of a version. */
  static String list(int version) {
    String list =
        "install Tea*\ninstall Timer*\ninstall Sundial*\ninstall Suite*\ninstall Fonts*\n";
    return list
        + (version == 1
            ? "install Old*\ninstall Relics*\ninstall Still*\n"
            : "install Fresh*\nremove Old*\nremove Relics*\ninstall Still*\n");
  }
}
