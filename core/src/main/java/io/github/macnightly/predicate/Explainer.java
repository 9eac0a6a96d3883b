package io.github.macnightly.predicate;

import io.github.macnightly.text.Excerpt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates a tree and keeps what each part came to. */
final class Explainer implements Evaluator.Watch {

  private static final int SHOWN = 80;

  private final String text;
  private final Evaluator evaluator;
  private final Budget examples;

  /** What is found out on the way about the parts of the value that is worked out at present. */
  private List<Explanation> within = new ArrayList<>();

  private EvaluationException failure;

  /**
   * Makes an explainer.
   *
   * @param examples what looking at single elements once more may cost
   */
  Explainer(String text, Evaluator evaluator, Budget examples) {
    this.text = text;
    this.evaluator = evaluator;
    this.examples = examples;
  }

  /** Explains the whole. */
  Explanation explain(Clause clause) {
    evaluator.watch(this);
    return clause(clause).deciding(true);
  }

  private Explanation clause(Clause clause) {
    if (clause instanceof Clause.And and) {
      return compound(clause, and.terms(), Outcome.FALSE, Outcome.TRUE);
    }
    if (clause instanceof Clause.Or or) {
      return compound(clause, or.terms(), Outcome.TRUE, Outcome.FALSE);
    }
    if (clause instanceof Clause.Not not) {
      Explanation term = clause(not.term());
      Outcome outcome =
          term.outcome().isError() ? term.outcome() : Outcome.of(!term.outcome().holds());
      return made(clause, outcome, "", List.of(term));
    }
    return clause instanceof Clause.Comparison comparison
        ? comparison(comparison)
        : made(clause, Outcome.of(((Clause.Constant) clause).value()), "", List.of());
  }

  /** The first term with the outcome that ends it decides alone; without one all decide. */
  private Explanation compound(
      Clause whole, List<Clause> terms, Outcome ending, Outcome otherwise) {
    List<Explanation> parts = new ArrayList<>(terms.size());
    Outcome outcome = otherwise;
    for (Clause term : terms) {
      if (outcome != otherwise) {
        parts.add(
            new Explanation(
                source(term), term.place().start(), null, "not reached", false, List.of()));
        continue;
      }
      Explanation part = clause(term);
      parts.add(part);
      if (part.outcome() == ending || part.outcome().isError()) {
        outcome = part.outcome();
      }
    }
    Outcome deciding = outcome;
    return made(
        whole, outcome, "", parts.stream().map(p -> p.deciding(p.outcome() == deciding)).toList());
  }

  private Explanation comparison(Clause.Comparison comparison) {
    List<Explanation> parts = new ArrayList<>(2);
    try {
      Object left = operand(comparison.left(), parts);
      Object right = operand(comparison.right(), parts);
      boolean holds = evaluator.holds(left, comparison.relation(), right);
      decider(comparison, left, right).ifPresent(parts::add);
      return made(comparison, Outcome.of(holds), reason(comparison.relation(), left), parts);
    } catch (EvaluationException e) {
      failure = e;
      return made(comparison, Outcome.EVAL_ERROR, e.getMessage(), parts);
    }
  }

  private Object operand(Expression expression, List<Explanation> parts)
      throws EvaluationException {
    return expression instanceof Expression.Literal
        ? evaluator.value(expression)
        : part(expression, parts);
  }

  /** Works out a value and tells of it, also of what led to it when it fails. */
  private Object part(Expression expression, List<Explanation> parts) throws EvaluationException {
    List<Explanation> outer = within;
    List<Explanation> inner = new ArrayList<>(0);
    within = inner;
    try {
      Object value = evaluator.value(expression);
      parts.add(made(expression, null, shown(value), inner));
      return value;
    } catch (EvaluationException e) {
      if (!inner.isEmpty()) {
        parts.add(made(expression, null, "no value", inner));
      }
      throw e;
    } finally {
      within = outer;
    }
  }

  /** Tells of the condition and of the value that it chose. */
  @Override
  public Object ternary(Expression.Ternary ternary) throws EvaluationException {
    Explanation condition = clause(ternary.test());
    within.add(condition);
    if (condition.outcome().isError()) {
      throw failure;
    }
    return part(condition.outcome().holds() ? ternary.yes() : ternary.no(), within);
  }

  /** Tells of the list and of one element: the first that is kept, or failed, else the first. */
  @Override
  public Object subquery(Expression.Subquery subquery) throws EvaluationException {
    Object list = part(subquery.collection(), within);
    Object[] last = new Object[1];
    evaluator.watch(null);
    try {
      List<Object> kept = evaluator.filtered(subquery, list, element -> last[0] = element);
      if (list instanceof List<?> all && !all.isEmpty()) {
        boolean any = !kept.isEmpty();
        String words = any ? "the first of " + kept.size() + " kept, of " : "none is kept of ";
        example(subquery, any ? kept.get(0) : Values.normal(all.get(0)), words + all.size());
      }
      return kept;
    } catch (EvaluationException e) {
      if (list instanceof List<?> all && !all.isEmpty()) {
        example(subquery, last[0], "no answer");
      }
      throw e;
    } finally {
      evaluator.watch(this);
    }
  }

  /** Asks the filter about one element again. */
  private void example(Expression.Subquery subquery, Object element, String what) {
    Evaluator single = evaluator.bound(subquery.variable(), element, examples);
    Explanation told = new Explainer(text, single, examples).explain(subquery.filter());
    String words = "$" + subquery.variable() + " is " + shown(element) + ": " + what;
    within.add(
        new Explanation(told.part(), told.start(), told.outcome(), words, true, told.parts()));
  }

  /** Tells of the first element that decided what ANY, ALL or NONE say. */
  private Optional<Explanation> decider(Clause.Comparison comparison, Object left, Object right) {
    Clause.Relation relation = comparison.relation();
    if (relation.quantifier() == Quantifier.ONE || !(left instanceof List<?> list)) {
      return Optional.empty();
    }
    try {
      int at = evaluator.bound("", null, examples).deciding(list, relation, right);
      if (at < 0) {
        return Optional.empty();
      }
      Outcome outcome = Outcome.of(relation.quantifier() != Quantifier.ALL);
      String value = "element " + at + " is " + shown(Values.normal(list.get(at)));
      int start = comparison.left().place().start();
      return Optional.of(
          new Explanation(source(comparison.left()), start, outcome, value, true, List.of()));
    } catch (EvaluationException e) {
      return Optional.empty(); // Looking once more was too much.
    }
  }

  private static String reason(Clause.Relation relation, Object left) {
    if (left == null) {
      return "the left side is nil: there is no such fact";
    }
    boolean list = left instanceof List;
    if (relation.quantifier() == Quantifier.ONE
        && list
        && relation.operator() == Operator.CONTAINS) {
      return "looks for an equal element of the list; ANY would look into each";
    }
    return relation.quantifier() == Quantifier.ALL && list && ((List<?>) left).isEmpty()
        ? "ALL is true of an empty list"
        : "";
  }

  private Explanation made(Node node, Outcome outcome, String value, List<Explanation> parts) {
    return new Explanation(source(node), node.place().start(), outcome, value, true, parts);
  }

  private String source(Node node) {
    Place place = node.place();
    return text.substring(place.start(), Math.max(place.start(), place.end())).strip();
  }

  private static String shown(Object value) {
    return Excerpt.of(words(value, 0), SHOWN);
  }

  private static String words(Object value, int depth) {
    if (value == null) {
      return "nil";
    }
    if (value instanceof String string) {
      return "\"" + Excerpt.of(string, SHOWN) + "\"";
    }
    if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    }
    if (value instanceof Facts) {
      return "all facts";
    }
    if (value instanceof Map<?, ?> map) {
      return "a dictionary of " + map.size();
    }
    if (value instanceof List<?> list) {
      return depth > 2 ? "{...}" : list(list, depth);
    }
    return value instanceof Instant || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : Values.kind(value);
  }

  private static String list(List<?> list, int depth) {
    StringBuilder words = new StringBuilder("{");
    for (Object element : list) {
      words.append(words.length() > 1 ? ", " : "").append(words(Values.normal(element), depth + 1));
      if (words.length() > SHOWN) {
        break;
      }
    }
    return words.append('}').toString();
  }
}
