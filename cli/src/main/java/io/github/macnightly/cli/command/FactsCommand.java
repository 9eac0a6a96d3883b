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
import java.util.Set;
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
      "The status is 1 when a condition script, or a part of what it says, could not be used, or"
          + " when there is no fact KEY and a script gave no keys that may have it; the other facts"
          + " are printed. With a KEY that is misspelt nothing is, and the status is 2.",
      "",
      "With --root, system version, build, applications and munki_version are those of DIR, all"
          + " else is that of this machine. A date in a FILE, or of a script, is a true instant, as"
          + " the date that is printed here."
    })
public final class FactsCommand implements Callable<ExitStatus> {

  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin(name = Options.NAME)
  private Options options;

  @Mixin private KnownFacts known;

  private boolean missing;

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
    known.tell(facts, console);
    if (console.json()) {
      console.document(FactText.forJson(chosen));
    } else {
      chosen.forEach((key, value) -> FactText.cells(value).forEach(cell -> console.row(key, cell)));
    }
    return known.failed() || missing ? ExitStatus.SOME_FAILED : ExitStatus.OK;
  }

  private Map<String, Object> chosen(FactSet facts) {
    Set<String> wanted = new LinkedHashSet<>(keys);
    for (String key : keys) {
      if (!facts.keys().contains(key)) {
        absent(key, facts);
        wanted.remove(key);
      }
    }
    Map<String, Object> chosen = new LinkedHashMap<>(facts.find(wanted));
    chosen.replaceAll((key, value) -> facts.reported(key));
    return chosen;
  }

  /** A script that gave no keys may be the one that knows it; otherwise it is misspelt. */
  private void absent(String key, FactSet facts) {
    String none = "there is no fact '" + Excerpt.of(key) + "'";
    String near = Nearest.advice(key, facts.keys());
    if (!known.leftOut()) {
      String advice = near.isEmpty() ? "; without a KEY all are printed" : near;
      String others = keys.size() > 1 ? "; of the others none is printed" : "";
      throw new ParameterException(spec.commandLine(), none + advice + others);
    }
    missing = true;
    session.console().complain(none + near + "; a condition script that gave no keys may have it");
  }
}
