package io.github.macnightly.inventory;

import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.LedgerPath;
import io.github.macnightly.state.Part;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is installed in a tree, whoever installed it: our items with their ledgers, and the packages
 * of which only Apple's receipts tell. Reads only.
 */
public final class Inventory {

  private final RootedPaths root;
  private final State state;
  private final AppleReceipts receipts;

  /** Makes an inventory; nothing is read before it is asked. */
  public Inventory(RootedPaths root, State state) {
    this.root = root;
    this.state = state;
    this.receipts = new AppleReceipts(root);
  }

  /**
   * Finds what a person names: an item of ours, or packages and applications by their identifier.
   * Several items may have brought the same package, one after the other.
   *
   * @throws NoSuchFileException when nothing of this name is known
   * @throws FormatException when the receipt that tells of it is damaged or hostile
   */
  public List<Holding> find(String id) throws IOException {
    var item = state.item(id);
    if (item.isPresent()) {
      return List.of(whole(item.get()));
    }
    List<AppleReceipt> apple = receipts.find(id);
    List<Holding> found = new ArrayList<>();
    List<Holding> rests = new ArrayList<>();
    for (InstalledItem each : state.items()) {
      List<String> identifiers = each.parts().stream().map(Part::identifier).toList();
      if (identifiers.contains(id)) {
        boolean only = identifiers.stream().allMatch(id::equals);
        (each.isRest() ? rests : found)
            .add(only || each.isRest() ? whole(each) : part(each, id, apple));
      }
    }
    if (found.isEmpty()) {
      for (AppleReceipt receipt : apple) {
        found.add(foreign(receipt));
      }
    }
    if (found.isEmpty()) {
      found = rests;
    }
    if (found.isEmpty()) {
      throw new NoSuchFileException(
          id, null, "is not installed: no item, package or application has this name here");
    }
    return found;
  }

  /**
   * Returns all that one item of ours brought. Where Apple's installer did the work the ledger is
   * empty, and the receipts that it left tell the paths.
   */
  public Holding whole(InstalledItem item) throws IOException {
    List<LedgerPath> ledger = state.ledger(item.name());
    Map<String, OwnedPath> paths = new LinkedHashMap<>();
    ledger.forEach(p -> paths.put(p.path(), OwnedPath.of(p)));
    Set<String> files = new LinkedHashSet<>();
    for (String identifier : packages(item)) {
      for (AppleReceipt receipt : receipts.find(identifier)) {
        files.addAll(receipt.files());
        if (ledger.isEmpty()) {
          receipt.paths(root).forEach(p -> paths.putIfAbsent(p.path(), p));
        }
      }
    }
    return new Holding(
        item.name(), version(item), item, true, List.copyOf(files), List.copyOf(paths.values()));
  }

  /** Returns the identifiers of the packages that an item brought. */
  public static Set<String> packages(InstalledItem item) {
    Set<String> identifiers = new LinkedHashSet<>();
    for (Part part : item.parts()) {
      if (part.kind().equals("package") && part.identifier() != null) {
        identifiers.add(part.identifier());
      }
    }
    return identifiers;
  }

  private static String version(InstalledItem item) {
    List<String> versions =
        item.parts().stream().map(Part::version).map(v -> v == null ? "" : v).distinct().toList();
    return versions.size() == 1 ? versions.get(0) : "";
  }

  /** Returns one package or application of an item that has several. */
  private Holding part(InstalledItem item, String id, List<AppleReceipt> apple) throws IOException {
    Map<String, OwnedPath> paths = new LinkedHashMap<>();
    Set<String> files = new LinkedHashSet<>();
    for (AppleReceipt receipt : apple) {
      receipt.paths(root).forEach(p -> paths.put(p.path(), p));
      files.addAll(receipt.files());
    }
    List<Part> parts = item.parts().stream().filter(p -> id.equals(p.identifier())).toList();
    Set<String> bundles = new LinkedHashSet<>();
    parts.stream().filter(p -> p.kind().equals("application")).forEach(p -> bundles.add(p.path()));
    if (apple.isEmpty() && bundles.isEmpty()) {
      throw new NoSuchFileException(
          id,
          null,
          "has no receipt, so its files cannot be told from the others of " + item.name());
    }
    for (LedgerPath entry : state.ledger(item.name())) {
      String path = entry.path();
      if (paths.containsKey(path) || isIn(path, bundles) || isIn(path, files)) {
        paths.put(path, OwnedPath.of(entry));
      }
    }
    String version = parts.get(0).version() == null ? "" : parts.get(0).version();
    return new Holding(id, version, item, false, List.copyOf(files), List.copyOf(paths.values()));
  }

  private static boolean isIn(String path, Set<String> tops) {
    return tops.stream().anyMatch(top -> path.equals(top) || path.startsWith(top + "/"));
  }

  private Holding foreign(AppleReceipt receipt) throws IOException {
    return new Holding(
        receipt.identifier(), receipt.version(), null, false, receipt.files(), receipt.paths(root));
  }

  /**
   * Returns the receipts of a package, for one whose files are not of interest: they may not even
   * be known.
   *
   * @throws FormatException when it is damaged or hostile
   */
  public List<String> receiptsOf(String id) throws IOException {
    return receipts.find(id).stream().map(AppleReceipt::files).flatMap(List::stream).toList();
  }

  /**
   * Returns the versions of a package that receipts tell; damaged ones tell none.
   *
   * @param id its identifier
   */
  public List<String> versions(String id) throws IOException {
    try {
      return receipts.find(id).stream()
          .map(AppleReceipt::version)
          .filter(version -> !version.isEmpty())
          .toList();
    } catch (FormatException damaged) {
      return List.of();
    }
  }

  /**
   * Tells whether an item was kept in place although a script of it has failed: it has packages,
   * none with a receipt, and no sum, so that the next run installs it again.
   */
  public boolean isIncomplete(InstalledItem item) throws IOException {
    Set<String> packages = packages(item);
    boolean incomplete = item.md5() == null && item.sha256() == null && !packages.isEmpty();
    for (String id : packages) {
      incomplete = incomplete && versions(id).isEmpty() && receipts.find(id).isEmpty();
    }
    return incomplete;
  }

  /**
   * Returns the paths that the bills of a package name.
   *
   * @param id its identifier
   * @throws NoSuchFileException when a bill is missing
   * @throws FormatException when its receipt is damaged or hostile
   */
  public Set<String> pathsOf(String id) throws IOException {
    Set<String> paths = new LinkedHashSet<>();
    for (AppleReceipt receipt : receipts.find(id)) {
      receipt.paths(root).forEach(path -> paths.add(path.path()));
    }
    return paths;
  }

  /**
   * Returns everything that is installed.
   *
   * @param problems is told, in one line each, of receipts that tell nothing
   */
  public List<Holding> all(Consumer<String> problems) throws IOException {
    List<Holding> all = new ArrayList<>();
    Set<String> ours = new LinkedHashSet<>();
    for (InstalledItem item : state.items()) {
      if (!item.isRest()) {
        ours.addAll(packages(item));
        read(all, problems, () -> whole(item));
      }
    }
    for (AppleReceipt receipt : receipts.all(problems)) {
      if (!ours.contains(receipt.identifier())) {
        read(all, problems, () -> foreign(receipt));
      }
    }
    return all;
  }

  private interface Reading {
    Holding read() throws IOException;
  }

  private static void read(List<Holding> all, Consumer<String> problems, Reading reading)
      throws IOException {
    try {
      all.add(reading.read());
    } catch (FormatException | NoSuchFileException e) {
      problems.accept(e.getMessage());
    }
  }

  /**
   * Finds whose a path is.
   *
   * @param path from the root of the tree; by whatever links it is reached
   * @param problems as for {@link #all}
   */
  public List<Owner> owners(String path, Consumer<String> problems) throws IOException {
    String canonical = new CanonicalPaths(root).of(path);
    Set<String> items = items(path, canonical);
    Claims claims = claims(Set.of(), List.of(path), problems);
    Set<Owner> owners = new LinkedHashSet<>();
    Set<String> told = new LinkedHashSet<>();
    for (String name : items) {
      state.item(name).ifPresent(item -> owners.add(owner(item, path, claims, told)));
    }
    for (AppleReceipt receipt : claims.receipts(path)) {
      if (!told.contains(receipt.identifier())) {
        owners.add(new Owner(receipt.identifier(), receipt.version(), null));
      }
    }
    return List.copyOf(owners);
  }

  private static Owner owner(InstalledItem item, String path, Claims claims, Set<String> told) {
    told.addAll(packages(item));
    List<Part> parts = item.parts();
    if (parts.size() > 1) {
      Set<String> receipts = Set.copyOf(claims.identifiers(path));
      parts = parts.stream().filter(p -> brought(p, path, receipts)).toList();
    }
    if (parts.size() != 1) {
      return new Owner(null, "", item.name());
    }
    String version = parts.get(0).version();
    return new Owner(parts.get(0).identifier(), version == null ? "" : version, item.name());
  }

  private static boolean brought(Part part, String path, Set<String> receipts) {
    return part.kind().equals("application")
        ? part.path() != null && isIn(path, Set.of(part.path()))
        : part.identifier() != null && receipts.contains(part.identifier());
  }

  /**
   * Finds which of Apple's receipts name some paths.
   *
   * @param except identifiers whose receipts do not count
   * @param paths what is asked about
   * @param problems as for {@link #all}
   */
  public Claims claims(Set<String> except, Collection<String> paths, Consumer<String> problems)
      throws IOException {
    List<AppleReceipt> others =
        receipts.all(problems).stream().filter(r -> !except.contains(r.identifier())).toList();
    return Claims.read(root, others, paths, problems);
  }

  /** Returns all items of ours whose ledger has a path, under this name or without links. */
  public Set<String> items(String path, String canonical) throws IOException {
    Set<String> items = new LinkedHashSet<>();
    for (String name : Stream.of(path, canonical).distinct().toList()) {
      items.addAll(state.owners(name));
    }
    return items;
  }
}
