package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Session;
import io.github.macnightly.facts.FactFile;
import io.github.macnightly.facts.FactLayer;
import io.github.macnightly.facts.FactRules;
import io.github.macnightly.facts.FactSet;
import io.github.macnightly.facts.Machine;
import io.github.macnightly.process.SystemProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of all commands that ask for facts. */
public final class FactOptions {

  @Option(
      names = "--facts",
      order = 50,
      paramLabel = "FILE",
      description =
          "Take facts from FILE (plist, JSON or YAML) instead of this machine; of several files the"
              + " last one wins.")
  private List<Path> files = List.of();

  @Option(
      names = "--munki-order",
      order = 51,
      description =
          "Pass over what a script says of machine_type, date, applications and the numbers of"
              + " os_vers and of the build, as Munki does.")
  private boolean munkiOrder;

  @Option(
      names = "--honest-dates",
      order = 52,
      description =
          "Let date be the true instant; by default a date in Z is compared with the local wall"
              + " clock, as in Munki.")
  private boolean honestDates;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Returns whether files of facts were named. */
  public boolean hasFiles() {
    return !files.isEmpty();
  }

  /** Returns the facts of this machine below those of the files that were named. */
  public FactSet facts(Session session) throws IOException {
    Machine machine =
        new Machine(
            Path.of("/"),
            new SystemProcessRunner(),
            session.world().environment(),
            Clock.systemDefaultZone());
    FactSet facts = FactSet.of(machine, new FactRules(munkiOrder, honestDates));
    for (Path file : files) {
      if (file.toString().isEmpty()) {
        throw new ParameterException(spec.commandLine(), "--facts is empty, wanted a path");
      }
      if (Files.isDirectory(file)) {
        throw new NoSuchFileException(
            file.toString(), null, "is a directory, wanted a file with facts");
      }
      facts = facts.with(FactLayer.file(file.toString(), FactFile.read(file)));
    }
    return facts;
  }
}
