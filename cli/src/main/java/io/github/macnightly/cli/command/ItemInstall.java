package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Batch;
import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.install.Installer;
import io.github.macnightly.install.Origin;
import io.github.macnightly.install.Outcome;
import io.github.macnightly.state.RunEvent;
import io.github.macnightly.state.State;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Installs what was named on the command line, one item after the other. */
final class ItemInstall implements Closeable {

  private final Console console;
  private final Setup setup;
  private final InstallContext context;
  private final Installer installer;
  private final boolean dryRun;
  private final List<ItemRow> rows = new ArrayList<>();

  /** Sets up for the tree of {@code options}. */
  ItemInstall(Session session, Options options, ForceFlag flags) throws IOException {
    this.console = session.console();
    this.dryRun = options.dryRun();
    this.setup = Setup.of(session, options);
    InstallOptions how = flags.with(setup.configurationIfAny().stepDeadline(), session.world());
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
      Optional<String> failure =
          batch.attempt(item.toString(), () -> rows.add(ItemRow.of(way.of(item), dryRun)));
      failure.ifPresent(line -> rows.add(ItemRow.failed(item.getFileName().toString(), line)));
    }
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
      // What earlier runs replaced can no longer be needed: this one ended well.
      context.area().discardKept(kept -> kept.at().isBefore(began));
    }
  }

  private void print() {
    if (console.json()) {
      console.document(Map.of("items", rows));
      return;
    }
    for (ItemRow row : rows) {
      row.notes().forEach(note -> console.note(row.name() + ": " + note));
      console.row(row.name(), row.status(), row.reason());
    }
  }

  @Override
  public void close() {
    setup.close();
  }
}
