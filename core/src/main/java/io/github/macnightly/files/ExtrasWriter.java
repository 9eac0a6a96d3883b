package io.github.macnightly.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives entries what only Macs know: extended attributes, resource forks, file flags. macOS holds
 * them as they are, Linux holds small attributes in its name space {@code user}. What the target
 * refuses goes to a {@code ._NAME} file where the rules want that, and is counted otherwise. Safe
 * for use by several threads at once.
 */
final class ExtrasWriter {

  static final String FINDER_INFO = "com.apple.FinderInfo";
  private static final String RESOURCE_FORK = "com.apple.ResourceFork";
  private static final String ACCESS_CONTROL = "com.apple.system.Security";

  /** No file system of Linux takes more in one attribute. */
  private static final int MAX_LINUX = 64 << 10;

  /** Immutable and append-only: what is installed has to be replaced and removed one day. */
  private static final int LOCKING = 0x60006;

  private static final int READ_AND_WRITE = 0666;

  private final Path top;
  private final ExtractionRules rules;
  private final Attributes standard;
  private final LossCounter losses;
  private final boolean mac = System.getProperty("os.name").startsWith("Mac");
  private final Map<Path, Integer> flags = new ConcurrentHashMap<>();

  /** Writes nothing beside {@code top}, which is the last of its own. */
  ExtrasWriter(Path top, ExtractionRules rules, Attributes standard, LossCounter losses) {
    this.top = top;
    this.rules = rules;
    this.standard = standard;
    this.losses = losses;
  }

  /** Sets attributes and fork; flags are set in {@link #finish}, as some of them lock a file. */
  void apply(Path path, EntryExtras x, EntryAttributes a) throws IOException {
    if (x == EntryExtras.NONE) {
      return;
    }
    noteFlags(path, x.flags());
    Map<String, byte[]> left = attributes(path, x.attributes());
    boolean forkLeft = x.forkSize() > 0 && !setFork(path, x);
    if ((!left.isEmpty() || forkLeft)
        && !writeDouble(path, new AppleDouble(left, forkLeft ? x : EntryExtras.NONE), x, a)) {
      left.keySet().forEach(name -> losses.add("extended attribute"));
      if (forkLeft) {
        losses.add("resource fork");
      }
    }
  }

  boolean keepsForks() {
    return mac || rules.appleDouble();
  }

  private void noteFlags(Path path, int wanted) {
    if (wanted == 0) {
      return;
    }
    boolean locks = rules.unusual() == ExtractionRules.Unusual.LEFT_OUT;
    int set = locks ? wanted : wanted & ~LOCKING;
    if (!mac || set != wanted) {
      losses.add("file flag");
    }
    if (mac && set != 0) {
      flags.put(path, set);
    }
  }

  /** Returns what could not be set and could go elsewhere. */
  private Map<String, byte[]> attributes(Path path, Map<String, byte[]> all) {
    Map<String, byte[]> left = new TreeMap<>();
    for (Map.Entry<String, byte[]> attribute : all.entrySet()) {
      if (attribute.getKey().equals(ACCESS_CONTROL)) {
        // Its form on a volume is the kernel's own, and no call takes it as an attribute.
        losses.add("access control list");
      } else if (!set(path, attribute.getKey(), attribute.getValue())) {
        left.put(attribute.getKey(), attribute.getValue());
      }
    }
    return left;
  }

  private boolean set(Path path, String name, byte[] value) {
    try {
      if (mac) {
        return MacExtras.set(path, name, value);
      }
      if (value.length > MAX_LINUX) {
        return false;
      }
      Files.getFileAttributeView(
              path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .write(name, ByteBuffer.wrap(value));
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      // The view is null, or throws what it likes, on a file system without attributes.
      return false;
    }
  }

  private boolean setFork(Path path, EntryExtras x) throws IOException {
    if (mac) {
      return MacExtras.fork(path, x);
    }
    if (x.forkSize() > MAX_LINUX) {
      return false;
    }
    try (InputStream in = x.fork()) {
      return set(path, RESOURCE_FORK, in.readNBytes(MAX_LINUX));
    }
  }

  /** A {@code ._} file has date and mode of its entry: what is in a private file stays private. */
  private boolean writeDouble(Path path, AppleDouble content, EntryExtras x, EntryAttributes a)
      throws IOException {
    String name = "._" + path.getFileName();
    boolean beside = x.doubleIsFree() && !path.equals(top) && !EntryNames.isTooLong(name);
    Path file = path.resolveSibling(name);
    if (!rules.appleDouble() || !beside || !content.fits() || !content.write(file)) {
      return false;
    }
    standard.apply(file, a, a.mode() & READ_AND_WRITE);
    return true;
  }

  /** Sets the flags, when nothing else is left to be done. */
  void finish() {
    for (Map.Entry<Path, Integer> file : flags.entrySet()) {
      if (!setFlags(file.getKey(), file.getValue())) {
        losses.add("file flag");
      }
    }
  }

  private static boolean setFlags(Path path, int flags) {
    try {
      return MacExtras.flags(path, flags);
    } catch (LinkageError e) {
      return false;
    }
  }
}
