package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.facts.FactLayer;
import io.github.macnightly.facts.FactProblem;
import io.github.macnightly.facts.FactSet;
import io.github.macnightly.scripts.ConditionScripts;
import io.github.macnightly.scripts.ScriptAnswers;
import io.github.macnightly.scripts.ScriptReport;
import io.github.macnightly.scripts.ScriptStatus;
import java.io.IOException;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What conditions are asked about: this machine, above it its condition scripts, above them files.
 * All commands that tell or ask facts have them from here, so that the order is the same.
 */
public final class KnownFacts {

  @Mixin private FactOptions options;

  @Option(
      names = "--scripts",
      order = 53,
      negatable = true,
      description =
          "Run the condition scripts first; --no-scripts: do not (default: run them unless --facts"
              + " is given). What they say comes before the facts of this machine, --facts before"
              + " both. With --dry-run none is run.")
  private Boolean scripts;

  private boolean failed;
  private boolean leftOut;

  /** Returns the facts; tells what went wrong with scripts. */
  public FactSet find(Session session, Options tree) throws IOException, InterruptedException {
    FactSet facts = options.facts(session, tree);
    boolean wanted = scripts == null ? !options.hasFiles() : scripts;
    if (!wanted) {
      return facts;
    }
    ConditionScripts all = new SiteOfConditions(session, tree).scripts();
    ScriptAnswers answers = tree.dryRun() ? all.plan() : all.run();
    failed = !answers.ok();
    leftOut = answers.scripts().stream().anyMatch(script -> script.status() != ScriptStatus.DONE);
    tell(answers, session.console());
    for (ScriptReport script : answers.scripts()) {
      if (!script.keys().isEmpty()) {
        FactLayer layer = FactLayer.script(script.name(), script.keys());
        layer.remarks().forEach(remark -> session.console().complain(remark.line()));
        facts = facts.with(layer);
      }
    }
    return facts;
  }

  /** Returns whether some script, or a part of what scripts and files say, could not be used. */
  public boolean failed() {
    return failed;
  }

  /** Returns whether some script gave no keys, so that a fact may be missing for that alone. */
  public boolean leftOut() {
    return leftOut;
  }

  /** Tells what went wrong with scripts, and which a dry run has left out. */
  public static void tell(ScriptAnswers answers, Console console) {
    answers.problems().forEach(console::complain);
    for (ScriptReport script : answers.scripts()) {
      script.messages().forEach(line -> console.complain(script.name() + ": " + line));
      script
          .unusable()
          .forEach(line -> console.detail(script.name() + ": line that gives no key: " + line));
    }
    answers.conflicts().stream()
        .filter(conflict -> !conflict.same())
        .forEach(conflict -> console.complain(conflict.toString()));
    String left =
        answers.scripts().stream()
            .filter(script -> script.status() == ScriptStatus.WOULD_RUN)
            .map(ScriptReport::name)
            .collect(Collectors.joining(", "));
    if (!left.isEmpty()) {
      console.note("would run these condition scripts, whose facts are not known now: " + left);
    }
  }

  /** Tells what went wrong with the facts that were asked for; known when the asking is done. */
  public void tell(FactSet facts, Console console) {
    failed |= !facts.misfits().isEmpty();
    facts.problems().stream().map(FactProblem::line).forEach(console::complain);
  }
}
