package io.github.macnightly.cli.command;

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
        ItemRow.of(way.rollback(item, true), "would roll back").print(session.console());
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
      ItemRow.of(outcome, DONE).print(session.console());
    }
  }
}
