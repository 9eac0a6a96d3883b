package io.github.macnightly.manifests;

import io.github.macnightly.predicate.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Manifests in a folder, written in YAML. */
record Tree(Path folder) {

  Tree file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  ManifestResult walk(String name, Map<String, ?> facts) throws IOException {
    return new ManifestWalk(ManifestSource.of(folder), Facts.of(facts)).run(List.of(name));
  }
}
