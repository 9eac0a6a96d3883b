package io.github.macnightly.install;

import io.github.macnightly.files.Transaction;
import io.github.macnightly.inventory.Holding;
import io.github.macnightly.inventory.Inventory;
import io.github.macnightly.inventory.OwnedPath;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.LedgerPath;
import io.github.macnightly.state.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes packages away, or forgets them, by the identifiers of their receipts: also those that we
 * did not install.
 */
public final class PackageRemover {

  private final InstallContext context;
  private final InstallOptions options;
  private final Inventory inventory;

  /** Makes a remover; nothing is read until it is used. */
  public PackageRemover(InstallContext context, InstallOptions options) {
    this.context = context;
    this.options = options;
    this.inventory = new Inventory(context.root(), context.state());
  }

  /**
   * Takes away what a package brought, but for what another package or item owns, too, and what was
   * changed since, and its receipts. All or nothing.
   *
   * @param id identifier of the package or application, or name of the item
   * @param dryRun whether to tell only what would be done, with the same notes
   * @throws NoSuchFileException when there is none, or when its files are not known
   * @throws io.github.macnightly.io.FormatException when its receipt is damaged or hostile
   */
  public Outcome remove(String id, boolean dryRun) throws IOException {
    if (context.state().item(id).isPresent() || isOfOldScript(id)) {
      return new Remover(context, options).remove(id, dryRun);
    }
    List<Holding> holdings = inventory.find(id);
    if (holdings.size() == 1 && holdings.get(0).whole() && holdings.get(0).item().isRest()) {
      Outcome rest = new Remover(context, options).remove(holdings.get(0).item().name(), dryRun);
      return new Outcome(
          id, rest.status(), rest.reason(), rest.parts(), rest.notes(), rest.details());
    }
    RemoverJob job = new RemoverJob(context, options, holdings).look();
    Details forecast = dryRun ? job.forecast() : Details.NONE;
    if (!dryRun) {
      job.take(label(id, holdings));
    }
    return new Outcome(
        id, Outcome.Status.REMOVED, job.summary(), parts(id, holdings), job.notes(), forecast);
  }

  /** Of several items the first: after a crash the paths of the journal tell of the others. */
  private static String label(String id, List<Holding> holdings) {
    return holdings.stream()
        .map(Holding::itemName)
        .filter(name -> name != null)
        .findFirst()
        .orElse(id);
  }

  private static List<Part> parts(String id, List<Holding> holdings) {
    return holdings.stream()
        .filter(holding -> !holding.whole())
        .map(holding -> new Part("package", id, holding.version(), null))
        .toList();
  }

  private boolean isOfOldScript(String name) throws IOException {
    return context.state().item(name).isEmpty() && context.state().sums().containsKey(name);
  }

  /**
   * Forgets a package: its receipts go and it counts as not installed. Its files stay and belong to
   * nobody.
   *
   * @param id as for {@link #remove}
   * @param dryRun whether to tell only what would be forgotten
   * @throws NoSuchFileException when there is none
   * @throws io.github.macnightly.io.FormatException when its receipt is damaged or hostile
   */
  public Outcome forget(String id, boolean dryRun) throws IOException {
    if (isOfOldScript(id)) {
      return new Remover(context, options).forget(id, dryRun);
    }
    List<Holding> ours = ours(id);
    Set<String> receipts = new LinkedHashSet<>(inventory.receiptsOf(id));
    ours.forEach(holding -> receipts.addAll(holding.receipts()));
    List<Path> files = new ArrayList<>();
    for (String receipt : receipts) {
      Path file = context.root().resolve(receipt);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        files.add(file);
      }
    }
    if (ours.isEmpty() && files.isEmpty()) {
      throw new NoSuchFileException(id, null, "is not installed, so there is nothing to forget");
    }
    if (!dryRun) {
      forget(label(id, ours), ours, files);
    }
    String what = files.size() + " receipt files; what was installed stays";
    return new Outcome(id, Outcome.Status.REMOVED, what, parts(id, ours), List.of(), Details.NONE);
  }

  /** Returns the items that have the package; the Bom of one that only Apple knows may be gone. */
  private List<Holding> ours(String id) throws IOException {
    boolean known =
        context.state().item(id).isPresent()
            || context.state().items().stream()
                .flatMap(item -> item.parts().stream())
                .anyMatch(part -> id.equals(part.identifier()));
    return known ? inventory.find(id) : List.of();
  }

  private void forget(String label, List<Holding> ours, List<Path> files) throws IOException {
    Books books = new Books(context);
    List<InstalledItem> rests = new ArrayList<>();
    for (Holding holding : ours) {
      rests.add(rest(holding));
    }
    try (Transaction transaction =
        Transaction.begin(context.area(), Labels.removal(label), context.clock())) {
      for (Path file : files) {
        transaction.remove(file);
      }
      for (InstalledItem rest : rests) {
        books.reduce(transaction, rest);
      }
      transaction.commit();
      try {
        for (InstalledItem rest : rests) {
          context.state().forget(rest.name());
          if (!rest.parts().isEmpty()) {
            context.state().record(rest);
          }
        }
      } catch (IOException e) {
        transaction.leaveToRecovery();
        throw e;
      }
    }
  }

  /** Returns an item without what one of its packages owns alone. */
  private InstalledItem rest(Holding holding) throws IOException {
    InstalledItem item = holding.item().withoutSum();
    if (holding.whole()) {
      return item.with(List.of(), List.of());
    }
    List<String> paths = holding.paths().stream().map(OwnedPath::path).toList();
    var claims = inventory.claims(Set.of(holding.identifier()), paths, problem -> {});
    Set<String> gone = new LinkedHashSet<>();
    paths.stream().filter(path -> claims.identifiers(path).isEmpty()).forEach(gone::add);
    List<LedgerPath> ledger =
        context.state().ledger(item.name()).stream()
            .filter(path -> !gone.contains(path.path()))
            .toList();
    return item.with(RemoverJob.without(item.parts(), holding.identifier()), ledger);
  }
}
