package io.github.macnightly.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Gives extracted files what the archive says of them and counts what cannot be given. */
final class Attributes {

  private static final String RESOURCE_FORK = "com.apple.ResourceFork";

  private final ExtractionRules rules;
  private final boolean root;
  private final boolean mac = System.getProperty("os.name").startsWith("Mac");
  private final Map<String, Integer> losses = new TreeMap<>();

  /**
   * Starts with nothing lost.
   *
   * @param root whether we may give files away
   */
  Attributes(ExtractionRules rules, boolean root) {
    this.rules = rules;
    this.root = root;
  }

  /**
   * Returns the mode that an entry gets. A setuid bit without the owner it was meant for would let
   * everybody act as us, so special bits stay only where owners do.
   */
  int mode(int wanted) {
    boolean special = rules.setuidAllowed() && rules.keepOwners() && root;
    int kept = wanted & (special ? 07777 : 0777);
    if (kept != (wanted & 07777)) {
      lost("special mode bit");
    }
    return kept;
  }

  /** Sets owner, then mode (a change of owner takes setuid away), then date. */
  void apply(Path path, EntryAttributes a, int mode) throws IOException {
    owner(path, a);
    Files.setAttribute(path, "unix:mode", mode);
    date(path, a.modified());
  }

  /** Sets what a symbolic link can have. */
  void applyToLink(Path link, EntryAttributes a) throws IOException {
    owner(link, a);
    if (a.modified() != null) {
      try {
        view(link).setTimes(FileTime.from(a.modified()), null, null);
      } catch (IOException e) {
        // Not every system can date a link, and nobody misses it.
        return;
      }
    }
  }

  private void owner(Path path, EntryAttributes a) throws IOException {
    if (!rules.keepOwners()) {
      return;
    }
    if (root) {
      Files.setAttribute(path, "unix:uid", a.uid(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", a.gid(), LinkOption.NOFOLLOW_LINKS);
    } else {
      lost("owner");
    }
  }

  private void date(Path path, Instant modified) {
    if (modified == null) {
      return;
    }
    try {
      view(path).setTimes(FileTime.from(modified), null, null);
    } catch (IOException e) {
      lost("date");
    }
  }

  private static BasicFileAttributeView view(Path path) {
    return Files.getFileAttributeView(
        path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Sets an extended attribute; on Linux it goes into the name space "user". */
  void extended(Path path, String name, byte[] value) {
    // The JDK's view puts "user." before the name on macOS too, where nobody would find it.
    UserDefinedFileAttributeView view =
        mac
            ? null
            : Files.getFileAttributeView(
                path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    try {
      if (view == null) {
        lostExtended(name);
      } else {
        view.write(name, ByteBuffer.wrap(value));
      }
    } catch (IOException | RuntimeException e) {
      lostExtended(name);
    }
  }

  /** Counts an extended attribute that could not be kept. */
  void lostExtended(String name) {
    lost(name.equals(RESOURCE_FORK) ? "resource fork" : "extended attribute");
  }

  void lost(String kind) {
    losses.merge(kind, 1, Integer::sum);
  }

  Losses losses() {
    return new Losses(Collections.unmodifiableMap(new TreeMap<>(losses)));
  }
}
