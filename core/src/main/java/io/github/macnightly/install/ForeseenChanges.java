package io.github.macnightly.install;

import io.github.macnightly.pkg.EntryVisitor;
import io.github.macnightly.pkg.PayloadEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Set;

/**
 * Reserves memory for what will be put in place by itself, as its directory is there already. So a
 * payload that cannot be installed is refused while it is unpacked, and not after all of it is.
 * Whether something is a bundle, which is replaced as a whole, is certain only at the end: what may
 * be one counts then.
 */
final class ForeseenChanges implements EntryVisitor {

  private final Session session;
  private final String location;
  private final Set<String> merged;
  private final EntryVisitor next;

  /** The directory that was looked at last, and whether what is in it is put in place by itself. */
  private String directory;

  private boolean single;

  /**
   * Makes it.
   *
   * @param location where the payload goes, in clean form
   * @param merged bundles that are not replaced as a whole
   */
  ForeseenChanges(Session session, String location, Set<String> merged, EntryVisitor next) {
    this.session = session;
    this.location = location;
    this.merged = merged;
    this.next = next;
  }

  @Override
  public void visit(PayloadEntry entry, InputStream content) throws IOException {
    next.visit(entry, content);
    if (entry.type() == PayloadEntry.Type.DIRECTORY || entry.appleDouble()) {
      return;
    }
    String path = entry.path();
    String parent = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    if (!parent.equals(directory)) {
      directory = parent;
      String place = location.equals("/") ? "" : location;
      single =
          !inBundle(parent) && Files.isDirectory(session.locateDirectory(place + "/" + parent));
    }
    if (single) {
      session.budget().foresee(path);
    }
  }

  private boolean inBundle(String parent) {
    if (PayloadPlan.hasBundleName(location) && !merged.contains("")) {
      return true;
    }
    for (String path = parent; !path.isEmpty(); ) {
      if (PayloadPlan.hasBundleName(path) && !merged.contains(path)) {
        return true;
      }
      path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
    return false;
  }
}
