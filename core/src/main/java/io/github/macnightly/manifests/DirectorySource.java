package io.github.macnightly.manifests;

import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Manifests in a directory, or else in a second one. */
final class DirectorySource implements ManifestSource {

  /** How deep, and how many files, names are looked for that somebody may have meant. */
  private static final int DEPTH = 4;

  private static final int MOST = 10_000;

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

  @Override
  public String where() {
    return directories.stream().map(Path::toString).collect(Collectors.joining(" and in "));
  }

  /** Returns names without an ending, of the first folder. */
  @Override
  public List<String> names() {
    Path folder = directories.get(0);
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files
          .limit(MOST)
          .filter(Files::isRegularFile)
          .map(file -> bare(folder.relativize(file).toString()))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // No advice then.
    }
  }

  private static String bare(String name) {
    return ENDINGS.stream()
        .filter(ending -> !ending.isEmpty() && name.endsWith(ending))
        .findFirst()
        .map(ending -> name.substring(0, name.length() - ending.length()))
        .orElse(name);
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
        throw new LimitExceededException(
            what, -1, file + ": size of " + Files.size(file) + " bytes", MAX_BYTES);
      }
      return bytes;
    }
  }
}
