package io.github.macnightly.install;

import io.github.macnightly.io.Sha256;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.LedgerPath;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes and compares the entries of ledgers: what an item owns, with digests. */
final class Ledgers {

  private static final int BUFFER = 1 << 17;

  private Ledgers() {}

  /** Looks at what is on disk below a path of the root, links not followed. */
  static List<LedgerPath> snapshot(Path top, String path) throws IOException {
    List<LedgerPath> found = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(top)) {
      for (Path file : (Iterable<Path>) walk::iterator) {
        String below = top.relativize(file).toString();
        found.add(entry(file, below.isEmpty() ? path : path + "/" + below));
      }
    }
    return found;
  }

  /** Looks at one object on disk. */
  static LedgerPath entry(Path file, String path) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    if (attributes.isSymbolicLink()) {
      return new LedgerPath(path, 'l', mode, 0, Files.readSymbolicLink(file).toString());
    }
    if (attributes.isDirectory()) {
      return new LedgerPath(path, 'd', mode, 0, "");
    }
    return new LedgerPath(path, 'f', mode, attributes.size(), digest(file));
  }

  /** Tells whether an object on disk still is what the ledger says; modes may differ. */
  static boolean unchanged(Path file, LedgerPath entry) throws IOException {
    LedgerPath now = entry(file, entry.path());
    return now.type() == entry.type() && (now.type() == 'd' || now.digest().equals(entry.digest()));
  }

  /**
   * Finds the items that own something in bundles that are now replaced, and takes it from them.
   *
   * @param self the item that replaces the bundles
   * @param changed items that lose something already, as they will be; the answer has them all
   */
  static Collection<InstalledItem> withoutBundles(
      State state, String self, Set<String> bundles, Map<String, InstalledItem> changed)
      throws IOException {
    Set<String> owners = new LinkedHashSet<>();
    for (String bundle : bundles) {
      owners.addAll(state.owners(bundle));
    }
    owners.remove(self);
    Map<String, InstalledItem> reduced = new LinkedHashMap<>(changed);
    for (String owner : owners) {
      InstalledItem already = changed.get(owner);
      Optional<InstalledItem> item = already == null ? state.item(owner) : Optional.of(already);
      if (item.isPresent()) {
        List<LedgerPath> ledger = already == null ? state.ledger(owner) : already.ledger();
        reduced.put(owner, without(item.get(), ledger, bundles));
      }
    }
    return reduced.values();
  }

  private static InstalledItem without(
      InstalledItem item, List<LedgerPath> ledger, Set<String> bundles) {
    return item.with(
        item.parts().stream().filter(part -> !bundles.contains(part.path())).toList(),
        ledger.stream().filter(path -> !inside(path.path(), bundles)).toList());
  }

  /** Tells whether a path is one of some others, or below one; everything is below "". */
  static boolean inside(String path, Set<String> tops) {
    return tops.stream()
        .anyMatch(top -> top.isEmpty() || path.equals(top) || path.startsWith(top + "/"));
  }

  static String digest(byte[] content) {
    return Sha256.hex(content);
  }

  static String digest(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      while (in.read(buffer) >= 0) {
        continue;
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
