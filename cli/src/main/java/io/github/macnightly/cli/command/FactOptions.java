package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.facts.FactRules;
import io.github.macnightly.facts.FactSet;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of all commands that ask for facts. */
public final class FactOptions {

  @Mixin private FactFiles files;

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

  /** Returns whether files of facts were named. */
  public boolean hasFiles() {
    return !files.isEmpty();
  }

  /** Returns the facts of the tree of the options below those of the files that were named. */
  public FactSet facts(Session session, Options tree) throws IOException {
    return files.facts(session, tree.root(), new FactRules(munkiOrder, honestDates));
  }
}
