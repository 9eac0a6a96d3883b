package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.install.Installer;
import io.github.macnightly.install.Outcome;
import io.github.macnightly.install.PackageRemover;
import io.github.macnightly.state.RunEvent;
import java.io.IOException;

/** Removes or forgets one package by its identifier, and records that it did. */
final class ReceiptChange {

  private final Session session;
  private final Options options;
  private final ForceFlag flags;

  ReceiptChange(Session session, Options options, ForceFlag flags) {
    this.session = session;
    this.options = options;
    this.flags = flags;
  }

  private interface Work {
    Outcome of(PackageRemover remover, boolean dryRun) throws IOException;
  }

  ExitStatus remove(String id) throws IOException {
    String done = options.dryRun() ? "would remove" : "removed";
    return change("remove", done, (remover, dryRun) -> remover.remove(id, dryRun));
  }

  ExitStatus forget(String id) throws IOException {
    String done = options.dryRun() ? "would forget" : "forgotten";
    return change("forget", done, (remover, dryRun) -> remover.forget(id, dryRun));
  }

  private ExitStatus change(String action, String done, Work work) throws IOException {
    try (Setup setup = Setup.of(session, options).tidy()) {
      InstallOptions how = flags.with(setup.configurationIfAny(), session.world());
      InstallContext context = setup.context();
      if (!options.dryRun()) {
        new Installer(context, how).recover();
      }
      Outcome outcome = work.of(new PackageRemover(context, how), options.dryRun());
      boolean absent = outcome.status() == Outcome.Status.ABSENT;
      String status = absent ? "unchanged" : done;
      if (!options.dryRun()) {
        long run = context.state().beginRun("pkg-install");
        RunEvent event = new RunEvent(outcome.name(), action, status, outcome.reason());
        context.state().event(run, event);
        context.state().endRun(run, ExitStatus.OK.code());
      }
      ItemRow.of(outcome, status).print(session.console());
    }
    return ExitStatus.OK;
  }
}
