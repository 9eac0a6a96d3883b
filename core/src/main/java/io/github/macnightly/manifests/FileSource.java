package io.github.macnightly.manifests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One file, and for everything else another source. Its name is the absolute path, which nothing
 * can include: the names of manifests have no slash at the begin.
 */
final class FileSource implements ManifestSource {

  private final Path file;
  private final ManifestSource others;

  FileSource(Path file, ManifestSource others) {
    this.file = file;
    this.others = others;
  }

  @Override
  public String where() {
    return others.where();
  }

  @Override
  public List<String> names() {
    return others.names();
  }

  @Override
  public Optional<ManifestFile> find(String name) throws IOException {
    if (!name.equals(file.toString())) {
      return others.find(name);
    }
    byte[] bytes = DirectorySource.read(file, "manifest");
    return Optional.of(new ManifestFile(name, name, name, file.toRealPath().toString(), bytes));
  }
}
