package io.github.macnightly.cli;

import io.github.macnightly.fixtures.Apps;
import io.github.macnightly.fixtures.Tree;
import io.github.macnightly.fixtures.pkg.PackageSpec;
import io.github.macnightly.fixtures.repository.RepositoryBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A tree to install into, and a repository that its configuration names. */
final class Site {

  final Path root;
  final Path master;
  final RepositoryBuilder repository;

  private Site(Path folder) throws IOException {
    root = Files.createDirectories(folder.resolve("root tree"));
    master = folder.resolve("master");
    repository = RepositoryBuilder.at(master, "1");
  }

  /** A site whose repository is empty. */
  static Site in(Path folder) throws IOException {
    Site site = new Site(folder);
    site.repository.writeIndex();
    return site.configure("UPDATEMASTER: " + site.master.toUri());
  }

  /** A site with three packages and a list that wants two of them. */
  static Site withPackages(Path folder) throws IOException {
    Site site = in(folder);
    site.repository.archive("Tea-1.9.app.tar.gz", Apps.bundle("Tea", "org.example.tea", "1.9"));
    site.repository.archive("Tea-1.10.app.tar.gz", Apps.bundle("Tea", "org.example.tea", "1.10"));
    site.repository.flatPackage("Tide-3.pkg", tide());
    site.repository.writeIndex();
    site.list("install Tea*", "install Tide*");
    return site;
  }

  /** A package with one program. */
  static PackageSpec tide() {
    Tree tree = Tree.create().file("usr/local/bin/tide", "#!/bin/sh\n", 0755);
    return PackageSpec.of(tree).identifier("org.example.tide").version("3.0");
  }

  Site configure(String... lines) throws IOException {
    Path etc = Files.createDirectories(root.resolve("etc"));
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("UPDATEVERSION: 1");
    Files.write(etc.resolve("localconfig.yml"), all);
    return this;
  }

  /** Writes the package list of the manager tree. */
  Site list(String... lines) throws IOException {
    Path manager = Files.createDirectories(root.resolve("common/manager"));
    Files.write(manager.resolve("update.pkglist"), List.of(lines));
    return this;
  }

  Run run(String command, String... args) {
    return Run.as(command, with(args));
  }

  Run piped(String input, String command, String... args) {
    return Run.piped(input, command, with(args));
  }

  private String[] with(String... args) {
    List<String> all = new ArrayList<>(List.of("--root", root.toString()));
    all.addAll(List.of(args));
    return all.toArray(String[]::new);
  }

  Path at(String path) {
    return root.resolve(path);
  }
}
