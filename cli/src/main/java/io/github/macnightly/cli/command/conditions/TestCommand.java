package io.github.macnightly.cli.command.conditions;

import com.google.gson.stream.JsonWriter;
import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.OutputOptions;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.manifests.CaseLine;
import io.github.macnightly.manifests.ConditionTest;
import io.github.macnightly.predicate.Verdict;
import io.github.macnightly.text.Excerpt;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code conditions test}: tries predicates on the facts of a case file. */
@Command(
    sortOptions = false,
    description = "Tries predicates on the facts of a case file, and prints those that differ.",
    footer = {
      "",
      "Each line of CASES is a JSON object with predicate, and perhaps id, facts and expect, which"
          + " is true, false, \"parse-error\" or \"eval-error\". A date is"
          + " {\"$date\": \"2026-03-02T09:30:00Z\"}. The status is 1 when a case differs"
          + " or a line is no case. Long predicates are cut.",
      "A line [\"condition\", PREDICATE] is a predicate without facts and expectation.",
      "With --json a line {\"id\":..., \"result\":...} is printed for each case."
    })
public final class TestCommand implements Callable<ExitStatus> {

  private final Session session;

  @Parameters(paramLabel = "CASES", description = "The case file; - is standard input.")
  private Path file;

  @Mixin(name = OutputOptions.NAME)
  private OutputOptions output;

  private int cases;
  private int expected;
  private int differing;
  private int broken;

  /** A command that prints to the console of {@code session}. */
  public TestCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException {
    if (CaseInput.isStandard(file)) {
      ConditionTest.read(session.world().input(), CaseInput.NAME, this::take);
    } else {
      ConditionTest.read(file, this::take);
    }
    Console console = session.console();
    if (!console.json()) {
      console.row(
          cases
              + " cases, "
              + (expected - differing)
              + " as expected, "
              + differing
              + " differ, "
              + (cases - expected)
              + " without expectation"
              + (broken == 0 ? "" : ", " + broken + " lines are no cases"));
    }
    return differing + broken == 0 ? ExitStatus.OK : ExitStatus.SOME_FAILED;
  }

  private void take(CaseLine line) {
    Console console = session.console();
    if (!line.problem().isEmpty()) {
      broken++;
      console.complain(where(line) + line.problem());
      return;
    }
    if (!line.warning().isEmpty()) {
      console.complain(where(line) + line.warning());
    }
    Verdict verdict = line.verdict();
    cases++;
    expected += line.expect().isEmpty() ? 0 : 1;
    boolean differs = line.differs(verdict);
    differing += differs ? 1 : 0;
    String result = verdict.outcome().text();
    if (console.json()) {
      console.text(json(line.id(), result) + "\n");
    } else if (differs) {
      String why = verdict.error().map(e -> e.getMessage()).orElse("");
      console.row(
          Excerpt.of(line.id().toString()),
          "got " + result,
          "expected " + line.expect(),
          Excerpt.of(line.predicate()),
          Excerpt.of(why));
    }
  }

  private String where(CaseLine line) {
    return (CaseInput.isStandard(file) ? CaseInput.NAME : file) + ":" + line.number() + ": ";
  }

  private static String json(Object id, String result) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      writer.beginObject().name("id");
      if (id instanceof Number number) {
        writer.value(number);
      } else {
        writer.value(id.toString());
      }
      writer.name("result").value(result).endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
