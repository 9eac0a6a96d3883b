package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.World;
import io.github.macnightly.config.Configuration;
import io.github.macnightly.install.Engine;
import io.github.macnightly.install.InstallOptions;
import io.github.macnightly.install.Trust;
import java.io.IOException;
import picocli.CommandLine.Option;

/** The option that all commands which install share. */
class ForceFlag {

  @Option(
      names = "--force",
      order = 10,
      description =
          "Install also what is installed in the same version; remove also what was changed"
              + " since it was installed.")
  private boolean force;

  boolean force() {
    return force;
  }

  /**
   * Returns how to install.
   *
   * @throws IOException when a file that an option names cannot be read
   */
  InstallOptions with(Configuration configuration, World world) throws IOException {
    return new InstallOptions(Engine.AUTOMATIC, false, force, configuration.stepDeadline())
        .trusting(new Trust(configuration.requiresSignature(), ""))
        .keepingPrevious(configuration.keepsPrevious());
  }
}
