package io.github.macnightly.predicate;

import io.github.macnightly.predicate.Expression.IndexKind;
import java.util.ArrayList;
import java.util.List;

/** Works out what a tree says of facts; made anew for each evaluation. */
final class Evaluator {

  private final Facts facts;
  private final Budget budget;
  private final Settings settings;
  private final Comparisons comparisons;
  private final KeyPaths paths;
  private Binding bindings;

  Evaluator(Facts facts, Settings settings, Patterns patterns) {
    this.facts = facts;
    this.settings = settings;
    this.budget = new Budget(settings);
    this.comparisons = new Comparisons(budget, patterns);
    this.paths = new KeyPaths(budget);
  }

  /** What a variable stands for at present. */
  private record Binding(String name, Object value, Binding outer) {}

  /** Tells whether a clause holds. */
  boolean test(Clause clause) throws EvaluationException {
    if (clause instanceof Clause.Comparison comparison) {
      return compare(comparison);
    }
    if (clause instanceof Clause.And and) {
      for (Clause term : and.terms()) {
        if (!test(term)) {
          return false;
        }
      }
      return true;
    }
    if (clause instanceof Clause.Or or) {
      for (Clause term : or.terms()) {
        if (test(term)) {
          return true;
        }
      }
      return false;
    }
    return clause instanceof Clause.Not not
        ? !test(not.term())
        : ((Clause.Constant) clause).value();
  }

  private boolean compare(Clause.Comparison comparison) throws EvaluationException {
    try {
      Object left = value(comparison.left());
      Object right = value(comparison.right());
      return holds(left, comparison.relation(), right);
    } catch (EvaluationException e) {
      throw e.at(comparison.place());
    }
  }

  /** Answers a relation between two values. */
  boolean holds(Object left, Clause.Relation relation, Object right) throws EvaluationException {
    budget.spend(1);
    Quantifier quantifier = relation.quantifier();
    if (quantifier == Quantifier.ONE) {
      return comparisons.holds(left, relation.operator(), relation.options(), right);
    }
    if (left == null) {
      return quantifier != Quantifier.ANY;
    }
    if (!(left instanceof List<?> list)) {
      throw new EvaluationException(quantifier + " needs a list, got " + Values.kind(left));
    }
    boolean wanted = quantifier != Quantifier.ALL;
    for (Object element : list) {
      budget.spend(1);
      Object one = Values.normal(element);
      if (comparisons.holds(one, relation.operator(), relation.options(), right) == wanted) {
        return quantifier == Quantifier.ANY;
      }
    }
    return quantifier != Quantifier.ANY;
  }

  /** Works out a value. */
  Object value(Expression expression) throws EvaluationException {
    budget.spend(1);
    if (expression instanceof Expression.KeyPath path) {
      return path(path);
    }
    if (expression instanceof Expression.Literal literal) {
      return literal.value();
    }
    if (expression instanceof Expression.Aggregate aggregate) {
      return values(aggregate.elements());
    }
    if (expression instanceof Expression.Binary binary) {
      Object left = value(binary.left());
      return Numbers.compute(binary.operator(), left, value(binary.right()));
    }
    if (expression instanceof Expression.Self) {
      return facts;
    }
    return expression instanceof Expression.Variable variable
        ? bound(variable.name())
        : other(expression);
  }

  private Object other(Expression expression) throws EvaluationException {
    if (expression instanceof Expression.Index index) {
      Object base = value(index.base());
      return index.kind() == IndexKind.AT
          ? Indexes.at(base, value(index.index()))
          : Indexes.find(base, index.kind());
    }
    if (expression instanceof Expression.Cast cast) {
      Object operand = value(cast.operand());
      return Casts.cast(operand, value(cast.type()));
    }
    if (expression instanceof Expression.Subquery subquery) {
      return filtered(subquery);
    }
    if (expression instanceof Expression.Ternary ternary) {
      return value(test(ternary.test()) ? ternary.yes() : ternary.no());
    }
    if (expression instanceof Expression.Negation negation) {
      Object operand = Numbers.number(value(negation.operand()));
      return negation.bits() ? (Object) ~Values.whole(operand) : Numbers.negated(operand);
    }
    Expression.Call call = (Expression.Call) expression;
    return new Functions(settings, budget).compute(call.function(), values(call.arguments()));
  }

  private List<Object> values(List<Expression> expressions) throws EvaluationException {
    List<Object> values = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      values.add(value(expression));
    }
    return values;
  }

  private Object path(Expression.KeyPath path) throws EvaluationException {
    List<String> keys = path.keys();
    if (path.base() != null) {
      return paths.find(value(path.base()), keys, 0);
    }
    String first = keys.get(0);
    if (keys.size() == 1 && first.charAt(0) != '@') {
      return Values.normal(facts.get(first));
    }
    return paths.find(facts, keys, 0);
  }

  private Object bound(String name) throws EvaluationException {
    for (Binding binding = bindings; binding != null; binding = binding.outer()) {
      if (binding.name().equals(name)) {
        return binding.value();
      }
    }
    throw new EvaluationException("$" + name + " stands for nothing here");
  }

  private Object filtered(Expression.Subquery subquery) throws EvaluationException {
    Object collection = value(subquery.collection());
    if (collection == null) {
      return null;
    }
    if (!(collection instanceof List<?> list)) {
      throw new EvaluationException("SUBQUERY needs a list, got " + Values.kind(collection));
    }
    List<Object> kept = new ArrayList<>();
    Binding outer = bindings;
    try {
      for (Object element : list) {
        Object value = Values.normal(element);
        bindings = new Binding(subquery.variable(), value, outer);
        if (test(subquery.filter())) {
          kept.add(value);
        }
      }
    } finally {
      bindings = outer;
    }
    return kept;
  }
}
