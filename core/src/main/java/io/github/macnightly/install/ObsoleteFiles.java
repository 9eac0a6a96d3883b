package io.github.macnightly.install;

import io.github.macnightly.bom.Bom;
import io.github.macnightly.bom.BomEntry;
import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.files.Transaction;
import io.github.macnightly.inventory.CanonicalPaths;
import io.github.macnightly.inventory.Inventory;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.pkg.ReceiptStyle;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.LedgerPath;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an earlier version of a package brought and this one does not have: it goes, as with Apple's
 * installer, unless it was changed, belongs to somebody else too, or the package says that it
 * stays. Only what our ledger knows is taken: the bill of an old receipt names the candidates and
 * proves nothing.
 */
final class ObsoleteFiles {

  private static final int MAX_BOM = 64 << 20;

  private final State state;
  private final Set<String> candidates = new TreeSet<>();
  private final Set<String> owners = new HashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final Map<String, Map<String, LedgerPath>> ledgers = new HashMap<>();
  private final Set<String> gone = new LinkedHashSet<>();
  private final Set<String> spared = new HashSet<>();
  private final Set<String> kept = new HashSet<>();
  private final Set<String> receipts = new HashSet<>();
  private final List<LedgerPath> staying = new ArrayList<>();

  ObsoleteFiles(State state, String item) {
    this.state = state;
    owners.add(item);
  }

  /** Looks at the receipt of an earlier version, before the new one takes its place. */
  void lookAt(Component component, String receipt, Path bill) throws IOException {
    String location = PayloadPlan.clean(component.installLocation());
    String base = location.equals("/") ? "" : location;
    component.rules().keep().forEach(path -> kept.add(base + "/" + path));
    // The new receipt takes the place of the old one.
    if (component.receiptStyle() == ReceiptStyle.DATABASE) {
      receipts.add(receipt);
      receipts.add(bill(component));
    } else {
      spared.add(receipt);
    }
    for (InstalledItem item : state.items()) {
      if (Inventory.packages(item).contains(component.identifier())) {
        owners.add(item.name());
      }
    }
    if (!Files.isRegularFile(bill, LinkOption.NOFOLLOW_LINKS) || Files.size(bill) > MAX_BOM) {
      return;
    }
    owners.addAll(state.owners(receipt));
    try {
      for (BomEntry entry : Bom.read(Source.of(Files.readAllBytes(bill))).entries()) {
        String path = base + "/" + entry.path();
        if (isPlain(entry.path()) && !Ledgers.inside(path, kept)) {
          candidates.add(path);
        }
      }
    } catch (FormatException damaged) {
      notes.add(
          "the bill of the earlier version of "
              + component.identifier()
              + " cannot be read; what only that version had stays");
    }
  }

  /** Returns where the bill of a received component is. */
  static String bill(Component component) {
    return component.receiptStyle() == ReceiptStyle.DATABASE
        ? "/var/db/receipts/" + component.identifier() + ".bom"
        : "/Library/Receipts/" + component.receiptName() + "/Contents/Archive.bom";
  }

  private static boolean isPlain(String path) {
    return !path.isEmpty()
        && Arrays.stream(path.split("/", -1))
            .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
  }

  /** Enters what the records tell of the earlier versions, and what others still have of it. */
  void enter(Takeover takeover) {
    owners.addAll(takeover.reduced().keySet());
    for (LedgerPath path : takeover.replaced()) {
      if (Ledgers.inside(path.path(), kept)) {
        staying.add(path);
      } else if (!receipts.contains(path.path()) && !Ledgers.inside(path.path(), spared)) {
        candidates.add(path.path());
      }
    }
    for (InstalledItem other : takeover.reduced().values()) {
      other.ledger().forEach(path -> candidates.remove(path.path()));
    }
  }

  /** Returns what the earlier version brought and the new one says is to stay. */
  List<LedgerPath> staying() {
    return staying;
  }

  /** Tells where a path of the root lies on this machine. */
  @FunctionalInterface
  interface Locator {
    Path locate(String path) throws IOException;
  }

  /**
   * Enters in a transaction what goes.
   *
   * @param placements what is put in place, none of which goes
   * @param owned paths that the item owns from now on
   */
  void enter(
      Transaction transaction,
      Placements placements,
      Map<String, LedgerPath> owned,
      Locator locator)
      throws IOException {
    Set<Path> going = going(owned.keySet(), placements::touches, locator);
    for (Path path : going) {
      if (!going.contains(path.getParent())) {
        transaction.remove(path);
      }
    }
  }

  /**
   * Tells what would go, the deepest first.
   *
   * @param planned what becomes of the paths of the new version
   */
  List<PlannedPath> forecast(List<PlannedPath> planned, RootedPaths root) throws IOException {
    if (candidates.isEmpty()) {
      return List.of();
    }
    CanonicalPaths links = new CanonicalPaths(root);
    Set<String> owned = new HashSet<>();
    Set<String> touched = new HashSet<>();
    for (PlannedPath path : planned) {
      owned.add(path.path());
      String parent = links.of(path.path());
      while (!parent.isEmpty() && touched.add(parent)) {
        parent = parent.substring(0, parent.lastIndexOf('/'));
      }
    }
    going(owned, there -> touched.contains(root.relative(there)), root::resolve);
    List<PlannedPath> all = new ArrayList<>();
    for (String path : gone) {
      LedgerPath was = ours(path).orElseThrow();
      String mode = String.format("%04o", was.mode());
      all.add(
          new PlannedPath(
              path, PlannedPath.Action.REMOVE, was.type(), mode, was.size(), List.of(), false));
    }
    return all;
  }

  /**
   * Lets go of what is at a path of the new version, with all that is in it, so that something of
   * another kind can take its place.
   *
   * @param there where the path lies on this machine
   * @return why that cannot be, as the end of a sentence; "" when it can
   */
  String release(String path, Path there) throws IOException {
    List<String> released = new ArrayList<>();
    String reason = release(path, there, released);
    if (reason.isEmpty()) {
      released.remove(path); // the new version has it
      gone.addAll(released);
    }
    return reason;
  }

  private String release(String path, Path there, List<String> released) throws IOException {
    Optional<LedgerPath> entry = candidates.contains(path) ? ours(path) : Optional.empty();
    if (entry.isEmpty()) {
      return path + " does not belong to the earlier version alone";
    }
    if (!Ledgers.unchanged(there, entry.get())) {
      return path + " was changed since";
    }
    if (entry.get().type() == 'd') {
      for (Path child : children(there)) {
        String reason = release(path + "/" + child.getFileName(), child, released);
        if (!reason.isEmpty()) {
          return reason;
        }
      }
    }
    released.add(path);
    return "";
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    }
  }

  /** Keeps what is at some paths and below them. */
  void spare(Set<String> tops) {
    spared.addAll(tops);
    candidates.removeIf(path -> Ledgers.inside(path, tops));
  }

  private Set<Path> going(Set<String> owned, Predicate<Path> touched, Locator locator)
      throws IOException {
    Set<Path> going = new LinkedHashSet<>();
    List<String> deepestFirst = new ArrayList<>(candidates);
    Collections.reverse(deepestFirst);
    for (String path : deepestFirst) {
      Path there = locator.locate(path);
      boolean free =
          !owned.contains(path)
              && !touched.test(there)
              && Files.exists(there, LinkOption.NOFOLLOW_LINKS);
      if (free && goes(path, there, going)) {
        going.add(there);
        gone.add(path);
      }
    }
    return going;
  }

  private boolean goes(String path, Path there, Set<Path> going) throws IOException {
    Optional<LedgerPath> entry = ours(path);
    if (entry.isEmpty()) {
      return false;
    }
    if (entry.get().type() == 'd') {
      return Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS) && becomesEmpty(there, going);
    }
    if (!Ledgers.unchanged(there, entry.get())) {
      notes.add("kept " + path + ": the new version does not have it, but it was changed");
      return false;
    }
    return true;
  }

  private static boolean becomesEmpty(Path directory, Set<Path> going) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.allMatch(going::contains);
    }
  }

  /** Finds what was recorded of a path that the earlier versions own and nobody else does. */
  private Optional<LedgerPath> ours(String path) throws IOException {
    List<String> all = state.owners(path);
    if (all.isEmpty() || !owners.containsAll(all)) {
      return Optional.empty();
    }
    String item = all.get(all.size() - 1);
    if (!ledgers.containsKey(item)) {
      Map<String, LedgerPath> ledger = new HashMap<>();
      state.ledger(item).forEach(entry -> ledger.put(entry.path(), entry));
      ledgers.put(item, ledger);
    }
    return Optional.ofNullable(ledgers.get(item).get(path));
  }

  /** Returns the paths that go. */
  Set<String> gone() {
    return gone;
  }

  /** Returns what stays although the new version does not have it, one line each. */
  List<String> kept() {
    return List.copyOf(notes);
  }

  /** Returns what stays although the new version does not have it, and how much goes. */
  List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    if (!gone.isEmpty()) {
      all.add(
          gone.size() + " files and directories that only the earlier version had were removed");
    }
    return all;
  }
}
