package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pkg-install}: installs installer packages. */
@Command(
    sortOptions = false,
    description =
        "Installs installer packages and writes their receipts, each whole or not at all.")
public final class PkgInstallCommand implements Callable<ExitStatus> {

  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin(name = Options.NAME)
  private Options options;

  @Mixin private InstallFlags flags;

  @Parameters(
      arity = "1..*",
      paramLabel = "PACKAGE",
      description = "A .pkg or .mpkg, file or directory, or an archive of one.")
  private List<Path> packages;

  /** A command that prints to the console of {@code session}. */
  public PkgInstallCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException, InterruptedException {
    List<Path> items = Kind.PACKAGE.check(spec, packages);
    try (ItemInstall install = new ItemInstall(session, options, flags)) {
      return install.run(spec, items);
    }
  }
}
