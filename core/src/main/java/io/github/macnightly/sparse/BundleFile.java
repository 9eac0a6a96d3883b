package io.github.macnightly.sparse;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/** A file of a bundle, opened without following a link: a bundle may come from anybody. */
record BundleFile(FileChannel channel, long size) implements Source {

  /**
   * Opens a file.
   *
   * @return nothing when there is no such file
   * @throws CorruptException when it is a link, a pipe or anything else but a file
   */
  static Optional<BundleFile> open(Path file) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw notA(file, "file");
      }
      FileChannel channel =
          FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      return Optional.of(new BundleFile(channel, attributes.size()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Refuses what is not the kind of file that a bundle has there. */
  static CorruptException notA(Path file, String wanted) {
    return new CorruptException(
        SparseBundle.FORMAT, -1, file + " is not a " + wanted + "; links are not followed");
  }

  @Override
  public int read(long offset, ByteBuffer target) throws IOException {
    return channel.read(target, offset);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
