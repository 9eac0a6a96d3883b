package io.github.macnightly.install;

import io.github.macnightly.files.ExtractedPath;
import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.files.Transaction;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.LedgerPath;
import io.github.macnightly.state.Part;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One item on its way into the root: what is staged, what it will own, and at the end the one
 * transaction that puts all of it in place.
 */
final class Session implements Closeable {

  /** Of directories that are made on the way. */
  private static final int MADE_MODE = 0755;

  private final InstallContext context;
  private final InstallOptions options;
  private final Origin origin;
  private final Transaction transaction;
  private final Placements placements = new Placements();
  private final TreeMap<String, LedgerPath> ledger = new TreeMap<>();
  private final Map<String, Integer> keptModes = new HashMap<>();
  private final Set<String> swappedBundles = new LinkedHashSet<>();
  private final Set<String> receipts = new LinkedHashSet<>();
  private final Books books;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<SignatureFacts> signatures = new ArrayList<>();
  private final ScriptPlan scripts;
  private final ObsoleteFiles obsolete;
  private final PathBudget budget;
  private final List<Part> fresh = new ArrayList<>();
  private final List<Part> refused = new ArrayList<>();
  private final Set<String> oldTops = new LinkedHashSet<>();
  private Collection<InstalledItem> reduced = List.of();

  Session(InstallContext context, InstallOptions options, Origin origin) throws IOException {
    this(context, options, origin, new PathBudget());
  }

  Session(InstallContext context, InstallOptions options, Origin origin, PathBudget budget)
      throws IOException {
    this.budget = budget;
    this.context = context;
    this.options = options;
    this.origin = origin;
    this.books = new Books(context);
    this.scripts = new ScriptPlan(context, options);
    this.obsolete = new ObsoleteFiles(context.state(), origin.name());
    this.transaction = Transaction.begin(context.area(), origin.name(), context.clock());
  }

  InstallContext context() {
    return context;
  }

  InstallOptions options() {
    return options;
  }

  Origin origin() {
    return origin;
  }

  ScriptPlan scripts() {
    return scripts;
  }

  ObsoleteFiles obsolete() {
    return obsolete;
  }

  /** Returns what pays for all paths of the item. */
  PathBudget budget() {
    return budget;
  }

  /** Returns where a path of the root lies on this machine. */
  Path locate(String path) throws IOException {
    return context.root().resolve(path);
  }

  /** Begins to write files that will go to a target, on the target's volume. */
  Extraction extraction(String target, ExtractionRules rules) throws IOException {
    return new Extraction(transaction.stage(locate(target)), rules);
  }

  /** Tells whether applications of an extraction made ahead can be put in place from there. */
  boolean takes(Extraction extraction) throws IOException {
    return transaction.accepts(extraction.directory(), locate(AppStager.FOLDER + "/item"));
  }

  /** Returns where a directory of the root lies, if the last part of its path is a link too. */
  Path locateDirectory(String path) throws IOException {
    return context.root().resolveDirectory(path);
  }

  /** Plans to put a staged object in place; missing parent directories are made. */
  void replace(Path staged, String path) throws IOException {
    replace(staged, path, locate(path));
  }

  /**
   * Plans to put a staged object in place.
   *
   * @param there where {@code path} lies on this machine
   */
  void replace(Path staged, String path, Path there) throws IOException {
    budget.change(path);
    placements.add(staged, there);
  }

  /** Plans to write a small file that the item owns. */
  void file(String path, byte[] content) throws IOException {
    Path staged = transaction.stage(locate(path));
    Files.write(staged, content);
    replace(staged, path);
    own(new LedgerPath(path, 'f', 0644, content.length, Ledgers.digest(content)));
  }

  /** Notes that a path is a receipt of a package, with all below it. */
  void receipt(String path) {
    receipts.add(path);
  }

  /** Notes that a bundle is replaced as a whole, so that nobody else owns anything in it. */
  void swapsBundle(String path) {
    swappedBundles.add(path);
  }

  void own(LedgerPath path) {
    ledger.put(path.path(), path);
  }

  /** Enters all that was extracted below a path of the root. */
  void own(String prefix, List<ExtractedPath> extracted) {
    String base = prefix.equals("/") ? "" : prefix;
    for (ExtractedPath p : extracted) {
      if (!p.path().isEmpty()) {
        String path = base + "/" + p.path();
        int mode = p.type() == 'd' ? keptModes.getOrDefault(path, p.mode()) : p.mode();
        own(new LedgerPath(path, p.type(), mode, p.size(), p.digest()));
      }
    }
  }

  /** Notes that a directory is there already and keeps its mode, whatever that of the package. */
  void keepsDirectory(String path, Path there) throws IOException {
    keptModes.put(path, (int) Files.getAttribute(there, "unix:mode") & 07777);
  }

  /** Enters the directories on the way to a place, itself included, that are not there yet. */
  void ownMissing(String location) throws IOException {
    for (int end = location.length(); end > 0; end = location.lastIndexOf('/', end - 1)) {
      String path = location.substring(0, end);
      if (path.equals("/") || Files.exists(locateDirectory(path))) {
        return;
      }
      own(new LedgerPath(path, 'd', MADE_MODE, 0, ""));
    }
  }

  /** Notes a part that is new; it will be in place after the commit. */
  void installs(Part part) {
    parts.add(part);
    fresh.add(part);
  }

  /** Notes a part that is there in the same version. */
  void leaves(Part part) {
    parts.add(part);
  }

  /**
   * Notes a part that stays as it is, newer than what was to be installed.
   *
   * @param held whether an item has it, which keeps it
   */
  void refuses(Part part, boolean held) {
    (held ? refused : parts).add(part);
  }

  void note(String line) {
    notes.add(line);
  }

  /** Notes what was found of the signatures of a package. */
  void signed(List<SignatureFacts> facts) {
    signatures.addAll(facts);
  }

  List<SignatureFacts> signatures() {
    return List.copyOf(signatures);
  }

  /** Notes what the target could not hold. */
  void losses(Extraction extraction) {
    if (!extraction.losses().isEmpty()) {
      note("the target could not hold " + extraction.losses());
    }
  }

  /**
   * Puts everything in place and records it.
   *
   * @return what was done
   */
  Outcome commit() throws IOException, InterruptedException {
    Takeover takeover = takeOver();
    InstalledItem item = item(takeover);
    placements.enter(transaction, budget);
    obsolete.enter(transaction, placements, ledger, this::locate);
    placements.clear();
    obsolete.notes().forEach(this::note);
    swappedBundles.addAll(obsolete.gone());
    reduced =
        Ledgers.withoutBundles(context.state(), origin.name(), swappedBundles, takeover.reduced());
    if (!refused.isEmpty() && item.parts().isEmpty()) {
      return outcome(); // the other item goes on having it
    }
    // While a script can still fail, nothing may say that the item is installed.
    boolean waits = scripts.follow();
    books.write(transaction, waits && options.keepFailed() ? item.withoutSum() : item);
    for (InstalledItem other : reduced) {
      books.reduce(transaction, other);
    }
    scripts.before();
    if (waits) {
      behindScripts(item);
    } else {
      transaction.commit();
    }
    notes.addAll(scripts.skipped());
    record(item);
    if (waits && options.keepFailed() && (item.md5() != null || item.sha256() != null)) {
      transaction.close();
      rewrite(item, Set.of());
    }
    return outcome();
  }

  /** Puts everything in place for good only when the scripts behind the payload have ended well. */
  private void behindScripts(InstalledItem item) throws IOException, InterruptedException {
    transaction.commitProvisionally();
    try {
      scripts.after();
    } catch (ScriptFailedException e) {
      throw options.keepFailed() ? withdrawn(item, e) : takenBack(e);
    } catch (InterruptedException e) {
      transaction.takeBack();
      throw e;
    }
    transaction.confirm();
  }

  private void record(InstalledItem item) throws IOException {
    try {
      recordReduced();
      context.state().record(item);
    } catch (IOException e) {
      // In place and not recorded: the journal stays, and the next run records it.
      transaction.leaveToRecovery();
      throw e;
    }
  }

  private void recordReduced() throws IOException {
    for (InstalledItem other : reduced) {
      books.recordReduced(other, parts);
    }
  }

  /** Finds what the item has of what was there before, and what earlier versions leave behind. */
  private Takeover takeOver() throws IOException {
    List<Part> left = parts.stream().filter(part -> !fresh.contains(part)).toList();
    Takeover takeover = Takeover.look(context, origin.name(), fresh, left);
    Set<String> bundles =
        parts.stream()
            .filter(part -> part.kind().equals("application"))
            .map(Part::path)
            .collect(Collectors.toSet());
    for (LedgerPath path : takeover.kept()) {
      if (!Ledgers.inside(path.path(), bundles)) { // they were looked at anew
        ledger.putIfAbsent(path.path(), path);
      }
    }
    for (LedgerPath path : takeover.replaced()) {
      if (Ledgers.inside(path.path(), oldTops) || path.type() == 'd' && leadsOn(path.path())) {
        ledger.putIfAbsent(path.path(), path);
      }
    }
    obsolete.enter(takeover);
    for (LedgerPath path : obsolete.staying()) {
      if (Files.exists(locate(path.path()), LinkOption.NOFOLLOW_LINKS)) {
        ledger.putIfAbsent(path.path(), path);
      }
    }
    return takeover;
  }

  /** Tells whether something that the item owns is below a path. */
  private boolean leadsOn(String path) {
    String below = ledger.ceilingKey(path + "/");
    return below != null && below.startsWith(path + "/");
  }

  private InstalledItem item(Takeover takeover) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(takeover.staying());
    Optional<InstalledItem> before = takeover.before();
    if (fresh.isEmpty() && before.isPresent()) {
      return unchanged(before.get()).with(all, List.copyOf(ledger.values()));
    }
    return new InstalledItem(
        origin.name(),
        ItemNames.kind(origin.name()),
        origin.md5(),
        origin.sha256(),
        origin.source(),
        context.clock().instant(),
        all,
        List.copyOf(ledger.values()));
  }

  /** Nothing was installed, so the date and, where no new ones are known, the sums stay. */
  private InstalledItem unchanged(InstalledItem before) {
    boolean known = origin.md5() != null || !before.name().equals(origin.name());
    return new InstalledItem(
        origin.name(),
        ItemNames.kind(origin.name()),
        known ? origin.md5() : before.md5(),
        known ? origin.sha256() : before.sha256(),
        known ? origin.source() : before.source(),
        before.installed(),
        before.parts(),
        List.of());
  }

  private ScriptFailedException takenBack(ScriptFailedException failure) {
    try {
      transaction.takeBack();
      return new ScriptFailedException(
          failure, "all files were put back as they were (--keep-failed keeps the new ones)");
    } catch (IOException e) {
      failure.addSuppressed(e);
      return new ScriptFailedException(
          failure, "the files could not be put back yet; the next run does it");
    }
  }

  /**
   * Takes the receipts of packages away again after a failed script, as Apple leaves none either:
   * the payload stays and is owned, and the next run installs the item again.
   */
  private ScriptFailedException withdrawn(InstalledItem item, ScriptFailedException failure) {
    try {
      for (LedgerPath path : ledger.values()) {
        if (path.type() != 'd' && Ledgers.inside(path.path(), receipts)) {
          transaction.withdraw(locate(path.path()));
        }
      }
      transaction.confirm();
      recordReduced();
      books.record(item.withoutSum());
      transaction.close();
      rewrite(item.withoutSum().with(item.parts(), ledgerWithoutReceipts()), receipts);
      // A failure has no notes, and what runs with other rights is in place.
      notes.forEach(note -> context.log().note(origin.name() + ": " + note));
      return new ScriptFailedException(
          failure, "the payload is in place without a receipt; the next run installs it again");
    } catch (IOException e) {
      failure.addSuppressed(e);
      return new ScriptFailedException(
          failure, "the payload is in place, and its receipt could not be taken back");
    }
  }

  /** Writes the receipt of the item anew and takes what is left of receipts of packages away. */
  private void rewrite(InstalledItem item, Set<String> gone) throws IOException {
    try (Transaction second = Transaction.begin(context.area(), origin.name(), context.clock())) {
      for (String receipt : gone) {
        second.remove(locate(receipt));
      }
      books.write(second, item);
      second.commit();
      books.record(item);
    }
  }

  private List<LedgerPath> ledgerWithoutReceipts() {
    return ledger.values().stream().filter(p -> !Ledgers.inside(p.path(), receipts)).toList();
  }

  private Outcome outcome() {
    boolean changed = !fresh.isEmpty();
    String left =
        refused.isEmpty()
            ? "already installed in this version: "
            : "a newer version is installed: ";
    List<Part> told = new ArrayList<>(parts);
    told.addAll(refused);
    String versions = String.join(", ", told.stream().map(Session::describe).toList());
    return new Outcome(
        origin.name(),
        changed ? Outcome.Status.INSTALLED : Outcome.Status.UNCHANGED,
        (changed ? "installed " : left) + versions + signers(),
        told,
        List.copyOf(notes),
        new Details(signatures, Optional.empty()));
  }

  private String signers() {
    return signatures.stream()
        .map(SignatureFacts::summary)
        .filter(summary -> !summary.isEmpty())
        .distinct()
        .map(summary -> ", " + summary)
        .collect(Collectors.joining());
  }

  static String describe(Part part) {
    String name =
        part.kind().equals("application") ? ItemNames.base(part.path()) : part.identifier();
    return part.version().isEmpty() ? name : name + " " + part.version();
  }

  /** Keeps what an earlier version owns at some paths and below them. */
  void keepOldLedger(Set<String> tops) {
    oldTops.addAll(tops);
  }

  @Override
  public void close() throws IOException {
    try {
      scripts.close();
    } finally {
      transaction.close();
    }
  }
}
