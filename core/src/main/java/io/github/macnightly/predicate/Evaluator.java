package io.github.macnightly.predicate;

import io.github.macnightly.predicate.Expression.IndexKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Works out what a tree says of facts; made anew for each evaluation. */
final class Evaluator {

  private final Facts facts;
  private final Budget budget;
  private final Settings settings;
  private final Comparisons comparisons;
  private final KeyPaths paths;
  private final Patterns patterns;
  private Binding bindings;
  private Watch watch;

  Evaluator(Facts facts, Settings settings, Patterns patterns) {
    this(facts, settings, patterns, new Budget(settings));
  }

  /** An evaluator that takes its work from a budget that others may use, too. */
  Evaluator(Facts facts, Settings settings, Patterns patterns, Budget budget) {
    this.facts = facts;
    this.settings = settings;
    this.budget = budget;
    this.patterns = patterns;
    this.comparisons = new Comparisons(budget, patterns);
    this.paths = new KeyPaths(budget);
  }

  /** Works out, in place of the evaluator, what has clauses within values. */
  interface Watch {
    /** Works out the value of a choice. */
    Object ternary(Expression.Ternary ternary) throws EvaluationException;

    /** Works out the elements that are kept. */
    Object subquery(Expression.Subquery subquery) throws EvaluationException;
  }

  /** Sets who works out what has clauses within; null for nobody else. */
  void watch(Watch other) {
    watch = other;
  }

  /** Returns another evaluator that knows one variable more, at the cost of another budget. */
  Evaluator bound(String variable, Object value, Budget other) {
    Evaluator evaluator = new Evaluator(facts, settings, patterns, other);
    evaluator.bindings = new Binding(variable, value, bindings);
    return evaluator;
  }

  /** What a variable stands for at present. */
  private record Binding(String name, Object value, Binding outer) {}

  /** Tells whether a clause holds. */
  boolean test(Clause clause) throws EvaluationException {
    budget.spend(1);
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
    return deciding(list, relation, right) < 0 == (quantifier != Quantifier.ANY);
  }

  /** Returns the index of the first element by which a quantified relation is decided, else -1. */
  int deciding(List<?> list, Clause.Relation relation, Object right) throws EvaluationException {
    boolean wanted = relation.quantifier() != Quantifier.ALL;
    int at = 0;
    for (Object element : list) {
      budget.spend(1);
      Object one = Values.normal(element);
      if (comparisons.holds(one, relation.operator(), relation.options(), right) == wanted) {
        return at;
      }
      at++;
    }
    return -1;
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
      budget.read(operand instanceof String text ? text.length() : 0);
      return Casts.cast(operand, value(cast.type()));
    }
    if (expression instanceof Expression.Subquery subquery) {
      return watch == null
          ? filtered(subquery, value(subquery.collection()), element -> {})
          : watch.subquery(subquery);
    }
    if (expression instanceof Expression.Ternary ternary) {
      return watch != null
          ? watch.ternary(ternary)
          : value(test(ternary.test()) ? ternary.yes() : ternary.no());
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

  /**
   * Returns the elements that a filter keeps; null when there is no list.
   *
   * @param looking is told each element before it is looked at
   */
  List<Object> filtered(Expression.Subquery subquery, Object collection, Consumer<Object> looking)
      throws EvaluationException {
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
        budget.spend(1);
        Object value = Values.normal(element);
        looking.accept(value);
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
