package io.github.macnightly.predicate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Evaluates a tree and keeps what each part came to. */
final class Explainer {

  private static final int SHOWN = 80;

  private final String text;
  private final Evaluator evaluator;

  Explainer(String text, Evaluator evaluator) {
    this.text = text;
    this.evaluator = evaluator;
  }

  /** Explains the whole. */
  Explanation explain(Clause clause) {
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
      return made(comparison, Outcome.of(holds), reason(comparison.relation(), left), parts);
    } catch (EvaluationException e) {
      return made(comparison, Outcome.EVAL_ERROR, e.getMessage(), parts);
    }
  }

  private Object operand(Expression expression, List<Explanation> parts)
      throws EvaluationException {
    Object value = evaluator.value(expression);
    if (!(expression instanceof Expression.Literal)) {
      parts.add(made(expression, null, shown(value), List.of()));
    }
    return value;
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
    String shown = words(value, 0);
    return shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown;
  }

  private static String words(Object value, int depth) {
    if (value == null) {
      return "nil";
    }
    if (value instanceof String string) {
      return "\"" + string + "\"";
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
