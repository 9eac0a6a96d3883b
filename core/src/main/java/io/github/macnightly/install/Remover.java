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
 * since. Directories go when nothing is left in them.
 */
final class Remover {

  private final InstallContext context;
  private final InstallOptions options;
  private final List<String> notes = new ArrayList<>();
  private final Set<Path> going = new HashSet<>();
  private int kept;

  Remover(InstallContext context, InstallOptions options) {
    this.context = context;
    this.options = options;
  }

  Outcome remove(String name, boolean dryRun) throws IOException {
    Optional<InstalledItem> item = context.state().item(name);
    if (item.isEmpty()) {
      return new Outcome(name, Outcome.Status.ABSENT, "not installed", List.of(), List.of());
    }
    List<Path> doomed = doomed(name);
    if (!dryRun) {
      take(name, doomed);
    }
    String what =
        doomed.size() + " files and directories" + (kept > 0 ? ", " + kept + " kept" : "");
    return new Outcome(name, Outcome.Status.REMOVED, what, item.get().parts(), List.copyOf(notes));
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
    List<String> others = new ArrayList<>(context.state().owners(entry.path()));
    others.remove(name);
    if (!others.isEmpty()) {
      return keep(entry, entry.type() == 'd' ? "" : "it also belongs to " + others.get(0));
    }
    if (entry.type() == 'd') {
      return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && becomesEmpty(file);
    }
    if (!options.force() && !Ledgers.unchanged(file, entry)) {
      return keep(entry, "it was changed since (--force removes it)");
    }
    return true;
  }

  private boolean keep(LedgerPath entry, String why) {
    if (!why.isEmpty()) {
      kept++;
      notes.add("kept " + entry.path() + ": " + why);
    }
    return false;
  }

  private boolean becomesEmpty(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.allMatch(going::contains);
    }
  }

  /** Removes whole trees where all of a tree goes, so that an application goes in one step. */
  private void take(String name, List<Path> doomed) throws IOException {
    try (Transaction transaction = Transaction.begin(context.area(), name, context.clock())) {
      for (Path file : doomed) {
        if (!going.contains(file.getParent())) {
          transaction.remove(file);
        }
      }
      Path receipt = context.receipts().fileFor(name);
      if (Files.exists(receipt)) {
        transaction.remove(receipt);
      }
      transaction.commit();
      context.state().forget(name);
    }
  }
}
