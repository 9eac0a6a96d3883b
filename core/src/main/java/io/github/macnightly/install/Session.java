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
import java.nio.file.Path;
import java.util.ArrayList;
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

  private final InstallContext context;
  private final InstallOptions options;
  private final Origin origin;
  private final Transaction transaction;
  private final Placements placements = new Placements();
  private final Map<String, LedgerPath> ledger = new TreeMap<>();
  private final Set<String> swappedBundles = new LinkedHashSet<>();
  private final Set<String> receipts = new LinkedHashSet<>();
  private final Books books;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<SignatureFacts> signatures = new ArrayList<>();
  private final ScriptPlan scripts;
  private final ObsoleteFiles obsolete;
  private List<InstalledItem> reduced = List.of();
  private int fresh;

  Session(InstallContext context, InstallOptions options, Origin origin) throws IOException {
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
    return context.root().resolve(path + "/x").getParent();
  }

  /** Plans to put a staged object in place; missing parent directories are made. */
  void replace(Path staged, String path) throws IOException {
    placements.add(staged, locate(path));
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
        own(new LedgerPath(base + "/" + p.path(), p.type(), p.mode(), p.size(), p.digest()));
      }
    }
  }

  /** Notes a part that is new; it will be in place after the commit. */
  void installs(Part part) {
    parts.add(part);
    fresh++;
  }

  /** Notes a part that is there in the same version. */
  void leaves(Part part) {
    parts.add(part);
  }

  void note(String line) {
    notes.add(line);
  }

  /** Notes what was found of the signatures of a package. */
  void signed(List<SignatureFacts> facts) {
    signatures.addAll(facts);
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
    InstalledItem item = item();
    placements.enter(transaction);
    obsolete.enter(transaction, placements, ledger, this::locate);
    obsolete.notes().forEach(this::note);
    swappedBundles.addAll(obsolete.gone());
    reduced = Ledgers.withoutBundles(context.state(), origin.name(), swappedBundles);
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
    if (waits && options.keepFailed() && item.md5() != null) {
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
      books.recordReduced(other);
    }
  }

  private InstalledItem item() {
    return new InstalledItem(
        origin.name(),
        ItemNames.kind(origin.name()),
        origin.md5(),
        origin.sha256(),
        origin.source(),
        context.clock().instant(),
        List.copyOf(parts),
        List.copyOf(ledger.values()));
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
    boolean changed = fresh > 0;
    String versions = String.join(", ", parts.stream().map(Session::describe).toList());
    return new Outcome(
        origin.name(),
        changed ? Outcome.Status.INSTALLED : Outcome.Status.UNCHANGED,
        (changed ? "installed " : "already installed in this version: ") + versions + signers(),
        List.copyOf(parts),
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

  /** Keeps what an earlier installation under the same name owns. */
  void keepOldLedger() throws IOException {
    keepOldLedger(Set.of("")); // every path begins with "" and a slash
  }

  /** Keeps what an earlier installation under the same name owns at some paths and below them. */
  void keepOldLedger(Set<String> tops) throws IOException {
    for (LedgerPath path : context.state().ledger(origin.name())) {
      if (Ledgers.inside(path.path(), tops)) {
        ledger.putIfAbsent(path.path(), path);
      }
    }
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
