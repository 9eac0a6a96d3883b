package io.github.macnightly.install;

import io.github.macnightly.files.EntryAttributes;
import io.github.macnightly.files.Extraction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A tree in a directory of this machine; links in it are copied, not followed. */
final class DirectoryTree implements Tree {

  private final Path directory;

  DirectoryTree(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<String> top() throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    Path file = directory.resolve(path);
    return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  @Override
  public void copy(String name, Extraction into) throws IOException {
    Files.walkFileTree(directory.resolve(name), new Copier(directory, into));
  }

  /** Copies what it visits; hard links among the files stay hard links. */
  private static final class Copier extends SimpleFileVisitor<Path> {

    private final Path base;
    private final Extraction into;
    private final Map<Object, String> linked = new HashMap<>();

    Copier(Path base, Extraction into) {
      this.base = base;
      this.into = into;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes basic)
        throws IOException {
      into.directory(relative(dir), attributes(dir));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes basic) throws IOException {
      String path = relative(file);
      if (basic.isSymbolicLink()) {
        into.symlink(path, Files.readSymbolicLink(file).toString(), attributes(file));
        return FileVisitResult.CONTINUE;
      }
      String first =
          (int) attribute(file, "nlink") > 1 ? linked.putIfAbsent(basic.fileKey(), path) : null;
      if (first != null) {
        into.hardLink(path, first);
        return FileVisitResult.CONTINUE;
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        into.file(path, attributes(file), in);
      }
      return FileVisitResult.CONTINUE;
    }

    private String relative(Path file) {
      return base.relativize(file).toString();
    }

    private static EntryAttributes attributes(Path file) throws IOException {
      return new EntryAttributes(
          (int) attribute(file, "mode") & 07777,
          (int) attribute(file, "uid"),
          (int) attribute(file, "gid"),
          ((FileTime) attribute(file, "lastModifiedTime")).toInstant());
    }

    private static Object attribute(Path file, String name) throws IOException {
      return Files.getAttribute(file, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
