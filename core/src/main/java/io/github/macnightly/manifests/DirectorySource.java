package io.github.macnightly.manifests;

import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
          return Optional.of(
              new ManifestFile(
                  name, name + ending, file.toString(), identity(file), read(file, "manifest")));
        }
      }
    }
    return Optional.empty();
  }

  /** Two names, of which one is a link to the other, are one file. */
  private static String identity(Path file) throws IOException {
    return file.toRealPath().toString();
  }

  /**
   * Reads a file.
   *
   * @param what it is, for the refusal of one that is too large
   */
  static byte[] read(Path file, String what) throws IOException {
    if (Files.isDirectory(file)) {
      throw new NoSuchFileException(file.toString(), null, "is a directory, wanted a " + what);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new LimitExceededException(what, -1, file + ": size", MAX_BYTES);
      }
      return bytes;
    }
  }
}
