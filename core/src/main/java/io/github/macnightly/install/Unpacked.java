package io.github.macnightly.install;

import io.github.macnightly.archive.Archive;
import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Stages what an archive holds at its top level. */
final class Unpacked implements Closeable {

  private final Session session;
  private final List<Path> folders = new ArrayList<>();

  Unpacked(Session session) {
    this.session = session;
  }

  void stage(Prepared prepared) throws IOException {
    Path file = prepared.item();
    if (holdsPackage(file)) {
      packages(file);
    } else if (prepared.unpacked().isPresent() && session.takes(prepared.unpacked().get())) {
      applications(file, prepared.unpacked().get());
    } else {
      applications(file);
    }
  }

  static boolean holdsPackage(Path file) {
    return ItemKind.isPackageName(Archive.stem(file.getFileName().toString()));
  }

  /** Unpacks straight to where the bundles will be swapped in from: nothing is copied twice. */
  private void applications(Path file) throws IOException {
    Extraction extraction = new AppStager(session).extraction();
    new ArchiveTree(file).unpack(extraction);
    applications(file, extraction);
  }

  private void applications(Path file, Extraction extraction) throws IOException {
    AppStager stager = new AppStager(session);
    List<String> names = names(extraction.directory());
    List<String> bundles = names.stream().filter(ItemKind::isApplicationName).toList();
    if (bundles.isEmpty() && names.stream().anyMatch(ItemKind::isPackageName)) {
      packages(extraction.directory(), names);
      return;
    }
    if (bundles.isEmpty()) {
      throw Refusals.nothing(file.getFileName().toString(), names);
    }
    for (String bundle : bundles) {
      stager.take(bundle, extraction);
    }
  }

  private void packages(Path file) throws IOException {
    Path folder = session.context().area().scratch("archive");
    folders.add(folder);
    Extraction extraction = new Extraction(folder.resolve("archive"), ExtractionRules.PACKAGE);
    new ArchiveTree(file).unpack(extraction);
    List<String> names = names(extraction.directory());
    if (names.stream().noneMatch(ItemKind::isPackageName)) {
      throw Refusals.nothing(file.getFileName().toString(), names);
    }
    packages(extraction.directory(), names);
  }

  private void packages(Path folder, List<String> names) throws IOException {
    for (String name : names) {
      if (ItemKind.isPackageName(name)) {
        new PackageStager(session).stage(folder.resolve(name));
      }
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    for (Path folder : folders) {
      DurableFiles.deleteTree(folder);
    }
  }
}
