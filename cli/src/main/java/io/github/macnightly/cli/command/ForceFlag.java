package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.World;
import io.github.macnightly.install.Engine;
import io.github.macnightly.install.InstallOptions;
import java.time.Duration;
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
   * @param deadline how long a script may run
   */
  InstallOptions with(Duration deadline, World world) {
    return new InstallOptions(Engine.AUTOMATIC, false, force, deadline);
  }
}
