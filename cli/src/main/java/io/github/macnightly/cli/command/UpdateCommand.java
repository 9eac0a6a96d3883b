package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.PassphraseOptions;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.nightly.NightlyOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code update}: the nightly run. */
@Command(
    sortOptions = false,
    description = "Brings this machine, or the tree DIR, up to date: trees, scripts and packages.",
    footer = {
      "",
      "The steps, in their order: manager, prescript, config, common, local, softwareupdate,"
          + " pkgupdate, postscript. A step that fails stops no other.",
      "",
      "While MANIFEST, or a part of it, cannot be read, nothing is removed, also not by the package"
          + " list; installs go on. A dry run tells the same problems, with the same status.",
      "",
      "The configuration is etc/localconfig.yml or etc/localconfig in DIR, with UPDATEMASTER and"
          + " UPDATEVERSION at least; the manual page update(1) lists all keys and files."
    })
public final class UpdateCommand implements Callable<ExitStatus> {

  private static final String NOW = "now";

  /** What a shell offers. */
  static final class Words implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(NOW).iterator();
    }
  }

  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin(name = Options.NAME)
  private Options options;

  @Option(
      names = "--only",
      order = 10,
      split = ",",
      paramLabel = "STEP",
      completionCandidates = Steps.Labels.class,
      description = "Do only these steps; several are separated by commas.")
  private List<String> only = List.of();

  @Option(
      names = "--skip",
      order = 11,
      split = ",",
      paramLabel = "STEP",
      completionCandidates = Steps.Labels.class,
      description = "Leave these steps out.")
  private List<String> skip = List.of();

  @Mixin private PassphraseOptions passphrase;

  @Parameters(
      arity = "0..1",
      paramLabel = NOW,
      completionCandidates = Words.class,
      description = "Begin at once; else see SPLAY.")
  private String when;

  /** A command that prints to the console of {@code session}. */
  public UpdateCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException, InterruptedException {
    if (passphrase.takesInput()) {
      throw new ParameterException(
          spec.commandLine(),
          "update may replace itself while it runs and then has no standard input: use"
              + " --passphrase-file or --passphrase-env");
    }
    Steps steps = new Steps(spec.commandLine());
    List<String> forwarded = new ArrayList<>(options.forwarded());
    forwarded.addAll(passphrase.forwarded());
    NightlyOptions how =
        new NightlyOptions(isNow(), steps.of(only), steps.of(skip), options.dryRun(), forwarded);
    Passphrases way = passphrase.passphrases(session.world());
    try (NightlyRun run = new NightlyRun(session, options, way)) {
      return run.update(how);
    }
  }

  private boolean isNow() {
    if (when != null && !when.equalsIgnoreCase(NOW)) {
      throw new ParameterException(
          spec.commandLine(), "unknown argument '" + when + "' (did you mean now?)");
    }
    return when != null;
  }
}
