package io.github.macnightly.cli.command;

import io.github.macnightly.install.Engine;
import io.github.macnightly.install.InstallOptions;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Option;

/** The options about how packages are installed. */
final class InstallFlags extends ForceFlag {

  /** What a shell offers behind {@code --engine}. */
  static final class Engines implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("installer", "java").iterator();
    }
  }

  @Option(
      names = "--run-scripts",
      order = 11,
      description = "Run the scripts of packages although DIR is not /.")
  private boolean runScripts;

  @Option(
      names = "--engine",
      order = 12,
      paramLabel = "installer|java",
      completionCandidates = Engines.class,
      description =
          "What installs packages: Apple's installer (only for / on a Mac, and the default there),"
              + " or this program.")
  private Engine engine = Engine.AUTOMATIC;

  @Override
  InstallOptions with(Duration deadline) {
    return new InstallOptions(engine, runScripts, force(), deadline);
  }
}
