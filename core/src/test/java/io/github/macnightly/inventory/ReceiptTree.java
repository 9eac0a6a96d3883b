package io.github.macnightly.inventory;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.Log;
import io.github.macnightly.state.Receipts;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.stream.Stream;

/** A copy of a tree of the shared fixtures in which somebody else has installed packages. */
final class ReceiptTree implements AutoCloseable {

  static final String ORG = "net.lynx.more.";

  final Path root;
  final State state;
  final RootedPaths rooted;

  private ReceiptTree(Path root) throws IOException {
    this.root = root;
    this.rooted = new RootedPaths(root);
    Receipts receipts = new Receipts(root.resolve("private/var/db/macnightly/receipts"));
    Path database = root.resolve("etc/pkglist.sqlite3");
    this.state = State.open(database, receipts, Clock.systemUTC(), Log.SILENT);
  }

  /** The fixtures lost their links on the way: the file {@code var} holds the text of one. */
  static ReceiptTree copy(String name, Path work) throws IOException {
    Path from = Shared.fixture("pkg/" + name + "/root").orElse(null);
    assumeTrue(from != null, "../shared/fixtures is absent");
    Path root = work.resolve("root");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        copy(file, root.resolve(from.relativize(file).toString()));
      }
    }
    link(root.resolve("var"), "private/var");
    link(root.resolve("usr/local/bin/alink"), "atool");
    return new ReceiptTree(root);
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(to);
      return;
    }
    Files.copy(from, to, LinkOption.NOFOLLOW_LINKS);
    if (!Files.isSymbolicLink(to)) {
      boolean program = Files.isExecutable(from);
      Files.setPosixFilePermissions(
          to, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static void link(Path path, String target) throws IOException {
    if (Files.isDirectory(path.getParent())) {
      Files.deleteIfExists(path);
      Files.createSymbolicLink(path, Path.of(target));
    }
  }

  Inventory inventory() {
    return new Inventory(rooted, state);
  }

  @Override
  public void close() {
    state.close();
  }
}
