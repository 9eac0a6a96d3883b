package io.github.macnightly.install;

import io.github.macnightly.extract.TreeExtractor;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.volume.EntryType;
import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The tree of a volume of a disk image. */
final class ImageTree implements Tree {

  private final Volume volume;

  ImageTree(Volume volume) {
    this.volume = volume;
  }

  @Override
  public List<String> top() throws IOException {
    return volume.root().children().stream().map(VolumeEntry::name).sorted().toList();
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    VolumeEntry entry = volume.root();
    for (String name : path.split("/")) {
      Optional<VolumeEntry> child =
          entry.type() == EntryType.DIRECTORY ? child(entry, name) : Optional.empty();
      if (child.isEmpty()) {
        return Optional.empty();
      }
      entry = child.get();
    }
    if (entry.type() != EntryType.FILE || entry.size() > BundleVersion.MAX_INFO) {
      return Optional.empty();
    }
    try (InputStream in = entry.open()) {
      return Optional.of(in.readAllBytes());
    }
  }

  /** Copies a package of the top level into a folder: its reader wants a file or a directory. */
  Path copyOut(String name, Path folder) throws IOException {
    if (isDirectory(name)) {
      Extraction extraction = new Extraction(folder.resolve("volume"), ExtractionRules.PACKAGE);
      copy(name, extraction);
      extraction.finish();
      return extraction.directory().resolve(name);
    }
    Path copy = folder.resolve(name.replace('/', ':'));
    try (InputStream in = open(name)) {
      Files.copy(in, copy);
    }
    return copy;
  }

  /** Opens one file of the top level. */
  private InputStream open(String name) throws IOException {
    return child(volume.root(), name).orElseThrow().open();
  }

  boolean isDirectory(String name) throws IOException {
    return child(volume.root(), name)
        .map(entry -> entry.type() == EntryType.DIRECTORY)
        .orElse(false);
  }

  @Override
  public void copy(String name, Extraction into) throws IOException {
    new TreeExtractor(into).copy(child(volume.root(), name).orElseThrow(), name);
  }

  private static Optional<VolumeEntry> child(VolumeEntry directory, String name)
      throws IOException {
    return directory.children().stream().filter(e -> e.name().equals(name)).findFirst();
  }
}
