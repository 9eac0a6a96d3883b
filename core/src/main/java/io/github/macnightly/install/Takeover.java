package io.github.macnightly.install;

import io.github.macnightly.inventory.Inventory;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.LedgerPath;
import io.github.macnightly.state.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What becomes of earlier records when an item brings a package. A package is its identifier,
 * whatever its file is called: an item that holds it under another name loses it to the new one,
 * and the new one answers for its files. What the item itself held and does not bring this time,
 * such as a choice that is not taken now, stays recorded with it.
 */
final class Takeover {

  private final InstallContext context;
  private final Inventory inventory;
  private final List<Part> fresh;
  private final List<Part> left;
  private final Map<String, InstalledItem> reduced = new LinkedHashMap<>();
  private final Map<String, Set<String>> remaining = new HashMap<>();
  private final List<LedgerPath> replaced = new ArrayList<>();
  private final List<LedgerPath> kept = new ArrayList<>();
  private final List<Part> staying = new ArrayList<>();
  private InstalledItem own;

  private Takeover(InstallContext context, List<Part> fresh, List<Part> left) {
    this.context = context;
    this.inventory = new Inventory(context.root(), context.state());
    this.fresh = List.copyOf(fresh);
    this.left = List.copyOf(left);
  }

  /**
   * Looks at all records; nothing is changed.
   *
   * @param item the item that brings the parts
   * @param fresh what it puts in place
   * @param left what it finds in place and takes as its own
   */
  static Takeover look(InstallContext context, String item, List<Part> fresh, List<Part> left)
      throws IOException {
    Takeover takeover = new Takeover(context, fresh, left);
    for (InstalledItem each : context.state().items()) {
      if (!each.name().equals(item)) {
        takeover.lookAtOther(each);
      } else if (!each.isRest()) {
        takeover.lookAtOwn(each);
      }
    }
    return takeover;
  }

  private void lookAtOwn(InstalledItem item) throws IOException {
    own = item;
    List<Part> gone = new ArrayList<>();
    List<Part> rest = new ArrayList<>();
    for (Part part : item.parts()) {
      if (isAmong(part, fresh) || isVanished(part)) {
        gone.add(part);
      } else {
        rest.add(part);
        if (!isAmong(part, left)) {
          staying.add(part);
        }
      }
    }
    List<LedgerPath> ledger = context.state().ledger(item.name());
    Set<LedgerPath> taken = claimed(ledger, gone, rest);
    Set<String> bundles = bundles(gone);
    for (LedgerPath path : ledger) {
      if (!taken.contains(path)) {
        kept.add(path);
      } else if (!Ledgers.inside(path.path(), bundles)) {
        replaced.add(path);
      }
    }
  }

  private void lookAtOther(InstalledItem item) throws IOException {
    List<Part> gone = new ArrayList<>();
    List<Part> moved = new ArrayList<>();
    List<Part> rest = new ArrayList<>();
    for (Part part : item.parts()) {
      boolean isPackage = isPackage(part);
      (isPackage && isAmong(part, fresh) ? gone : isPackage && isAmong(part, left) ? moved : rest)
          .add(part);
    }
    if (gone.isEmpty() && moved.isEmpty()) {
      return;
    }
    List<LedgerPath> ledger = context.state().ledger(item.name());
    Set<LedgerPath> taken = claimed(ledger, both(gone, moved), rest);
    Set<LedgerPath> old = claimed(ledger, gone, both(moved, rest));
    for (LedgerPath path : taken) {
      (old.contains(path) ? replaced : kept).add(path);
    }
    ledger = ledger.stream().filter(path -> !taken.contains(path)).toList();
    reduced.put(item.name(), item.with(rest, ledger));
    own = own == null && rest.isEmpty() ? item : own;
  }

  private static List<Part> both(List<Part> some, List<Part> more) {
    List<Part> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static boolean isPackage(Part part) {
    return part.kind().equals("package") && part.identifier() != null;
  }

  private static boolean isAmong(Part part, List<Part> others) {
    return others.stream()
        .filter(other -> other.kind().equals(part.kind()))
        .anyMatch(
            other ->
                isPackage(part)
                    ? part.identifier().equals(other.identifier())
                    : part.path() != null && part.path().equals(other.path()));
  }

  private boolean isVanished(Part part) throws IOException {
    return !isPackage(part)
        && part.path() != null
        && Files.notExists(context.root().resolve(part.path()), LinkOption.NOFOLLOW_LINKS);
  }

  private static Set<String> bundles(List<Part> parts) {
    Set<String> bundles = new HashSet<>();
    parts.stream()
        .filter(part -> !isPackage(part) && part.path() != null)
        .forEach(part -> bundles.add(part.path()));
    return bundles;
  }

  /** Finds what of a ledger some parts brought and none of the others. */
  private Set<LedgerPath> claimed(List<LedgerPath> ledger, List<Part> some, List<Part> others)
      throws IOException {
    if (some.isEmpty()) {
      return Set.of();
    }
    if (others.isEmpty()) {
      return new LinkedHashSet<>(ledger);
    }
    Claim mine = claim(some);
    Claim theirs = claim(others);
    Set<LedgerPath> claimed = new LinkedHashSet<>();
    for (LedgerPath path : ledger) {
      if (mine.has(path.path()) && !theirs.has(path.path())) {
        claimed.add(path);
      }
    }
    return claimed;
  }

  /** Paths, and others with all that is below them. */
  private record Claim(Set<String> paths, Set<String> tops) {
    boolean has(String path) {
      return paths.contains(path) || Ledgers.inside(path, tops);
    }
  }

  private Claim claim(List<Part> parts) throws IOException {
    Claim claim = new Claim(new HashSet<>(), bundles(parts));
    for (Part part : parts) {
      if (isPackage(part)) {
        try {
          claim.tops().addAll(inventory.receiptsOf(part.identifier()));
          claim.paths().addAll(inventory.pathsOf(part.identifier()));
        } catch (FormatException | NoSuchFileException unknown) {
          // Nothing tells which paths are its own; they stay with who has them.
          continue;
        }
      }
    }
    return claim;
  }

  /** Returns the other items that lose something, as they are to be recorded. */
  Map<String, InstalledItem> reduced() {
    return reduced;
  }

  /** Says whether another item that loses something owned a path and does no longer. */
  boolean hasTaken(String path, String owner) {
    InstalledItem other = reduced.get(owner);
    return other != null
        && !remaining
            .computeIfAbsent(
                owner,
                any -> other.ledger().stream().map(LedgerPath::path).collect(Collectors.toSet()))
            .contains(path);
  }

  /** Returns what earlier versions of the packages that are put in place owned. */
  List<LedgerPath> replaced() {
    return replaced;
  }

  /** Returns paths that belong to the item from now on, or still do. */
  List<LedgerPath> kept() {
    return kept;
  }

  /** Returns parts that the item had before and does not bring now. */
  List<Part> staying() {
    return staying;
  }

  /** Returns the record whose place the item takes: its own, else that of a whole other item. */
  Optional<InstalledItem> before() {
    return Optional.ofNullable(own);
  }
}
