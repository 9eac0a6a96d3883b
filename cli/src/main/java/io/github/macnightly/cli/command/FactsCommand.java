package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.facts.FactSet;
import io.github.macnightly.text.Excerpt;
import io.github.macnightly.text.Nearest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code conditions facts}: prints what is known of this machine. */
@Command(
    sortOptions = false,
    description = {
      "Prints facts about this machine, one per line: its name, a tab, its value.",
      "The fact applications is printed when it is asked for only."
    },
    footer = {
      "",
      "The status is 1 when a condition script could not be used; the other facts are printed."
    })
public final class FactsCommand implements Callable<ExitStatus> {

  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin(name = Options.NAME)
  private Options options;

  @Mixin private KnownFacts known;

  @Parameters(arity = "0..*", paramLabel = "KEY", description = "Print only these facts.")
  private List<String> keys = List.of();

  /** A command that prints to the console of {@code session}. */
  public FactsCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws Exception {
    Console console = session.console();
    FactSet facts = known.find(session, options);
    Map<String, Object> chosen = keys.isEmpty() ? facts.report() : chosen(facts);
    KnownFacts.tell(facts, console);
    if (console.json()) {
      console.document(FactText.forJson(chosen));
    } else {
      chosen.forEach((key, value) -> FactText.cells(value).forEach(cell -> console.row(key, cell)));
    }
    return known.failed() ? ExitStatus.SOME_FAILED : ExitStatus.OK;
  }

  private Map<String, Object> chosen(FactSet facts) {
    for (String key : keys) {
      if (!facts.keys().contains(key)) {
        throw new ParameterException(
            spec.commandLine(), "there is no fact '" + Excerpt.of(key) + "'" + advice(key, facts));
      }
    }
    Map<String, Object> chosen = new LinkedHashMap<>(facts.find(new LinkedHashSet<>(keys)));
    chosen.replaceAll((key, value) -> facts.reported(key));
    return chosen;
  }

  private static String advice(String key, FactSet facts) {
    String near = Nearest.advice(key, facts.keys());
    return near.isEmpty() ? "; without a KEY all are printed" : near;
  }
}
