package io.github.macnightly.cli.command.conditions;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.facts.FactSet;
import io.github.macnightly.predicate.Condition;
import io.github.macnightly.predicate.Outcome;
import io.github.macnightly.predicate.PredicateSyntaxException;
import io.github.macnightly.predicate.Verdict;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code conditions eval}: tells whether a predicate holds. */
@Command(
    sortOptions = false,
    description = "Tells whether a predicate holds, by its exit status and in a word.",
    footer = {
      "",
      "The status is 0 when it holds and 1 when it does not, or has no answer with these facts;"
          + " it is 65 when it cannot be read. The status of explain is 0 in the first two cases.",
      "  if conditions eval 'machine_type == \"laptop\"' > /dev/null; then ...; fi"
    })
public final class EvalCommand implements Callable<ExitStatus> {

  /**
   * The answer, as a result.
   *
   * @param result true, false, parse-error or eval-error
   */
  public record Answer(String predicate, String result, Optional<Refusal> error) {}

  private final Session session;

  @Mixin(name = Options.NAME)
  private Options options;

  @Mixin private Question question;

  /** A command that prints to the console of {@code session}. */
  public EvalCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException, InterruptedException {
    Console console = session.console();
    Condition condition;
    try {
      condition = question.read();
    } catch (PredicateSyntaxException e) {
      print(new Verdict(Outcome.PARSE_ERROR, Optional.of(e)));
      return Refusal.tell(console, e);
    }
    FactSet facts = question.facts(session, options);
    question.doubts(facts).forEach(console::note);
    Verdict verdict = condition.verdict(facts);
    question.tell(facts, console);
    print(verdict);
    Refusal.of(verdict.error())
        .ifPresent(
            refusal ->
                console.complain(
                    "no answer, which counts as false: "
                        + (refusal.position() == 0 ? "" : "character " + refusal.position() + ": ")
                        + refusal.message()));
    return Refusal.status(verdict.outcome());
  }

  private void print(Verdict verdict) {
    String result = verdict.outcome().text();
    if (session.console().json()) {
      session.console().document(new Answer(question.text(), result, Refusal.of(verdict.error())));
    } else if (verdict.outcome() != Outcome.PARSE_ERROR) {
      session.console().row(verdict.outcome().holds());
    }
  }
}
