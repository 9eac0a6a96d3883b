package io.github.macnightly.nio;

import io.github.macnightly.volume.EntryType;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The entries of a directory. Like any directory stream it can be gone through once. */
final class Listing implements DirectoryStream<Path> {

  private final ImagePath directory;
  private final List<String> names;
  private final Filter<? super Path> filter;
  private boolean used;

  Listing(ImagePath directory, Filter<? super Path> filter) throws IOException {
    this.directory = directory;
    Node node = directory.node(true);
    if (node.type() != EntryType.DIRECTORY) {
      throw new NotDirectoryException(directory.toAbsolutePath().toString());
    }
    this.names = node.names();
    this.filter = filter;
  }

  @Override
  public Iterator<Path> iterator() {
    if (used) {
      throw new IllegalStateException("a directory stream can be gone through once");
    }
    used = true;
    List<Path> chosen = new ArrayList<>();
    for (String name : names) {
      Path path = directory.resolve(directory.getFileSystem().getPath(name));
      try {
        if (filter == null || filter.accept(path)) {
          chosen.add(path);
        }
      } catch (IOException e) {
        throw new DirectoryIteratorException(e);
      }
    }
    return List.copyOf(chosen).iterator();
  }

  @Override
  public void close() {
    used = true;
  }
}
