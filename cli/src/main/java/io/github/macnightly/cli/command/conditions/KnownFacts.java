package io.github.macnightly.cli.command.conditions;

import io.github.macnightly.cli.command.FactOptions;
import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.facts.FactLayer;
import io.github.macnightly.facts.FactProblem;
import io.github.macnightly.facts.FactSet;
import io.github.macnightly.scripts.ScriptAnswers;
import io.github.macnightly.scripts.ScriptReport;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What conditions are asked about: this machine, its condition scripts, files. */
final class KnownFacts {

  @Mixin private FactOptions options;

  @Option(
      names = "--scripts",
      order = 53,
      negatable = true,
      description =
          "Run the condition scripts first; --no-scripts: do not (default: run them unless --facts"
              + " is given).")
  private Boolean scripts;

  private boolean failed;

  /** Returns the facts; tells what went wrong with scripts. */
  FactSet find(Session session, Options tree) throws IOException, InterruptedException {
    FactSet facts = options.facts(session);
    boolean run = scripts == null ? !options.hasFiles() : scripts;
    if (!run) {
      return facts;
    }
    ScriptAnswers answers = new SiteOfConditions(session, tree).scripts().run();
    failed = !answers.ok();
    tell(answers, session.console());
    for (ScriptReport script : answers.scripts()) {
      if (!script.keys().isEmpty()) {
        facts = facts.with(FactLayer.script(script.name(), script.keys()));
      }
    }
    return facts;
  }

  /** Returns whether some script could not be used. */
  boolean failed() {
    return failed;
  }

  /** Tells what went wrong with scripts. */
  static void tell(ScriptAnswers answers, Console console) {
    answers.problems().forEach(console::complain);
    for (ScriptReport script : answers.scripts()) {
      script.messages().forEach(line -> console.complain(script.name() + ": " + line));
    }
    answers.conflicts().stream()
        .filter(conflict -> !conflict.same())
        .forEach(conflict -> console.complain(conflict.toString()));
  }

  /** Tells what went wrong with the facts that were asked for; known when the asking is done. */
  static void tell(FactSet facts, Console console) {
    facts.problems().stream().map(FactProblem::line).forEach(console::complain);
  }
}
