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

/** {@code app-install}: installs application bundles. */
@Command(
    sortOptions = false,
    description = "Installs application bundles in /Applications of DIR, each whole or not at all.")
public final class AppInstallCommand implements Callable<ExitStatus> {

  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin(name = Options.NAME)
  private Options options;

  @Mixin private ForceFlag force;

  @Parameters(
      arity = "1..*",
      paramLabel = "BUNDLE",
      description =
          "A .app directory, or an archive of one: .tar.gz, .tgz, .tar.bz2, .tar.xz, .zip.")
  private List<Path> bundles;

  /** A command that prints to the console of {@code session}. */
  public AppInstallCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException, InterruptedException {
    List<Path> items = Kind.APPLICATION.check(spec, bundles);
    try (ItemInstall install = new ItemInstall(session, options, force)) {
      return install.run(spec, items);
    }
  }
}
