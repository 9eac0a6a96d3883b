package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pkg-install}: installs installer packages. */
@Command(
    sortOptions = false,
    description =
        "Installs installer packages and writes their receipts, each whole or not at all; tells"
            + " of those that are installed, verifies, removes and forgets them.")
public final class PkgInstallCommand implements Callable<ExitStatus> {

  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin(name = Options.NAME)
  private Options options;

  @Mixin private InstallFlags flags;

  @ArgGroup private ReceiptQueries queries = new ReceiptQueries();

  @Option(
      names = "--list-choices",
      order = 15,
      description = "Print what the packages offer to choose among and install nothing.")
  private boolean listChoices;

  @Parameters(
      arity = "0..*",
      paramLabel = "PACKAGE",
      description = "A .pkg or .mpkg, file or directory, or an archive of one.")
  private List<Path> packages = List.of();

  /** A command that prints to the console of {@code session}. */
  public PkgInstallCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException, InterruptedException {
    if (queries.chosen()) {
      queries.requireAlone(spec, packages);
      return queries.answer(session, options, flags);
    }
    if (packages.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "Missing required parameter: 'PACKAGE', or an option such as --files");
    }
    List<Path> items = Kind.PACKAGE.check(spec, packages);
    if (listChoices) {
      try (ItemInstall list = ItemInstall.reading(session, options, flags)) {
        return list.choices(items);
      }
    }
    try (ItemInstall install = new ItemInstall(session, options, flags)) {
      return install.run(spec, items);
    }
  }
}
