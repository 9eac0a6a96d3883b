package io.github.macnightly.install;

import io.github.macnightly.inventory.CanonicalPaths;
import io.github.macnightly.inventory.Inventory;
import io.github.macnightly.inventory.OwnedPath;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.LedgerPath;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What has to go where so that the previous version is back, if nothing speaks against it. */
final class RollbackPlan {

  private final InstallContext context;
  private final boolean force;
  private final InstalledItem item;
  private final RollbackGeneration generation;
  private final CanonicalPaths links;
  private final Map<String, LedgerPath> ledger = new TreeMap<>();
  private final Map<Path, Path> copies = new LinkedHashMap<>();
  private final Set<Path> removals = new LinkedHashSet<>();
  private final List<InstalledItem> before = new ArrayList<>();
  private RemoverPlan leaving;

  RollbackPlan(
      InstallContext context,
      InstallOptions options,
      InstalledItem item,
      RollbackGeneration generation) {
    this.context = context;
    this.force = options.force();
    this.item = item;
    this.generation = generation;
    this.links = new CanonicalPaths(context.root());
  }

  /**
   * Looks at everything; nothing is changed.
   *
   * @throws FileAlreadyExistsException when something was changed since
   */
  RollbackPlan look() throws IOException {
    for (LedgerPath path : context.state().ledger(item.name())) {
      ledger.put(links.of(path.path()), path);
    }
    for (Map.Entry<Path, Path> e : generation.copies().entrySet()) {
      if (isReceipt(e.getKey())) {
        requireSameOwner(e.getKey(), e.getValue());
      } else {
        requireOwn(e.getKey());
      }
      copies.put(e.getKey(), e.getValue());
    }
    leave();
    return this;
  }

  private boolean isReceipt(Path target) {
    return target.startsWith(context.area().receipts());
  }

  /** Refuses to replace what is not the item's any more, or not as it was installed. */
  private void requireOwn(Path target) throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    String top = context.root().relative(target);
    boolean owned = ledger.keySet().stream().anyMatch(p -> p.equals(top) || isBelow(p, top));
    if (!owned) {
      throw changed(top, "does not belong to " + item.name() + " any more; remove or update that");
    }
    if (force) {
      return;
    }
    for (LedgerPath now : Ledgers.snapshot(target, top)) {
      LedgerPath then = ledger.get(now.path());
      if (then == null || then.type() != now.type() || !then.digest().equals(now.digest())) {
        throw changed(now.path(), "was changed since it was installed; --force gives it up");
      }
    }
  }

  private static boolean isBelow(String path, String top) {
    return path.startsWith(top.equals("/") ? "/" : top + "/");
  }

  private static FileAlreadyExistsException changed(String path, String why) {
    return new FileAlreadyExistsException(path, null, why);
  }

  /**
   * Another item gets back what this one took from it. Its receipt must still be what was left to
   * it then, or what has happened to it since would be lost.
   */
  private void requireSameOwner(Path receipt, Path copy) throws IOException {
    InstalledItem then = context.receipts().read(copy);
    before.add(then);
    if (then.name().equals(item.name())) {
      return;
    }
    Optional<InstalledItem> now = context.receipts().read(then.name());
    Set<LedgerPath> had = new LinkedHashSet<>(then.ledger());
    Set<LedgerPath> has = new LinkedHashSet<>(now.map(InstalledItem::ledger).orElse(List.of()));
    boolean same = now.isEmpty() || now.get().installed().equals(then.installed());
    Set<LedgerPath> taken = new LinkedHashSet<>(had);
    taken.removeAll(has);
    if (!isEarlierVersion(then)) {
      for (LedgerPath path : taken) {
        same &= isReplaced(links.of(path.path()));
      }
    }
    if (!same || !had.containsAll(has)) {
      throw changed(then.name(), "was changed since " + item.name() + " replaced parts of it");
    }
  }

  /** Of packages that this item brought later it took all, not only what it had anew. */
  private boolean isEarlierVersion(InstalledItem then) {
    Set<String> packages = Inventory.packages(item);
    return Inventory.packages(then).stream().anyMatch(packages::contains);
  }

  private boolean isReplaced(String path) {
    return generation.copies().keySet().stream()
        .map(context.root()::relative)
        .anyMatch(top -> path.equals(top) || isBelow(path, top));
  }

  /** Plans to take away what was new, as a removal of the item would. */
  private void leave() throws IOException {
    List<OwnedPath> owned = new ArrayList<>();
    for (Path target : generation.created()) {
      if (isReceipt(target)) {
        if (Files.exists(target)) {
          removals.add(target);
        }
      } else if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        enterOwned(context.root().relative(target), target, owned);
      }
    }
    Inventory inventory = new Inventory(context.root(), context.state());
    Set<String> packages = Inventory.packages(item);
    List<String> paths = owned.stream().map(OwnedPath::path).toList();
    var claims = inventory.claims(packages, paths, problem -> {});
    leaving =
        new RemoverPlan(
            context,
            force,
            path -> {
              List<String> others =
                  new ArrayList<>(inventory.items(path.path(), claims.canonical(path.path())));
              others.remove(item.name());
              others.addAll(claims.identifiers(path.path()));
              return others;
            });
    leaving.look(owned);
    removals.addAll(leaving.tops());
  }

  /** A directory that was made on the way is nobody's; it goes when nothing is left in it. */
  private void enterOwned(String top, Path target, List<OwnedPath> owned) {
    int count = owned.size();
    for (Map.Entry<String, LedgerPath> e : ledger.entrySet()) {
      if (e.getKey().equals(top) || isBelow(e.getKey(), top)) {
        owned.add(OwnedPath.of(e.getValue()));
      }
    }
    boolean named = owned.size() > count && ledger.containsKey(top);
    if (!named && Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      owned.add(OwnedPath.directory(top));
    }
  }

  /** Returns each place with the copy that goes there. */
  Map<Path, Path> copies() {
    return copies;
  }

  /** Returns what goes away, whole trees where all of a tree goes. */
  Set<Path> removals() {
    return removals;
  }

  /** Returns the items as they will be recorded again. */
  List<InstalledItem> before() {
    return before;
  }

  /** Returns what comes back, then what goes; the records of items are not told. */
  Details forecast() throws IOException {
    List<PlannedPath> paths = new ArrayList<>();
    for (Map.Entry<Path, Path> e : copies.entrySet()) {
      if (!isReceipt(e.getKey())) {
        boolean there = Files.exists(e.getKey(), LinkOption.NOFOLLOW_LINKS);
        LedgerPath copy = Ledgers.entry(e.getValue(), context.root().relative(e.getKey()));
        paths.add(
            new PlannedPath(
                copy.path(),
                there ? PlannedPath.Action.REPLACE : PlannedPath.Action.NEW,
                copy.type(),
                String.format("%04o", copy.mode()),
                copy.size(),
                List.of(),
                PlannedPath.isSetId(copy.type(), copy.mode())));
      }
    }
    paths.addAll(leaving.forecast());
    return new Details(List.of(), Optional.of(new Forecast(paths, List.of())));
  }

  /** Returns why something new stays, one line each. */
  List<String> notes() {
    return leaving.notes();
  }
}
