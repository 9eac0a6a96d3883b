package io.github.macnightly.install;

import io.github.macnightly.files.Transaction;
import io.github.macnightly.inventory.Claims;
import io.github.macnightly.inventory.Holding;
import io.github.macnightly.inventory.Inventory;
import io.github.macnightly.inventory.OwnedPath;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.LedgerPath;
import io.github.macnightly.state.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is taken away together, in one transaction: an item, or a package with all items that
 * brought it.
 */
final class RemoverJob {

  private final InstallContext context;
  private final List<Holding> holdings;
  private final Set<String> identifiers = new LinkedHashSet<>();
  private final Set<String> items = new LinkedHashSet<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Path> receipts = new ArrayList<>();
  private final RemoverPlan plan;
  private Claims claims;

  RemoverJob(InstallContext context, InstallOptions options, List<Holding> holdings) {
    this.context = context;
    this.holdings = List.copyOf(holdings);
    this.plan = new RemoverPlan(context, options.force(), this::others);
    for (Holding holding : holdings) {
      if (holding.item() != null) {
        items.add(holding.item().name());
      }
      if (holding.whole()) {
        identifiers.addAll(Inventory.packages(holding.item()));
      } else {
        identifiers.add(holding.identifier());
      }
    }
  }

  /** Looks at everything; nothing is changed. */
  RemoverJob look() throws IOException {
    List<OwnedPath> owned = holdings.stream().flatMap(h -> h.paths().stream()).toList();
    claims =
        new Inventory(context.root(), context.state())
            .claims(
                identifiers,
                owned.stream().map(OwnedPath::path).toList(),
                problem -> warnings.add("what it protects is not known: " + problem));
    plan.look(owned);
    for (Holding holding : holdings) {
      if (!isSharedPackage(holding)) {
        for (String receipt : holding.receipts()) {
          enterReceipt(context.root().resolve(receipt));
        }
      }
    }
    return this;
  }

  private void enterReceipt(Path receipt) {
    boolean kept = plan.takes(receipt) || receipts.contains(receipt);
    if (!kept && Files.exists(receipt, LinkOption.NOFOLLOW_LINKS)) {
      receipts.add(receipt);
    }
  }

  /** What Apple wrote about a package stays as long as another item has that package. */
  private boolean isSharedPackage(Holding holding) throws IOException {
    Set<String> own =
        holding.whole() ? Inventory.packages(holding.item()) : Set.of(holding.identifier());
    for (InstalledItem item : context.state().items()) {
      if (!items.contains(item.name())
          && item.parts().stream().anyMatch(part -> own.contains(part.identifier()))) {
        return true;
      }
    }
    return false;
  }

  /** Finds other owners; what is left of a removed item does not own what was put over it. */
  private List<String> others(OwnedPath owned) throws IOException {
    List<String> others = new ArrayList<>();
    Inventory inventory = new Inventory(context.root(), context.state());
    for (String owner : inventory.items(owned.path(), claims.canonical(owned.path()))) {
      if (!items.contains(owner)
          && !context.state().item(owner).map(InstalledItem::isRest).orElse(true)) {
        others.add(owner);
      }
    }
    others.addAll(claims.identifiers(owned.path()));
    return others;
  }

  boolean takesNothing() {
    return plan.size() == 0 && receipts.isEmpty();
  }

  boolean keepsChanged() {
    return !plan.changed().isEmpty();
  }

  /** Returns what goes, receipts of packages that no ledger names included. */
  Details forecast() throws IOException {
    List<PlannedPath> paths = new ArrayList<>(plan.forecast());
    for (Path receipt : receipts) {
      boolean directory = Files.isDirectory(receipt, LinkOption.NOFOLLOW_LINKS);
      paths.add(
          new PlannedPath(
              context.root().relative(receipt),
              PlannedPath.Action.REMOVE,
              directory ? 'd' : 'f',
              directory ? "0755" : "0644",
              directory ? 0 : Files.size(receipt),
              List.of(),
              false));
    }
    return new Details(List.of(), Optional.of(new Forecast(paths, List.of())));
  }

  /** Returns how much goes, and how much stays. */
  String summary() {
    String kept = plan.notes().isEmpty() ? "" : ", " + plan.notes().size() + " kept";
    return plan.size() + " files and directories" + kept;
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>(plan.notes());
    notes.addAll(warnings);
    return notes;
  }

  /** Takes away what {@link #look} has found. */
  void take(String label) throws IOException {
    Books books = new Books(context);
    List<InstalledItem> rests = new ArrayList<>();
    for (Holding holding : holdings) {
      if (holding.item() != null) {
        rests.add(rest(holding));
      }
    }
    try (Transaction transaction =
        Transaction.begin(context.area(), Labels.removal(label), context.clock())) {
      for (Path file : plan.tops()) {
        transaction.remove(file);
      }
      for (Path receipt : receipts) {
        if (!plan.takes(receipt.getParent())) {
          transaction.remove(receipt);
        }
      }
      for (InstalledItem rest : rests) {
        books.reduce(transaction, rest);
      }
      transaction.commit();
      record(books, rests, transaction);
    }
  }

  private InstalledItem rest(Holding holding) throws IOException {
    InstalledItem item = holding.item().withoutSum();
    List<LedgerPath> ledger = context.state().ledger(item.name());
    if (holding.whole()) {
      return item.rest(ledger.stream().filter(p -> plan.changed().contains(p.path())).toList());
    }
    List<LedgerPath> left = new ArrayList<>();
    for (LedgerPath path : ledger) {
      if (!plan.takes(context.root().resolve(path.path()))) {
        left.add(path);
      }
    }
    return item.with(without(item.parts(), holding.identifier()), left);
  }

  static List<Part> without(List<Part> parts, String identifier) {
    return parts.stream().filter(part -> !identifier.equals(part.identifier())).toList();
  }

  private void record(Books books, List<InstalledItem> rests, Transaction transaction)
      throws IOException {
    try {
      for (InstalledItem rest : rests) {
        if (rest.ledger().isEmpty() && rest.parts().isEmpty()) {
          context.state().forget(rest.name());
        } else {
          books.record(rest);
        }
      }
    } catch (IOException e) {
      // Gone and not recorded: the journal stays, and the next run records it.
      transaction.leaveToRecovery();
      throw e;
    }
  }
}
