package io.github.macnightly.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives extracted files mode, owner and date. Safe for use by several threads at once.
 *
 * <p>System calls are what small files cost most. So a file is created with the mode it will have,
 * and what the system makes of a mode, and whom it gives a new file to, is looked up once; a call
 * follows only where that differs.
 */
final class Attributes {

  private static final int PLAIN = 0777;
  private static final int STICKY = 01000;
  private static final int ALL = 07777;
  private static final int OWNER_USES = 0600;

  private final ExtractionRules rules;
  private final boolean root;
  private final LossCounter losses;
  private final Map<Integer, FileAttribute<?>> creation = new ConcurrentHashMap<>();
  private final Map<Integer, Unix.Stat> granted = new ConcurrentHashMap<>();

  /**
   * Starts with no file made.
   *
   * @param root whether we may give files away
   */
  Attributes(ExtractionRules rules, boolean root, LossCounter losses) {
    this.rules = rules;
    this.root = root;
    this.losses = losses;
  }

  /**
   * Returns the mode that an entry gets. A setuid bit without the owner it was meant for would let
   * everybody act as us, so special bits stay only where owners do.
   */
  int mode(int wanted) {
    return kept(wanted, PLAIN);
  }

  /**
   * Returns the mode that a directory gets. That of a volume keeps its sticky bit whoever owns it:
   * the bit forbids and never allows.
   */
  int directoryMode(int wanted) {
    boolean volume = rules.unusual() == ExtractionRules.Unusual.LEFT_OUT;
    return kept(wanted, volume ? PLAIN | STICKY : PLAIN);
  }

  private int kept(int wanted, int harmless) {
    boolean strict = rules.unusual() == ExtractionRules.Unusual.REFUSED;
    boolean special = !strict && rules.keepOwners() && root;
    int kept = wanted & (special ? ALL : harmless);
    if (kept != (wanted & ALL)) {
      losses.add("special mode bit");
    }
    return kept;
  }

  /** Returns what a file is created with that is to have a mode in the end. */
  FileAttribute<?> creation(int mode) {
    return creation.computeIfAbsent(initial(mode), Attributes::attribute);
  }

  /** The owner has to give it a date and attributes first. */
  private int initial(int mode) {
    return root ? mode & PLAIN : mode & PLAIN | OWNER_USES;
  }

  private static FileAttribute<?> attribute(int mode) {
    // The constants stand in the order of the bits, the owner's read bit first.
    PosixFilePermission[] all = PosixFilePermission.values();
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (PosixFilePermission permission : all) {
      if ((mode & 0400 >> permission.ordinal()) != 0) {
        set.add(permission);
      }
    }
    return PosixFilePermissions.asFileAttribute(set);
  }

  /** Sets date, owner, and the mode where the file does not have it since its creation. */
  void applyToFile(Path file, EntryAttributes a, int mode) throws IOException {
    int initial = initial(mode);
    Unix.Stat fresh = granted.get(initial);
    if (fresh == null) {
      fresh = Unix.require(file);
      granted.put(initial, fresh);
    }
    date(file, a.modified());
    if (!rules.keepOwners() || fresh.uid() != a.uid() || fresh.gid() != a.gid()) {
      owner(file, a);
    }
    if (fresh.mode() != initial || mode != initial) {
      Files.setAttribute(file, "unix:mode", mode);
    }
  }

  /** Sets date, owner, then mode: a change of owner takes special bits away. */
  void apply(Path directory, EntryAttributes a, int mode) throws IOException {
    date(directory, a.modified());
    owner(directory, a);
    Files.setAttribute(directory, "unix:mode", mode);
  }

  /** Sets what a symbolic link can have. */
  void applyToLink(Path link, EntryAttributes a) throws IOException {
    owner(link, a);
    if (a.modified() != null) {
      try {
        Files.getFileAttributeView(link, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setTimes(FileTime.from(a.modified()), null, null);
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
      losses.add("owner");
    }
  }

  private void date(Path path, Instant modified) {
    if (modified == null) {
      return;
    }
    try {
      FileTime time = FileTime.from(modified);
      // Given both times, and free to follow a link that cannot be there, the JDK asks for nothing.
      Files.getFileAttributeView(path, BasicFileAttributeView.class).setTimes(time, time, null);
    } catch (IOException e) {
      losses.add("date");
    }
  }
}
