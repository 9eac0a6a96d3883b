package io.github.macnightly.manifests;

import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Manifests in a directory, or else in a second one. */
final class DirectorySource implements ManifestSource {

  private final List<Path> directories;

  DirectorySource(Path... directories) {
    this.directories = Stream.of(directories).distinct().toList();
  }

  @Override
  public Optional<ManifestFile> find(String name) throws IOException {
    ManifestName.check(name);
    for (Path directory : directories) {
      for (String ending : ENDINGS) {
        Path file = directory.resolve(name + ending);
        if (Files.isRegularFile(file)) {
          return Optional.of(new ManifestFile(name, name + ending, file.toString(), read(file)));
        }
      }
    }
    return Optional.empty();
  }

  static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new LimitExceededException("manifest", -1, file + ": size", MAX_BYTES);
      }
      return bytes;
    }
  }
}
