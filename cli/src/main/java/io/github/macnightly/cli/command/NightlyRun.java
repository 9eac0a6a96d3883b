package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.cli.console.World;
import io.github.macnightly.config.Configuration;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.nightly.Nightly;
import io.github.macnightly.nightly.NightlyContext;
import io.github.macnightly.nightly.NightlyOptions;
import io.github.macnightly.nightly.NightlyReport;
import io.github.macnightly.nightly.Sleeper;
import io.github.macnightly.nightly.StepResult;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** One nightly run, with what it needs of this machine. */
final class NightlyRun implements Closeable {

  private final Console console;
  private final PackageSource source;
  private final NightlyContext context;

  /** Sets up for the tree of {@code options}, with the way to passphrases of encrypted images. */
  NightlyRun(Session session, Options options, Passphrases passphrases) throws IOException {
    this.console = session.console();
    Setup setup = Setup.of(session, options);
    Configuration configuration = setup.configuration();
    this.source = new PackageSource(setup, configuration, console);
    String home = session.launch().home();
    this.context =
        new NightlyContext(
            configuration,
            source.context(unlockedBy(passphrases), false),
            new SplittableRandom(),
            Sleeper.SYSTEM,
            home.isEmpty() ? null : Path.of(home),
            session.world().environment(),
            console::complain);
  }

  private static ForceFlag unlockedBy(Passphrases passphrases) {
    return new ForceFlag() {
      @Override
      InstallOptions with(Configuration configuration, World world) throws IOException {
        return super.with(configuration, world).unlockedBy(passphrases);
      }
    };
  }

  /** Runs, or tells what a run would do, and prints what became of each step. */
  ExitStatus update(NightlyOptions how) throws IOException, InterruptedException {
    NightlyReport report = new Nightly(context).run(how);
    if (console.json()) {
      console.document(document(report));
    } else {
      report.steps().forEach(this::row);
    }
    if (report.successor() != null && !console.json()) {
      // What it complained of was told at its end.
      console.text(report.successor().output());
    }
    if (report.interrupted()) {
      throw new InterruptedException();
    }
    return report.failed() ? ExitStatus.SOME_FAILED : ExitStatus.OK;
  }

  private static Map<String, Object> document(NightlyReport report) {
    Map<String, Object> document = report.toMap();
    if (report.successor() != null) {
      document.put("successor", report.successor());
    }
    return document;
  }

  private void row(StepResult step) {
    String outcome = step.outcome().name().toLowerCase(Locale.ROOT);
    double seconds = step.duration().toMillis() / 100 / 10.0;
    console.row(step.name().label(), outcome, seconds, step.reason());
  }

  @Override
  public void close() {
    source.close();
  }
}
