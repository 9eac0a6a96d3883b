package io.github.macnightly.install;

import io.github.macnightly.bom.Bom;
import io.github.macnightly.bom.BomEntry;
import io.github.macnightly.bom.Cksum;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.pkg.EntryVisitor;
import io.github.macnightly.pkg.PayloadEntry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a payload with the bill of materials on its way.
 *
 * <p>What the bill says of the content of a path is its type, size, checksum and the target of a
 * link. Where nothing else tells whether the payload is sound, as in bundle packages, it must be
 * so. In a flat package the checksum of the archive has told that the payload is the one that was
 * packed: a bill that differs was put together badly, which is said and stops nothing. So is it
 * with modes, and with paths that only one of both has: no path is ever installed or removed for
 * standing in a bill.
 */
final class BillCheck implements EntryVisitor {

  private static final long SIZE_BITS = 0xffffffffL;

  private final Map<String, BomEntry> bill;
  private final EntryVisitor next;
  private final Set<String> seen = new HashSet<>();

  /** What is wrong with a path as it was seen last, for a later entry replaces an earlier one. */
  private final Map<String, String> content = new LinkedHashMap<>();

  private final Map<String, String> rest = new LinkedHashMap<>();

  /** Paths that only one of both has, but for the first: there may be hundreds of thousands. */
  private int others;

  private BillCheck(Map<String, BomEntry> bill, EntryVisitor next) {
    this.bill = bill;
    this.next = next;
  }

  /**
   * Visits the payload of a component.
   *
   * @return what is to be said about the bill, at most one line
   * @throws CorruptException when the payload is not what the bill says and nothing else vouches
   *     for it, or as {@link Component#payload} does
   */
  static Optional<String> payload(Component component, EntryVisitor visitor) throws IOException {
    Optional<Bom> bom;
    try {
      bom = component.bom();
    } catch (FormatException damaged) {
      component.payload(visitor);
      return said(component, "cannot be read: " + damaged.getMessage());
    }
    if (bom.isEmpty()) {
      component.payload(visitor);
      return Optional.empty();
    }
    Map<String, BomEntry> bill = new LinkedHashMap<>();
    bom.get().entries().forEach(entry -> bill.put(entry.path(), entry));
    BillCheck check = new BillCheck(bill, visitor);
    component.payload(check);
    return check.verdict(component);
  }

  private Optional<String> verdict(Component component) throws CorruptException {
    if (!content.isEmpty() && !component.hasChecksum()) {
      throw new CorruptException(
          "package",
          -1,
          component.identifier()
              + " is not what its bill of materials says: "
              + first(content)
              + "; fetch it again");
    }
    for (String path : bill.keySet()) {
      if (!seen.contains(path) && !path.isEmpty()) {
        alone(path, " is not in the payload");
      }
    }
    content.forEach(rest::put);
    int all = rest.size() + others;
    String differs = "differs from the payload in " + all + " paths, the first: ";
    return rest.isEmpty()
        ? Optional.empty()
        : said(component, differs + first(content.isEmpty() ? rest : content));
  }

  /** Notes a path that only one of both has. */
  private void alone(String path, String where) {
    if (rest.isEmpty()) {
      rest.put(path, shown(path) + where);
    } else {
      others++;
    }
  }

  private static String first(Map<String, String> differences) {
    return differences.values().iterator().next();
  }

  private static Optional<String> said(Component component, String what) {
    return Optional.of(component.identifier() + ": the bill of materials " + what);
  }

  @Override
  public void visit(PayloadEntry entry, InputStream in) throws IOException {
    BomEntry listed = bill.get(entry.path());
    if (listed != null) {
      seen.add(listed.path());
    }
    if (entry.appleDouble() || isMetadata(entry) || listed == null) {
      next.visit(entry, in);
      if (!entry.appleDouble() && !isMetadata(entry)) {
        alone(entry.path(), " is not in the bill");
      }
    } else if (entry.type() == PayloadEntry.Type.FILE) {
      Summed summed = new Summed(in);
      next.visit(entry, summed);
      summed.transferTo(OutputStream.nullOutputStream());
      tell(content, entry, different(entry, listed, summed));
      tell(rest, entry, otherMode(entry, listed));
    } else {
      next.visit(entry, in);
      tell(content, entry, different(entry, listed));
    }
  }

  /** A bill tells of AppleDouble files what is true of their owner. */
  private static boolean isMetadata(PayloadEntry entry) {
    return entry.path().isEmpty() || !entry.owner().equals(entry.path());
  }

  private static void tell(Map<String, String> into, PayloadEntry entry, String difference) {
    if (difference.isEmpty()) {
      into.remove(entry.path());
    } else {
      into.put(entry.path(), shown(entry.path()) + " " + difference);
    }
  }

  private static String shown(String path) {
    return path.replaceAll("\\p{Cntrl}", "?");
  }

  private static String otherMode(PayloadEntry entry, BomEntry listed) {
    return (listed.mode() & 0777) == (entry.mode() & 0777)
        ? ""
        : String.format("has the mode %o, the bill says %o", entry.mode(), listed.mode());
  }

  private static String different(PayloadEntry entry, BomEntry listed, Summed summed) {
    if (listed.type() != BomEntry.Type.FILE) {
      return otherType(entry, listed);
    }
    if (listed.size() != (summed.count & SIZE_BITS)) {
      return "has " + summed.count + " bytes, wanted " + listed.size();
    }
    long sum = summed.sum.value();
    return listed.checksum() == 0 || listed.checksum() == sum
        ? ""
        : "has the checksum " + sum + ", wanted " + listed.checksum();
  }

  private static String different(PayloadEntry entry, BomEntry listed) {
    BomEntry.Type type =
        switch (entry.type()) {
          case DIRECTORY -> BomEntry.Type.DIRECTORY;
          case SYMLINK -> BomEntry.Type.SYMLINK;
          case OTHER -> listed.type(); // never installed
          default -> BomEntry.Type.FILE;
        };
    if (type != listed.type()) {
      return otherType(entry, listed);
    }
    boolean elsewhere =
        type == BomEntry.Type.SYMLINK && !entry.linkTarget().equals(listed.linkTarget());
    return elsewhere ? "is a link to another path" : "";
  }

  private static String otherType(PayloadEntry entry, BomEntry listed) {
    return "is of the type " + entry.type() + ", wanted " + listed.type();
  }

  /** Sums what is read. */
  private static final class Summed extends FilterInputStream {

    private final Cksum sum = new Cksum();
    private long count;

    Summed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int got = in.read(bytes, offset, length);
      if (got > 0) {
        sum.update(bytes, offset, got);
        count += got;
      }
      return got;
    }

    @Override
    public long skip(long bytes) throws IOException {
      return readNBytes((int) Math.min(bytes, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
