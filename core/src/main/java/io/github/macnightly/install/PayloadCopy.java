package io.github.macnightly.install;

import io.github.macnightly.files.EntryAttributes;
import io.github.macnightly.files.EntryExtras;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.pkg.EntryVisitor;
import io.github.macnightly.pkg.PayloadEntry;
import io.github.macnightly.pkg.PayloadExtras;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;

/**
 * Writes the entries of a payload or of an archive of scripts into an extraction.
 *
 * @param leftOut paths that are passed over, with all that is below them
 * @param budget pays for the paths
 * @param nodes takes device nodes, pipes and sockets, which are not made
 */
record PayloadCopy(Extraction into, Set<String> leftOut, PathBudget budget, Nodes nodes)
    implements EntryVisitor {

  /** Refuses a path or takes note of it. */
  @FunctionalInterface
  interface Nodes {
    void take(String path) throws IOException;
  }

  /** Writes everything, and refuses what has neither content nor a name for it. */
  PayloadCopy(Extraction into) {
    this(into, Set.of(), new PathBudget(), into::special);
  }

  @Override
  public void visit(PayloadEntry entry, InputStream content) throws IOException {
    budget.take(entry.path());
    if (entry.path().isEmpty() || isLeftOut(entry.path())) {
      return;
    }
    if (entry.appleDouble()) {
      // It came after its owner, which has been written.
      if (!entry.owner().isEmpty() && !isLeftOut(entry.owner())) {
        into.extras(entry.owner(), extras(entry));
      }
      return;
    }
    EntryAttributes attributes =
        new EntryAttributes(entry.mode(), entry.uid(), entry.gid(), entry.modified());
    switch (entry.type()) {
      case DIRECTORY -> directory(entry, attributes);
      case FILE -> into.file(entry.path(), attributes, extras(entry), content);
      case SYMLINK -> into.symlink(entry.path(), entry.linkTarget(), attributes, extras(entry));
      case HARD_LINK -> into.hardLink(entry.path(), entry.linkTarget());
      default -> nodes.take(entry.path());
    }
  }

  private boolean isLeftOut(String path) {
    return !leftOut.isEmpty() && Ledgers.inside(path, leftOut);
  }

  private void directory(PayloadEntry entry, EntryAttributes attributes) throws IOException {
    into.directory(entry.path(), attributes);
    if (!entry.extras().isEmpty()) {
      into.extras(entry.path(), extras(entry));
    }
  }

  private static EntryExtras extras(PayloadEntry entry) {
    return entry.extras().isEmpty() ? EntryExtras.NONE : new Extras(entry.extras());
  }

  /** What a payload tells of an entry; a payload of installed files gets no AppleDouble files. */
  private record Extras(PayloadExtras told) implements EntryExtras {

    @Override
    public int flags() {
      return told.flags();
    }

    @Override
    public Map<String, byte[]> attributes() {
      return told.attributes();
    }

    @Override
    public long forkSize() {
      return told.resourceFork().length;
    }

    @Override
    public InputStream fork() {
      return new ByteArrayInputStream(told.resourceFork());
    }

    @Override
    public boolean doubleIsFree() {
      return false;
    }
  }
}
