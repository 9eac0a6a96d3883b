package io.github.macnightly.state;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An item that was installed, with all that it brought.
 *
 * @param name its name in the index of the repository, such as {@code Firefox.dmg}, or of the
 *     bundle or package file that was given by hand
 * @param kind what it is: app, pkg, mpkg, dmg
 * @param md5 MD5 of the downloaded file in hexadecimal, null when it did not come from a repository
 * @param sha256 SHA-256 of that file, null when unknown
 * @param source where it came from, a URI or a path
 * @param installed when
 * @param parts the applications and packages in it
 * @param ledger every path that it owns
 */
public record InstalledItem(
    String name,
    String kind,
    String md5,
    String sha256,
    String source,
    Instant installed,
    List<Part> parts,
    List<LedgerPath> ledger) {

  /** Checks that there are a name and a date, and copies the lists. */
  public InstalledItem {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(installed, "installed");
    parts = List.copyOf(parts);
    ledger = List.copyOf(ledger);
  }

  /**
   * Tells whether this is all that is left of a removed item: files that stayed because they were
   * changed. It counts as not installed.
   */
  public boolean isRest() {
    return md5 == null && parts.stream().allMatch(part -> part.kind().equals(Part.REMOVED));
  }

  /** Returns what is left of the item when it is removed: its changed files, if there are any. */
  public InstalledItem rest(List<LedgerPath> changed) {
    List<Part> removed =
        parts.stream()
            .map(part -> new Part(Part.REMOVED, part.identifier(), part.version(), part.path()))
            .toList();
    return withoutSum().with(changed.isEmpty() ? List.of() : removed, changed);
  }

  /** Returns the same item as one whose file has to be installed again. */
  public InstalledItem withoutSum() {
    return new InstalledItem(name, kind, null, null, source, installed, parts, ledger);
  }

  /** Returns the same item with other parts and another ledger. */
  public InstalledItem with(List<Part> otherParts, List<LedgerPath> otherLedger) {
    return new InstalledItem(name, kind, md5, sha256, source, installed, otherParts, otherLedger);
  }
}
