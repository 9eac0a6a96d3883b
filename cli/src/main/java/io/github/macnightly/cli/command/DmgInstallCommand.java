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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dmg-install}: installs what disk images hold. */
@Command(
    sortOptions = false,
    description = "Installs every application and package at the top level of disk images.",
    footer = {"", "Images are read without mounting them; a licence in one never blocks."})
public final class DmgInstallCommand implements Callable<ExitStatus> {

  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin(name = Options.NAME)
  private Options options;

  @Mixin private InstallFlags flags;

  @Option(
      names = "--show-license",
      order = 13,
      description = "Print the licences of the images and install nothing.")
  private boolean showLicense;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "A disk image.")
  private List<Path> images;

  /** A command that prints to the console of {@code session}. */
  public DmgInstallCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException, InterruptedException {
    List<Path> items = Kind.IMAGE.check(spec, images);
    if (showLicense) {
      return new LicenseReader(session, flags.passphrase().passphrases(session.world()))
          .show(items);
    }
    try (ItemInstall install = new ItemInstall(session, options, flags)) {
      return install.run(spec, items);
    }
  }
}
