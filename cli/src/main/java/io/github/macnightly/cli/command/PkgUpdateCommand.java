package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pkgupdate}: brings what is installed in line with a package list. */
@Command(
    sortOptions = false,
    description = "Installs, updates and removes packages as a list says.",
    footer = {
      "",
      "Each line of the list is ACTION NAME: install, remove, or update (only what is installed).",
      "NAME may hold *, ? and [...]; of several matches the newest is taken.",
      "",
      "To install all that a repository has of a kind:",
      "  pkgupdate --list-available | grep Fonts | sed 's/^/install /' | pkgupdate -"
    })
public final class PkgUpdateCommand implements Callable<ExitStatus> {

  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin(name = Options.NAME)
  private Options options;

  @Mixin private InstallFlags flags;

  @Option(names = "--keep", order = 13, description = "Keep what was downloaded.")
  private boolean keep;

  @Option(
      names = "--rollback",
      order = 14,
      paramLabel = "ITEM",
      description =
          "Put back what ITEM has replaced, as --list-installed names it; --force does so"
              + " although it was changed since.")
  private String rollback;

  @ArgGroup private ListingChoice listing = new ListingChoice();

  @Parameters(
      arity = "0..1",
      paramLabel = "LIST|-",
      description =
          "The package list; - is standard input (default: PKGLIST of the configuration, or"
              + " /common/manager/update.pkglist in DIR).")
  private String list;

  /** A command that prints to the console of {@code session}. */
  public PkgUpdateCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException, InterruptedException {
    if (list != null && list.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "LIST is empty, wanted a file or -");
    }
    if (rollback != null) {
      return rollBack();
    }
    if (!listing.chosen()) {
      try (PackageRun run = new PackageRun(session, options)) {
        requireOneInput();
        return run.update(list, flags, keep);
      }
    }
    if (list != null) {
      throw new ParameterException(spec.commandLine(), "a listing takes no LIST: '" + list + "'");
    }
    if (listing.isEmptyHistory()) {
      throw new ParameterException(spec.commandLine(), "--history wants a number from 1 on");
    }
    return listing.print(session, options);
  }

  private ExitStatus rollBack() throws IOException {
    if (list != null || listing.chosen()) {
      throw new ParameterException(spec.commandLine(), "--rollback takes no LIST and no listing");
    }
    return new ItemRollback(session, options, flags).rollback(rollback);
  }

  /** Standard input can hold the list or the passphrase, not both. */
  private void requireOneInput() {
    if ("-".equals(list) && flags.passphrase().takesInput()) {
      throw new ParameterException(
          spec.commandLine(), "standard input cannot be both LIST and passphrase; name a file");
    }
  }
}
