package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.files.RunLock;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.install.Installer;
import io.github.macnightly.install.Outcome;
import io.github.macnightly.install.Rollback;
import io.github.macnightly.state.RunEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Puts back the version before of one item, and records that it did. */
final class ItemRollback {

  private static final String DONE = "rolled back";

  private final Session session;
  private final Options options;
  private final ForceFlag flags;

  ItemRollback(Session session, Options options, ForceFlag flags) {
    this.session = session;
    this.options = options;
    this.flags = flags;
  }

  ExitStatus rollback(String item) throws IOException {
    try (Setup setup = Setup.of(session, options)) {
      InstallOptions how = flags.with(setup.configurationIfAny(), session.world());
      InstallContext context = setup.context();
      Rollback way = new Rollback(context, how);
      if (options.dryRun()) {
        print(way.rollback(item, true), "would roll back");
      } else {
        carryOut(item, way, context, how);
      }
    }
    return ExitStatus.OK;
  }

  @SuppressWarnings("try") // The lock is held for its scope and not asked for anything.
  private void carryOut(String item, Rollback way, InstallContext context, InstallOptions how)
      throws IOException {
    Path lock = context.area().directory().resolve("pkgupdate.lock");
    try (RunLock held = RunLock.acquire(lock, context.clock())) {
      new Installer(context, how).recover();
      Outcome outcome = way.rollback(item, false);
      long run = context.state().beginRun("pkgupdate");
      context.state().event(run, new RunEvent(item, "rollback", DONE, outcome.reason()));
      context.state().endRun(run, ExitStatus.OK.code());
      print(outcome, DONE);
    }
  }

  private void print(Outcome outcome, String status) {
    Console console = session.console();
    ItemRow row = ItemRow.of(outcome, status);
    if (console.json()) {
      console.document(Map.of("items", List.of(row)));
      return;
    }
    row.notes().forEach(note -> console.note(row.name() + ": " + note));
    console.row(row.name(), row.status(), row.reason());
    if (row.forecast() != null && console.verbose()) {
      row.forecast().paths().forEach(p -> console.row(p.action(), p.path(), p.size()));
    }
  }
}
