package io.github.macnightly.cli.command.conditions;

import io.github.macnightly.cli.command.KnownFacts;
import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.facts.FactSet;
import io.github.macnightly.predicate.Condition;
import io.github.macnightly.predicate.Lint;
import io.github.macnightly.predicate.PredicateSyntaxException;
import io.github.macnightly.predicate.Severity;
import io.github.macnightly.text.Excerpt;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** A predicate of the command line, and what it is asked about. */
final class Question {

  /** The findings of lint that say why a fact is nil. */
  private static final Set<String> KEYS = Set.of("unknown-key", "hyphenated-key", "unquoted-word");

  @Mixin private KnownFacts known;

  @Parameters(
      index = "0",
      paramLabel = "PREDICATE",
      description =
          "What is asked, in the language of Munki; one that looks like an option stands behind"
              + " --.")
  private String predicate;

  @Parameters(index = "1..*", hidden = true)
  private List<String> more = List.of();

  private CommandSpec spec;

  /** A predicate may begin with a minus sign; what no option fits is looked at here. */
  @Spec(Spec.Target.MIXEE)
  private void command(CommandSpec command) {
    spec = command;
    command.parser().unmatchedOptionsArePositionalParams(true);
  }

  /** Returns what was typed. */
  String text() {
    return predicate;
  }

  /**
   * Reads the predicate.
   *
   * @throws PredicateSyntaxException when it is none
   */
  Condition read() throws PredicateSyntaxException {
    if (isOption(predicate)) {
      throw new UnmatchedArgumentException(spec.commandLine(), List.of(predicate));
    }
    if (!more.isEmpty()) {
      String wrong = more.stream().filter(Question::isOption).findFirst().orElse(more.get(0));
      throw new UnmatchedArgumentException(spec.commandLine(), List.of(wrong));
    }
    return Condition.parse(predicate);
  }

  /** Returns what of the keys looks like a slip, now that all facts are known. */
  List<String> doubts(FactSet facts) {
    return Lint.check(predicate, facts.types()).stream()
        .filter(found -> KEYS.contains(found.rule()) && found.severity() != Severity.NOTE)
        .map(found -> Excerpt.of(found.message()))
        .distinct()
        .toList();
  }

  private static boolean isOption(String word) {
    return word.matches("--?[A-Za-z][A-Za-z-]*(=.*)?");
  }

  /** Returns what the predicate is asked about; tells what went wrong with scripts. */
  FactSet facts(Session session, Options options) throws IOException, InterruptedException {
    return known.find(session, options);
  }

  /** Tells what went wrong with the facts that were asked for. */
  void tell(FactSet facts, Console console) {
    known.tell(facts, console);
  }
}
