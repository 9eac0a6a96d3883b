package io.github.macnightly.cli.command.conditions;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.facts.FactSet;
import io.github.macnightly.predicate.Condition;
import io.github.macnightly.predicate.Explanation;
import io.github.macnightly.predicate.Outcome;
import io.github.macnightly.predicate.PredicateSyntaxException;
import io.github.macnightly.text.Excerpt;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code conditions explain}: tells what each part of a predicate comes to. */
@Command(
    sortOptions = false,
    description = "Tells what each part of a predicate comes to, and which parts decided.",
    footer = {
      "",
      "Each line has a * when the part decided, else a -; what the part says, with - for a value"
          + " and \"not reached\" for a part that was not needed; the part, moved in below the one"
          + " that it belongs to; and its value, or the reason of an error. Of a list that ANY,"
          + " ALL, NONE or SUBQUERY look through the first element that decided is told. Long parts"
          + " are cut; --json has them whole.",
      "",
      "The status is 0 whatever the predicate says, also when it has no answer with these facts;"
          + " it is 65 when it cannot be read. To ask by the status there is eval."
    })
public final class ExplainCommand implements Callable<ExitStatus> {

  private final Session session;

  @Mixin(name = Options.NAME)
  private Options options;

  @Mixin private Question question;

  /** A command that prints to the console of {@code session}. */
  public ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException, InterruptedException {
    Console console = session.console();
    Condition condition;
    try {
      condition = question.read();
    } catch (PredicateSyntaxException e) {
      if (console.json()) {
        Outcome outcome = Outcome.PARSE_ERROR;
        String why = Excerpt.of(e.getMessage());
        console.document(
            document(new Explanation(question.text(), 0, outcome, why, true, List.of())));
      }
      return Refusal.tell(console, e);
    }
    FactSet facts = question.facts(session, options);
    question.doubts(facts).forEach(console::note);
    Explanation whole = condition.explain(facts);
    question.tell(facts, console);
    if (console.json()) {
      console.document(document(whole));
    } else {
      print(whole, 0);
    }
    return ExitStatus.OK;
  }

  private static Map<String, Object> document(Explanation part) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("part", part.part());
    document.put("position", part.start() + 1);
    document.put("outcome", part.outcome() == null ? null : part.outcome().text());
    document.put("value", part.value());
    document.put("decided", part.decided());
    document.put("parts", part.parts().stream().map(ExplainCommand::document).toList());
    return document;
  }

  private void print(Explanation part, int level) {
    session
        .console()
        .row(
            part.decided() ? "*" : "-",
            said(part),
            "  ".repeat(level) + Excerpt.of(part.part()),
            part.value() == null ? "" : Excerpt.of(part.value()));
    part.parts().forEach(inner -> print(inner, level + 1));
  }

  /** A value says nothing by itself; a clause that says nothing was not needed. */
  private static String said(Explanation part) {
    if (part.outcome() != null) {
      return part.outcome().text();
    }
    return part.value() == null || part.value().isEmpty() ? "not reached" : "-";
  }
}
