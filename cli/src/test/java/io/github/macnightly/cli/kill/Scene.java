package io.github.macnightly.cli.kill;

import io.github.macnightly.fixtures.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What every kill begins with and may lead to: the tree of version 1, ready for the run that brings
 * version 2, and the tree that such a run leaves when nobody disturbs it.
 */
final class Scene {

  private static final String LIST = "common/manager/update.pkglist";

  private final Path folder;
  private final List<String> command;

  /** The tree of version 1, that of version 2, and how an undisturbed run goes. */
  final Trees before;

  final Trees after;
  final Progress progress;

  private Scene(Path folder, List<String> command) throws IOException, InterruptedException {
    this.folder = folder;
    this.command = command;
    Repositories.make(folder.resolve("master"));
    install();
    Path reference = root("reference");
    progress = Progress.of(talkative(reference).start());
    program(reference).run();
    before = Trees.of(folder.resolve("template/root"));
    after = Trees.of(reference);
    requireChange();
  }

  /** A package update over a repository in a folder. */
  static Scene ofPackages(Path folder) throws IOException, InterruptedException {
    return new Scene(folder, List.of("pkgupdate"));
  }

  /** A nightly run that brings trees and packages. */
  static Scene ofNight(Path folder) throws IOException, InterruptedException {
    return new Scene(folder, List.of("update", "now"));
  }

  private void install() throws IOException, InterruptedException {
    Path root = Files.createDirectories(folder.resolve("template/root"));
    turnTo(root, 1);
    Program.Ended first = program(root).run();
    if (first.status() != 0) {
      throw new IllegalStateException("version 1 could not be installed: " + first);
    }
    // A good run has nothing left of the one before: each kill begins with what is kept by none.
    program(root).run();
    turnTo(root, 2);
  }

  private void turnTo(Path root, int version) throws IOException {
    Files.createDirectories(root.resolve("etc"));
    List<String> lines = new ArrayList<>();
    lines.add("UPDATEMASTER: " + folder.resolve("master").toUri());
    lines.add("UPDATEVERSION: " + version);
    lines.add("SYNCURL: " + folder.resolve("master/" + version));
    lines.addAll(List.of("CACHE_COMMON: yes", "IMMUTABLE: no", "SOFTWAREUPDATE: no"));
    Files.write(root.resolve("etc/localconfig.yml"), lines);
    if (command.get(0).equals("pkgupdate")) {
      Files.createDirectories(root.resolve(LIST).getParent());
      Files.writeString(root.resolve(LIST), Repositories.list(version));
    }
  }

  private void requireChange() {
    Map<String, String> old = before.tree();
    if (Repositories.ITEMS.stream().anyMatch(item -> after.isLike(old, item))) {
      throw new IllegalStateException("version 2 does not change every item: " + after.tree());
    }
  }

  /** Makes a fresh tree of version 1, in a folder of its own beside a canary. */
  Path root(String name) throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve(name));
    canary().writeTo(own.resolve("canary"));
    Tool.run("cp", "-a", folder.resolve("template/root").toString(), own.toString());
    return own.resolve("root");
  }

  /** What lies beside each tree and is nobody's business. */
  static Tree canary() {
    return Tree.create().file("Tea.app/Contents/Info.plist", "mine\n").symlink("away", "../root");
  }

  /** The run that brings version 2. */
  Program program(Path root) {
    return new Program(root, folder, command);
  }

  /** The run that brings version 2 and tells each step as it goes. */
  Program talkative(Path root) {
    List<String> verbose = new ArrayList<>(command);
    verbose.add("-v");
    return new Program(root, folder, verbose);
  }

  /** Returns what a tree is said to hold, without times. */
  String listing(Path root) throws IOException, InterruptedException {
    Program.Ended listing =
        new Program(root, folder, List.of("pkgupdate", "--list-installed")).run();
    return listing.status() + "\n" + listing.output().replaceAll("\t[^\t\n]*\n", "\n");
  }

  /** A run that has nothing to do but to recover. */
  Program recovery(Path root) {
    return new Program(root, folder, List.of("pkgupdate", "-"));
  }

  /** Tells whether a run said that it had nothing to do. */
  boolean didNothing(Program.Ended run) {
    if (command.get(0).equals("pkgupdate")) {
      return run.output().isEmpty() && run.errors().equals("nothing to do\n");
    }
    return run.output().lines().allMatch(line -> line.matches("\\w+\t(unchanged|skipped)\t.*"));
  }
}
