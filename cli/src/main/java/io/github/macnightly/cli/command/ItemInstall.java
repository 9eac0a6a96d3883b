package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Batch;
import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Failures;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.install.Forecast;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.install.Installer;
import io.github.macnightly.install.Origin;
import io.github.macnightly.install.Outcome;
import io.github.macnightly.install.PlannedScript;
import io.github.macnightly.install.ProductChoice;
import io.github.macnightly.install.Rollback;
import io.github.macnightly.install.SeenSignatures;
import io.github.macnightly.install.SignatureFacts;
import io.github.macnightly.state.RunEvent;
import io.github.macnightly.state.State;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** Installs what was named on the command line, one item after the other. */
final class ItemInstall implements Closeable {

  private static final int MAX_CONFLICTS = 100;

  private final Console console;
  private final Setup setup;
  private final InstallContext context;
  private final InstallOptions how;
  private final Installer installer;
  private final boolean dryRun;
  private final List<ItemRow> rows = new ArrayList<>();
  private final Map<ItemRow, ExitStatus> failures = new IdentityHashMap<>();

  /** Sets up for the tree of {@code options}. */
  ItemInstall(Session session, Options options, ForceFlag flags) throws IOException {
    this(session, Setup.of(session, options).tidy(), options.dryRun(), flags);
  }

  /** Sets up for {@link #choices} only, which write nothing. */
  static ItemInstall reading(Session session, Options options, ForceFlag flags) throws IOException {
    return new ItemInstall(session, Setup.reading(session, options), true, flags);
  }

  private ItemInstall(Session session, Setup setup, boolean dryRun, ForceFlag flags)
      throws IOException {
    this.console = session.console();
    this.dryRun = dryRun;
    this.setup = setup;
    this.how = flags.with(setup.configurationIfAny(), session.world());
    this.context = setup.context();
    this.installer = new Installer(context, how);
  }

  /** Installs the items, or tells what would be installed, and prints a line for each. */
  ExitStatus run(CommandSpec command, List<Path> items) throws IOException, InterruptedException {
    Batch batch = new Batch(console);
    if (dryRun) {
      all(items, batch, this::plan);
    } else {
      installer.recover();
      record(command.name(), items, batch);
    }
    print();
    return batch.status();
  }

  /** The way from an item to what became of it. */
  private interface Way {
    Outcome of(Path item) throws IOException, InterruptedException;
  }

  private Outcome plan(Path item) throws IOException {
    return installer.plan(item, Origin.of(item));
  }

  private Outcome install(Path item) throws IOException, InterruptedException {
    return installer.install(item, Origin.of(item));
  }

  private void all(List<Path> items, Batch batch, Way way)
      throws IOException, InterruptedException {
    for (Path item : items) {
      List<SignatureFacts> seen = new ArrayList<>();
      batch
          .attempt(item.toString(), () -> rows.add(ItemRow.of(outcome(item, way, seen), dryRun)))
          .ifPresent(failure -> failed(item, failure, seen));
    }
  }

  /** Keeps what a failure tells of signatures, which is wanted of a refused package above all. */
  private static Outcome outcome(Path item, Way way, List<SignatureFacts> seen)
      throws IOException, InterruptedException {
    try {
      return way.of(item);
    } catch (IOException e) {
      seen.addAll(SeenSignatures.of(e));
      throw e;
    }
  }

  private void failed(Path item, Failures failure, List<SignatureFacts> seen) {
    ItemRow row = ItemRow.failed(item.getFileName().toString(), failure.line(), seen);
    rows.add(row);
    failures.put(row, failure.status());
  }

  private void record(String command, List<Path> items, Batch batch)
      throws IOException, InterruptedException {
    State state = context.state();
    Instant began = context.clock().instant();
    long run = state.beginRun(command);
    all(items, batch, this::install);
    for (ItemRow row : rows) {
      state.event(run, new RunEvent(row.name(), command, row.status(), row.reason()));
    }
    state.endRun(run, batch.status().code());
    if (batch.status() == ExitStatus.OK) {
      // What earlier runs replaced can no longer be needed, but for the way back: this one ended
      // well.
      new Rollback(context, how).discard(began);
    }
  }

  private void print() {
    if (console.json()) {
      console.document(Map.of("items", rows));
      return;
    }
    for (ItemRow row : rows) {
      row.notes().forEach(note -> console.note(row.name() + ": " + note));
      console.row(row.name(), row.status(), told(row));
      if (row.forecast() != null) {
        tell(row.name(), row.forecast());
        row.printPaths(console);
      }
    }
  }

  /** Standard error has told why an item failed; the row tells how, for whoever counts rows. */
  private String told(ItemRow row) {
    ExitStatus status = failures.get(row);
    return status == null ? row.reason() : "exit status " + status.code();
  }

  private void tell(String name, Forecast forecast) {
    console.note(name + ": " + forecast.summary());
    for (PlannedScript script : forecast.scripts()) {
      String runs = script.runs() ? "would run " + script.where() : "would not run";
      console.note(name + ": " + script.name() + " of " + script.identifier() + " " + runs);
    }
    forecast.paths().stream()
        .filter(path -> !path.owners().isEmpty())
        .limit(MAX_CONFLICTS)
        .forEach(
            path ->
                console.note(
                    name
                        + ": "
                        + path.path()
                        + " also belongs to "
                        + String.join(", ", path.owners())));
  }

  /** Prints what the packages offer to choose among. */
  ExitStatus choices(List<Path> items) throws IOException, InterruptedException {
    Batch batch = new Batch(console);
    List<ItemChoices> all = new ArrayList<>();
    for (Path item : items) {
      String name = item.getFileName().toString();
      batch.attempt(item.toString(), () -> all.add(new ItemChoices(name, installer.choices(item))));
    }
    if (console.json()) {
      console.document(Map.of("products", all));
    } else {
      all.forEach(this::print);
    }
    return batch.status();
  }

  private void print(ItemChoices product) {
    for (ProductChoice choice : product.choices()) {
      String taken = choice.selected() ? "selected" : "left out";
      console.row(product.name(), choice.id(), taken, choice.title());
    }
  }

  @Override
  public void close() {
    setup.close();
  }
}
