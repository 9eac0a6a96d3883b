package io.github.macnightly.inventory;

import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.inventory.Finding.What;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.signature.BundleSeal;
import io.github.macnightly.signature.SealReport;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Compares what is on disk with what was installed. */
public final class Verifier {

  private static final int PERMISSIONS = 07777;
  private static final String SEAL = "/Contents/_CodeSignature/CodeResources";

  private final RootedPaths root;
  private final CanonicalPaths links;

  /** Makes a verifier of a tree. */
  public Verifier(RootedPaths root) {
    this.root = root;
    this.links = new CanonicalPaths(root);
  }

  /**
   * Looks at every path of a holding, and at the seals of the applications in it.
   *
   * @throws IOException when something cannot be read for another reason than its permissions
   */
  public Verification verify(Holding holding) throws IOException {
    Map<String, Finding> findings = new TreeMap<>();
    List<String> notes = new ArrayList<>();
    int seals = 0;
    for (OwnedPath path : holding.paths()) {
      try {
        check(path, findings);
      } catch (AccessDeniedException e) {
        String type = ObjectType.word(path.type());
        put(findings, new Finding(path.path(), What.UNREADABLE, type, "no permission to read it"));
      }
    }
    for (OwnedPath path : holding.paths()) {
      if (path.type() == 'd' && isSealed(path.path())) {
        seals++;
        checkSeal(path.path(), findings, notes);
      }
    }
    return new Verification(
        holding.identifier(),
        holding.version(),
        holding.itemName(),
        holding.paths().size(),
        seals,
        List.copyOf(findings.values()),
        List.copyOf(notes));
  }

  private void check(OwnedPath owned, Map<String, Finding> findings) throws IOException {
    Path file = root.resolve(owned.path());
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      put(
          findings,
          new Finding(owned.path(), What.MISSING, ObjectType.word(owned.type()), "nothing"));
      return;
    }
    if (owned.type() == 'd' && WellKnown.isDirectory(links.of(owned.path()))) {
      return; // Its mode is the system's, and on a Mac it may be a link.
    }
    char type = ObjectType.of(file);
    if (type != owned.type()) {
      put(
          findings,
          new Finding(
              owned.path(), What.TYPE, ObjectType.word(owned.type()), ObjectType.word(type)));
    } else if (!owned.isUnchanged(file)) {
      put(findings, new Finding(owned.path(), What.CHANGED, content(owned), now(file, type)));
    } else {
      checkMode(owned, file, findings);
    }
  }

  private static String content(OwnedPath owned) {
    return owned.type() == 'l' ? "link to " + owned.digest() : owned.size() + " bytes";
  }

  private static String now(Path file, char type) throws IOException {
    return type == 'l'
        ? "link to " + Files.readSymbolicLink(file)
        : Files.size(file) + " bytes, another content";
  }

  private static void checkMode(OwnedPath owned, Path file, Map<String, Finding> findings)
      throws IOException {
    if (owned.mode() < 0 || owned.type() == 'l') {
      return;
    }
    Object mode = Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    int now = (int) mode & PERMISSIONS;
    if (now != owned.mode()) {
      put(findings, new Finding(owned.path(), What.MODE, octal(owned.mode()), octal(now)));
    }
  }

  private static String octal(int mode) {
    return String.format(Locale.ROOT, "%04o", mode);
  }

  private static void put(Map<String, Finding> findings, Finding finding) {
    findings.putIfAbsent(finding.path(), finding);
  }

  private boolean isSealed(String path) throws IOException {
    return path.endsWith(".app")
        && Files.isRegularFile(root.resolve(path + SEAL), LinkOption.NOFOLLOW_LINKS);
  }

  /** What the ledger has found already is not told twice. */
  private void checkSeal(String bundle, Map<String, Finding> findings, List<String> notes)
      throws IOException {
    SealReport report;
    try {
      report = BundleSeal.check(root.resolve(bundle));
    } catch (FormatException e) {
      put(findings, new Finding(bundle + SEAL, What.SEAL, "", e.getMessage()));
      return;
    }
    String base = bundle + (report.base().isEmpty() ? "/" : "/" + report.base() + "/");
    for (String path : report.differing()) {
      put(
          findings,
          new Finding(base + path, What.CHANGED, "what the seal says", "another content"));
    }
    for (String path : report.missing()) {
      put(findings, new Finding(base + path, What.MISSING, "what the seal says", "nothing"));
    }
    for (String path : report.added()) {
      put(findings, new Finding(base + path, What.ADDED, "nothing, as the seal says", "a file"));
    }
    report.notes().forEach(note -> notes.add(bundle + ": " + note));
  }
}
