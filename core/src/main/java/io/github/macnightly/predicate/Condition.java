package io.github.macnightly.predicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A predicate that was read once and can be asked any number of times, by any thread. */
public final class Condition {

  private final String text;
  private final Clause clause;
  private final List<Note> notes;
  private final Patterns patterns = new Patterns();

  private Condition(String text, Clause clause, List<Note> notes) {
    this.text = text;
    this.clause = clause;
    this.notes = notes;
  }

  /**
   * Reads a predicate.
   *
   * @param text a predicate in the format language of NSPredicate, at most 262,144 characters and
   *     100 levels deep
   * @throws PredicateSyntaxException if it is none; tells where and what was expected
   */
  public static Condition parse(String text) throws PredicateSyntaxException {
    List<Note> notes = new ArrayList<>(0);
    return new Condition(text, Parser.parse(text, notes), notes);
  }

  /**
   * Tells whether it holds.
   *
   * @throws EvaluationException if it has no answer with these facts
   */
  public boolean evaluate(Facts facts) throws EvaluationException {
    return evaluate(facts, Settings.DEFAULT);
  }

  /**
   * Tells whether it holds.
   *
   * @param facts what is known
   * @param settings the clock, the randomness and how much work is allowed
   * @throws EvaluationException if it has no answer with these facts
   */
  public boolean evaluate(Facts facts, Settings settings) throws EvaluationException {
    return new Evaluator(facts, settings, patterns).test(clause);
  }

  /** Tells whether it holds, or why it has no answer; never fails. */
  public Verdict verdict(Facts facts) {
    return verdict(facts, Settings.DEFAULT);
  }

  /** Tells whether it holds, or why it has no answer; never fails. */
  public Verdict verdict(Facts facts, Settings settings) {
    try {
      return new Verdict(Outcome.of(evaluate(facts, settings)), Optional.empty());
    } catch (EvaluationException e) {
      return new Verdict(Outcome.EVAL_ERROR, Optional.of(e));
    }
  }

  /** Tells what each part says of the facts, and which parts decided. */
  public Explanation explain(Facts facts) {
    return explain(facts, Settings.DEFAULT);
  }

  /** Tells what each part says of the facts, and which parts decided. */
  public Explanation explain(Facts facts, Settings settings) {
    Evaluator evaluator = new Evaluator(facts, settings, patterns);
    return new Explainer(text, evaluator, new Budget(settings)).explain(clause);
  }

  /** Returns the keys that are looked up in the facts, the first ones of key paths. */
  public SortedSet<String> keys() {
    SortedSet<String> keys = new TreeSet<>();
    Trees.walk(
        clause,
        node -> {
          if (node instanceof Expression.KeyPath path && path.base() == null) {
            keys.add(path.keys().get(0));
          }
        });
    return keys;
  }

  /** Returns the text that was read. */
  public String text() {
    return text;
  }

  Clause clause() {
    return clause;
  }

  List<Note> notes() {
    return notes;
  }

  /** Returns it in the usual spelling; reading that gives the same predicate. */
  @Override
  public String toString() {
    return Printer.print(clause);
  }
}
