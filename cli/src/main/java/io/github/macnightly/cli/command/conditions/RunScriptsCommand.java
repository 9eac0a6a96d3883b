package io.github.macnightly.cli.command.conditions;

import io.github.macnightly.cli.command.FactText;
import io.github.macnightly.cli.command.KnownFacts;
import io.github.macnightly.cli.command.SiteOfConditions;
import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.facts.FactLayer;
import io.github.macnightly.scripts.ConditionScripts;
import io.github.macnightly.scripts.ScriptAnswers;
import io.github.macnightly.scripts.ScriptReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code conditions run-scripts}: runs condition scripts and tells what they answer. */
@Command(
    sortOptions = false,
    description = {
      "Runs the condition scripts and prints what they answer.",
      "A line has the script, its status, the seconds it took, a key and its value."
    },
    footer = {
      "",
      "A script has 60 seconds, or as many as its comment '# macnightly-deadline: SECONDS' says."
          + " Then it and all that it started get a SIGTERM, and 5 seconds later a SIGKILL.",
      "",
      "With --dry-run no script is run and nothing is written: would run, or refused with the"
          + " reason, is told of each. A ConditionalItems.plist that lies about is not read, for"
          + " nobody could tell which script wrote it, or when.",
      "",
      "The status is 1 when a script was refused, failed or was late, or when a part of an answer"
          + " could not be used, such as a line that is not key=value (-v names all); it is 66 when"
          + " there is no script NAME."
    })
public final class RunScriptsCommand implements Callable<ExitStatus> {

  private final Session session;

  @Mixin(name = Options.NAME)
  private Options options;

  @Option(names = "--only", order = 10, paramLabel = "NAME", description = "Run this script alone.")
  private String only;

  /** A command that prints to the console of {@code session}. */
  public RunScriptsCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException, InterruptedException {
    ConditionScripts scripts = new SiteOfConditions(session, options).scripts();
    ScriptAnswers answers = options.dryRun() ? plan(scripts) : run(scripts);
    KnownFacts.tell(answers, session.console());
    boolean misfit = false;
    for (ScriptReport script : answers.scripts()) {
      FactLayer layer = FactLayer.script(script.name(), script.keys());
      layer.problems().forEach(each -> session.console().complain(each.line()));
      layer.remarks().forEach(each -> session.console().complain(each.line()));
      misfit |= !layer.problems().isEmpty();
    }
    if (session.console().json()) {
      session.console().document(document(answers));
    } else {
      answers.scripts().forEach(this::print);
    }
    return answers.ok() && !misfit ? ExitStatus.OK : ExitStatus.SOME_FAILED;
  }

  private ScriptAnswers run(ConditionScripts scripts) throws IOException, InterruptedException {
    return only == null ? scripts.run() : scripts.runOnly(only);
  }

  private ScriptAnswers plan(ConditionScripts scripts) throws IOException, InterruptedException {
    return only == null ? scripts.plan() : scripts.planOnly(only);
  }

  private void print(ScriptReport script) {
    Console console = session.console();
    if (script.keys().isEmpty()) {
      console.row(script.name(), script.status().label(), seconds(script), "", "");
    }
    script
        .keys()
        .forEach(
            (key, value) ->
                FactText.cells(value)
                    .forEach(
                        cell ->
                            console.row(
                                script.name(),
                                script.status().label(),
                                seconds(script),
                                key,
                                cell)));
  }

  private static double seconds(ScriptReport script) {
    return script.duration().toMillis() / 10 / 100.0;
  }

  private static Map<String, Object> document(ScriptAnswers answers) {
    Map<String, Object> values = new LinkedHashMap<>();
    answers
        .values()
        .forEach(
            (key, value) -> {
              Map<String, Object> each = new LinkedHashMap<>();
              each.put("value", FactText.forJson(value.value()));
              each.put("script", value.script());
              values.put(key, each);
            });
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("scripts", answers.scripts().stream().map(RunScriptsCommand::document).toList());
    document.put("values", values);
    document.put("conflicts", answers.conflicts());
    document.put("problems", answers.problems());
    return document;
  }

  private static Map<String, Object> document(ScriptReport script) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", script.name());
    document.put("status", script.status().label());
    document.put(
        "exitStatus", script.exitStatus().isPresent() ? script.exitStatus().getAsInt() : null);
    document.put("started", script.started());
    document.put("seconds", seconds(script));
    document.put("keys", FactText.forJson(script.keys()));
    document.put("complete", script.complete());
    document.put("messages", script.messages());
    document.put("unusable", script.unusable());
    document.put("errors", script.errors());
    return document;
  }
}
