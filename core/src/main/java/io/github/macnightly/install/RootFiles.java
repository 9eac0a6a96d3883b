package io.github.macnightly.install;

import io.github.macnightly.distribution.TargetFiles;
import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a root, as the scripts of a product may see them: links do not lead out of it. */
record RootFiles(RootedPaths root) implements TargetFiles {

  @Override
  public boolean exists(String path) {
    try {
      return Files.exists(locate(path), LinkOption.NOFOLLOW_LINKS);
    } catch (IOException leadsOutOrLoops) {
      // For a script that is as if nothing were there.
      return false;
    }
  }

  @Override
  public Optional<byte[]> read(String path, int limit) throws IOException {
    Path file;
    try {
      file = locate(path);
    } catch (FormatException leadsOutOrLoops) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(limit + 1);
      return bytes.length > limit ? Optional.empty() : Optional.of(bytes);
    }
  }

  /** The last name is followed as well, inside of the root. */
  private Path locate(String path) throws IOException {
    return root.resolveDirectory(path);
  }
}
