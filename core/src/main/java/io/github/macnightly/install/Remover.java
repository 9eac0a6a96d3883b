package io.github.macnightly.install;

import io.github.macnightly.files.Transaction;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.LedgerPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes an item away: what its ledger says, and nothing that another item owns or that was changed
 * since. Directories go when nothing is left in them. What stays because it was changed stays
 * recorded, without a sum, so that the item counts as not installed and a later removal by force
 * finds it.
 */
final class Remover {

  private final InstallContext context;
  private final InstallOptions options;
  private final List<String> notes = new ArrayList<>();
  private final Set<Path> going = new HashSet<>();
  private final List<LedgerPath> changed = new ArrayList<>();

  Remover(InstallContext context, InstallOptions options) {
    this.context = context;
    this.options = options;
  }

  Outcome remove(String name, boolean dryRun) throws IOException {
    Optional<InstalledItem> item = context.state().item(name);
    if (item.isPresent()) {
      return remove(item.get(), dryRun);
    }
    return context.state().sums().containsKey(name)
        ? forget(name, dryRun)
        : outcome(name, Outcome.Status.ABSENT, "not installed");
  }

  /** Forgets an item that only the table of 2006 knows. */
  private Outcome forget(String name, boolean dryRun) throws IOException {
    if (!dryRun) {
      context.state().forget(name);
    }
    notes.add(
        "it was installed by the old script or replaced by another item, so its files are not"
            + " known and stay");
    return outcome(name, Outcome.Status.REMOVED, "forgotten");
  }

  private Outcome remove(InstalledItem item, boolean dryRun) throws IOException {
    List<Path> doomed = doomed(item.name());
    if (item.isRest() && doomed.isEmpty() && !changed.isEmpty()) {
      return outcome(item.name(), Outcome.Status.ABSENT, "not installed" + kept());
    }
    if (!dryRun) {
      take(item, doomed);
    }
    String what = doomed.size() + " files and directories" + kept();
    return new Outcome(item.name(), Outcome.Status.REMOVED, what, item.parts(), List.copyOf(notes));
  }

  private String kept() {
    return notes.isEmpty() ? "" : ", " + notes.size() + " kept";
  }

  private Outcome outcome(String name, Outcome.Status status, String reason) {
    return new Outcome(name, status, reason, List.of(), List.copyOf(notes));
  }

  /** Lists what goes, deepest first. */
  private List<Path> doomed(String name) throws IOException {
    List<LedgerPath> ledger = new ArrayList<>(context.state().ledger(name));
    ledger.sort(Comparator.comparing(LedgerPath::path).reversed());
    List<Path> doomed = new ArrayList<>();
    for (LedgerPath entry : ledger) {
      Path file = context.root().resolve(entry.path());
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && mayGo(name, entry, file)) {
        doomed.add(file);
        going.add(file);
      }
    }
    return doomed;
  }

  private boolean mayGo(String name, LedgerPath entry, Path file) throws IOException {
    boolean directory = entry.type() == 'd';
    List<String> others = others(name, entry.path());
    if (!others.isEmpty()) {
      if (!directory) {
        note(entry, "it also belongs to " + others.get(0));
      }
      return false;
    }
    if (directory) {
      return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && becomesEmpty(entry, file);
    }
    if (options.force() || Ledgers.unchanged(file, entry)) {
      return true;
    }
    note(entry, "it was changed since (--force removes it)");
    changed.add(entry);
    return false;
  }

  /** Finds other owners; what is left of a removed item does not own what was put over it. */
  private List<String> others(String name, String path) throws IOException {
    List<String> others = new ArrayList<>();
    for (String owner : context.state().owners(path)) {
      if (!owner.equals(name)
          && !context.state().item(owner).map(InstalledItem::isRest).orElse(true)) {
        others.add(owner);
      }
    }
    return others;
  }

  private void note(LedgerPath entry, String why) {
    notes.add("kept " + entry.path() + ": " + why);
  }

  /** A directory that stays for the sake of a changed file goes later, together with that file. */
  private boolean becomesEmpty(LedgerPath entry, Path directory) throws IOException {
    if (changed.stream().anyMatch(c -> c.path().startsWith(entry.path() + "/"))) {
      changed.add(entry);
      return false;
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.allMatch(going::contains);
    }
  }

  /** Removes whole trees where all of a tree goes, so that an application goes in one step. */
  private void take(InstalledItem item, List<Path> doomed) throws IOException {
    Books books = new Books(context);
    InstalledItem rest = item.withoutSum().with(List.of(), List.copyOf(changed));
    try (Transaction transaction =
        Transaction.begin(context.area(), item.name(), context.clock())) {
      for (Path file : doomed) {
        if (!going.contains(file.getParent())) {
          transaction.remove(file);
        }
      }
      books.reduce(transaction, rest);
      transaction.commit();
      record(books, rest, transaction);
    }
  }

  private void record(Books books, InstalledItem rest, Transaction transaction) throws IOException {
    try {
      if (rest.ledger().isEmpty()) {
        context.state().forget(rest.name());
      } else {
        books.record(rest);
      }
    } catch (IOException e) {
      // Gone and not recorded: the journal stays, and the next run records it.
      transaction.leaveToRecovery();
      throw e;
    }
  }
}
