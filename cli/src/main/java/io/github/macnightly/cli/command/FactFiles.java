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

/** The option that names files of facts. */
public final class FactFiles {

  @Option(
      names = "--facts",
      order = 50,
      paramLabel = "FILE",
      description =
          "Take facts from FILE (plist, JSON or YAML) instead of this machine; of several files the"
              + " last one wins.")
  private List<Path> files = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Returns whether no files of facts were named. */
  public boolean isEmpty() {
    return files.isEmpty();
  }

  /** Returns the facts of this machine below those of the files that were named. */
  public FactSet facts(Session session, FactRules rules) throws IOException {
    return facts(session, Path.of("/"), rules);
  }

  /** Returns the facts of a tree on this machine below those of the files that were named. */
  FactSet facts(Session session, Path tree, FactRules rules) throws IOException {
    Machine machine =
        Machine.under(
            tree,
            new SystemProcessRunner(),
            session.world().environment(),
            Clock.systemDefaultZone());
    FactSet facts = FactSet.of(machine, rules);
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
