package io.github.macnightly.install;

import io.github.macnightly.files.Transaction;
import io.github.macnightly.state.InstalledItem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts back what an item has replaced: the copies that its transaction kept go to their places
 * again, what it brought new goes away, and the receipts of then count again. All of that is one
 * transaction, so that the item is the new one or the old one at any moment. What is taken out is
 * kept in turn until the next good run.
 */
public final class Rollback {

  private final InstallContext context;
  private final InstallOptions options;

  /** Makes it; nothing is read until it is used. */
  public Rollback(InstallContext context, InstallOptions options) {
    this.context = context;
    this.options = options;
  }

  /**
   * Deletes what earlier runs replaced, but for the previous version of what is installed; or all
   * that was ever replaced, where no previous version is to be kept.
   *
   * @param before beginning of the run that ended well
   */
  public void discard(Instant before) throws IOException {
    if (options.keepPrevious()) {
      RollbackGeneration.discard(context.area(), context.state(), before);
    } else {
      context.area().discardKept(kept -> true);
    }
  }

  /**
   * Puts the version before the installed one back.
   *
   * @param name the item that is installed
   * @param dryRun whether to tell only what would be done, with the same notes
   * @throws NoSuchFileException when the item is not installed, or nothing is kept
   * @throws java.nio.file.FileAlreadyExistsException when something was changed since, which only
   *     force overrides
   */
  public Outcome rollback(String name, boolean dryRun) throws IOException {
    InstalledItem item =
        context
            .state()
            .item(name)
            .filter(found -> !found.isRest())
            .orElseThrow(() -> missing(name, "is not installed; see --list-installed"));
    RollbackGeneration generation = RollbackGeneration.of(item, context.area());
    if (generation == null) {
      throw missing(name, "has no previous version: nothing is kept that it replaced");
    }
    if (!generation.lost().isEmpty()) {
      Path first = generation.lost().iterator().next();
      throw missing(name, "has no whole previous version: the copy of " + first + " is gone");
    }
    RollbackPlan plan = new RollbackPlan(context, options, item, generation).look();
    Details forecast = dryRun ? plan.forecast() : Details.NONE;
    if (!dryRun) {
      carryOut(name, plan);
    }
    return outcome(item, plan, forecast);
  }

  private static NoSuchFileException missing(String name, String why) {
    return new NoSuchFileException(name, null, why);
  }

  private Outcome outcome(InstalledItem item, RollbackPlan plan, Details forecast) {
    List<String> notes = new ArrayList<>(plan.notes());
    boolean packages = item.parts().stream().anyMatch(part -> part.kind().equals("package"));
    if (packages) {
      notes.add("what scripts of its packages have done is not undone");
    }
    String versions =
        plan.before().stream()
            .flatMap(before -> before.parts().stream())
            .map(Session::describe)
            .distinct()
            .collect(Collectors.joining(", "));
    String what = plan.copies().size() + " files and directories";
    return new Outcome(
        item.name(),
        Outcome.Status.INSTALLED,
        "the version before: " + (versions.isEmpty() ? what : versions),
        plan.before().stream().flatMap(before -> before.parts().stream()).toList(),
        notes,
        forecast);
  }

  private void carryOut(String name, RollbackPlan plan) throws IOException {
    try (Transaction transaction =
        Transaction.begin(context.area(), Labels.back(name), context.clock())) {
      for (Map.Entry<Path, Path> e : plan.copies().entrySet()) {
        transaction.replace(e.getValue(), e.getKey());
      }
      for (Path path : plan.removals()) {
        transaction.remove(path);
      }
      transaction.commit();
      try {
        List<Path> targets = new ArrayList<>(plan.copies().keySet());
        targets.addAll(plan.removals());
        new RecoveredItems(context).enter(name, targets);
      } catch (IOException e) {
        // Back and not recorded: the journal stays, and the next run records it.
        transaction.leaveToRecovery();
        throw e;
      }
    }
  }
}
