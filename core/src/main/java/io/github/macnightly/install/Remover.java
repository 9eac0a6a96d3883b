package io.github.macnightly.install;

import io.github.macnightly.inventory.Holding;
import io.github.macnightly.inventory.Inventory;
import io.github.macnightly.state.InstalledItem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Takes an item away: what its ledger says, and nothing that another item or package owns or that
 * was changed since. Directories go when nothing is left in them. What stays because it was changed
 * stays recorded, without a sum, so that the item counts as not installed and a later removal by
 * force finds it.
 */
final class Remover {

  private final InstallContext context;
  private final InstallOptions options;
  private final Inventory inventory;

  Remover(InstallContext context, InstallOptions options) {
    this.context = context;
    this.options = options;
    this.inventory = new Inventory(context.root(), context.state());
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
  Outcome forget(String name, boolean dryRun) throws IOException {
    if (!dryRun) {
      context.state().forget(name);
    }
    String note =
        "it was installed by the old script or replaced by another item, so its files are not"
            + " known and stay";
    return new Outcome(
        name, Outcome.Status.REMOVED, "forgotten", List.of(), List.of(note), Details.NONE);
  }

  private Outcome remove(InstalledItem item, boolean dryRun) throws IOException {
    List<Holding> holdings = List.of(inventory.whole(item));
    RemoverJob job = new RemoverJob(context, options, holdings).look();
    if (item.isRest() && job.takesNothing() && job.keepsChanged()) {
      String kept = ", " + job.notes().size() + " kept";
      return new Outcome(
          item.name(),
          Outcome.Status.ABSENT,
          "not installed" + kept,
          List.of(),
          job.notes(),
          Details.NONE);
    }
    Details forecast = dryRun ? job.forecast() : Details.NONE;
    if (!dryRun) {
      job.take(item.name());
    }
    return new Outcome(
        item.name(), Outcome.Status.REMOVED, job.summary(), item.parts(), job.notes(), forecast);
  }

  private static Outcome outcome(String name, Outcome.Status status, String reason) {
    return new Outcome(name, status, reason, List.of(), List.of(), Details.NONE);
  }
}
