package io.github.macnightly.packages;

import io.github.macnightly.files.RunLock;
import io.github.macnightly.install.Details;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.Installer;
import io.github.macnightly.install.Origin;
import io.github.macnightly.install.Outcome;
import io.github.macnightly.install.Prepared;
import io.github.macnightly.install.Rollback;
import io.github.macnightly.install.SeenSignatures;
import io.github.macnightly.repository.ActionList;
import io.github.macnightly.repository.Index;
import io.github.macnightly.repository.IndexEntry;
import io.github.macnightly.repository.PackageName;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.RunEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Brings what is installed in line with a package list. */
public final class PackageUpdate {

  private final PackageContext context;
  private final InstallContext install;
  private final Installer installer;

  /** Makes an update; nothing is read or written until it is run. */
  public PackageUpdate(PackageContext context) {
    this.context = context;
    this.install = context.install();
    this.installer = new Installer(install, context.options());
  }

  /**
   * Tells what a run would do, fetching only the index and writing nothing.
   *
   * @throws io.github.macnightly.fetch.FetchException when the index cannot be fetched
   */
  public PackageReport plan(ActionList list) throws IOException {
    PackagePlan plan = decide(list, context.repository().fetchIndex());
    List<ItemResult> items = new ArrayList<>();
    for (Decision decision : plan.decisions()) {
      items.add(plan(decision));
    }
    return new PackageReport(List.copyOf(items), plan.problems());
  }

  private ItemResult plan(Decision decision) throws IOException {
    if (decision.step() != Decision.Step.REMOVE) {
      return ItemResult.of(decision.name(), planned(decision), decision.reason());
    }
    Outcome outcome = installer.remove(decision.name(), true);
    ItemResult result = result(outcome, ItemResult.Outcome.REMOVED);
    tellNotes(result);
    return new ItemResult(
        result.name(),
        result.outcome(),
        decision.reason() + ": " + outcome.reason(),
        result.parts(),
        result.notes(),
        result.details());
  }

  private static ItemResult.Outcome planned(Decision decision) {
    return switch (decision.step()) {
      case INSTALL -> ItemResult.Outcome.INSTALLED;
      case REMOVE -> ItemResult.Outcome.REMOVED;
      case LEAVE -> ItemResult.Outcome.UNCHANGED;
      default -> ItemResult.Outcome.FAILED;
    };
  }

  private PackagePlan decide(ActionList list, Index index) throws IOException {
    Decider decider = new Decider(new Installed(install), context.options().force());
    return PackagePlan.decide(list, index, decider);
  }

  /**
   * Runs: fetches, installs and removes what the list asks for. A failed item is reported and does
   * not stop the others.
   *
   * @throws io.github.macnightly.files.LockHeldException when another package update is running
   * @throws io.github.macnightly.fetch.FetchException when the index cannot be fetched
   * @throws IOException when the state cannot be read or written
   */
  @SuppressWarnings("try") // The lock is held for its scope and not asked for anything.
  public PackageReport run(ActionList list) throws IOException, InterruptedException {
    Path lock = install.area().directory().resolve("pkgupdate.lock");
    try (RunLock held = RunLock.acquire(lock, install.clock())) {
      installer.recover();
      Index index = context.repository().fetchIndex();
      return carryOut(decide(list, index), index);
    }
  }

  private PackageReport carryOut(PackagePlan plan, Index index)
      throws IOException, InterruptedException {
    Instant began = install.clock().instant();
    long run = install.state().beginRun("pkgupdate");
    List<ItemResult> items = new ArrayList<>();
    try (Downloads downloads = new Downloads(context, wanted(plan), this::prepare)) {
      for (Decision decision : plan.decisions()) {
        ItemResult result = carryOut(decision, downloads);
        items.add(result);
        tell(run, decision, result);
      }
      downloads.sweep(missing(index));
    }
    PackageReport report = new PackageReport(List.copyOf(items), plan.problems());
    install.state().endRun(run, report.failed() ? 1 : 0);
    if (!report.failed()) {
      // What earlier runs replaced can no longer be needed, but for the way back: this one ended
      // well.
      new Rollback(install, context.options()).discard(began);
    }
    return report;
  }

  /** Returns the sums of what the repository has and this tree has not. */
  private Set<String> missing(Index index) throws IOException {
    Set<String> sums = new HashSet<>();
    index.entries().forEach(entry -> sums.add(entry.md5()));
    sums.removeAll(install.state().sums().values());
    return sums;
  }

  private static List<IndexEntry> wanted(PackagePlan plan) {
    return plan.decisions().stream()
        .filter(decision -> decision.step() == Decision.Step.INSTALL)
        .map(Decision::entry)
        .toList();
  }

  private ItemResult carryOut(Decision decision, Downloads downloads) throws InterruptedException {
    try {
      return switch (decision.step()) {
        case INSTALL -> install(decision.entry(), downloads);
        case REMOVE -> result(installer.remove(decision.name(), false), ItemResult.Outcome.REMOVED);
        default -> ItemResult.of(decision.name(), planned(decision), decision.reason());
      };
    } catch (IOException e) {
      install.log().detail(decision.name() + ": " + e);
      return new ItemResult(
          decision.name(),
          ItemResult.Outcome.FAILED,
          Reasons.of(e),
          List.of(),
          List.of(),
          new Details(SeenSignatures.of(e), Optional.empty()));
    }
  }

  /** A site's own installer gets the file as it is; all else is made ready ahead of its turn. */
  private Prepared prepare(IndexEntry entry, Path file) throws IOException {
    return siteInstaller(entry.name()).isPresent()
        ? Prepared.untouched(file)
        : installer.prepare(file);
  }

  private ItemResult install(IndexEntry entry, Downloads downloads)
      throws IOException, InterruptedException {
    install.log().detail("fetching " + context.repository().uri(entry));
    Downloads.Ready ready = downloads.get(entry);
    try {
      Outcome outcome = install(ready.prepared(), origin(entry, ready));
      return result(outcome, ItemResult.Outcome.INSTALLED);
    } finally {
      downloads.done(entry, ready);
    }
  }

  private Origin origin(IndexEntry entry, Downloads.Ready ready) {
    return new Origin(
        entry.name(),
        ready.fetched().md5(),
        ready.fetched().sha256(),
        context.repository().uri(entry).toString());
  }

  private Optional<SiteInstaller> siteInstaller(String name) throws IOException {
    Optional<PackageName> parsed = PackageName.parse(name);
    return parsed.isEmpty()
        ? Optional.empty()
        : SiteInstaller.find(install, context.options().deadline(), parsed.get().type());
  }

  private Outcome install(Prepared prepared, Origin origin)
      throws IOException, InterruptedException {
    Optional<SiteInstaller> own = siteInstaller(origin.name());
    if (own.isEmpty()) {
      return installer.install(prepared, origin);
    }
    own.get().install(prepared.item());
    String type = PackageName.parse(origin.name()).map(PackageName::type).orElse("");
    install.state().record(recorded(origin, type));
    return new Outcome(
        origin.name(),
        Outcome.Status.INSTALLED,
        "installed by the site's own installer",
        List.of(),
        List.of(),
        Details.NONE);
  }

  private InstalledItem recorded(Origin origin, String kind) {
    return new InstalledItem(
        origin.name(),
        kind,
        origin.md5(),
        origin.sha256(),
        origin.source(),
        install.clock().instant(),
        List.of(),
        List.of());
  }

  private static ItemResult result(Outcome outcome, ItemResult.Outcome changed) {
    boolean same =
        outcome.status() == Outcome.Status.UNCHANGED || outcome.status() == Outcome.Status.ABSENT;
    return new ItemResult(
        outcome.name(),
        same ? ItemResult.Outcome.UNCHANGED : changed,
        outcome.reason(),
        outcome.parts(),
        outcome.notes(),
        outcome.details());
  }

  private void tellNotes(ItemResult result) {
    result.notes().forEach(note -> install.log().note(result.name() + ": " + note));
  }

  private void tell(long run, Decision decision, ItemResult result) throws IOException {
    if (result.outcome() == ItemResult.Outcome.UNCHANGED) {
      return;
    }
    // The caller tells the results; this line is for whoever reads the log of a long run.
    install.log().detail(result.name() + ": " + result.reason());
    tellNotes(result);
    String action = decision.step().name().toLowerCase(Locale.ROOT);
    String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
    install.state().event(run, new RunEvent(result.name(), action, outcome, result.reason()));
  }
}
