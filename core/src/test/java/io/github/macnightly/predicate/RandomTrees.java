package io.github.macnightly.predicate;

import io.github.macnightly.predicate.Clause.Relation;
import io.github.macnightly.predicate.Expression.IndexKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Makes trees that a reader could have made, of every kind of node. */
final class RandomTrees {

  private static final List<String> KEYS =
      List.of("a", "os_vers", "in", "SELF", "size", "order", "_x9", "not", "Any", "uti", "e5");
  private static final List<Object> TEXTS =
      List.of(
          "",
          "a\"b'c",
          "\\d+",
          "line\nend\t",
          "\u0000\u0007\u000B",
          "B\u00FCro",
          "\uD83D\uDE00",
          "\uD83D",
          "$x %@ #",
          "\\101",
          "\\u0041",
          "\u2028");

  private final Random random;

  RandomTrees(long seed) {
    this.random = new Random(seed);
  }

  Clause clause(int depth) {
    int kind = depth <= 0 ? 4 + random.nextInt(5) : random.nextInt(9);
    return switch (kind) {
      case 0, 1 -> new Clause.And(several(2, () -> clause(depth - 1)), Place.NONE);
      case 2 -> new Clause.Or(several(2, () -> clause(depth - 1)), Place.NONE);
      case 3 -> new Clause.Not(clause(depth - 1), Place.NONE);
      case 4 -> new Clause.Constant(random.nextBoolean(), Place.NONE);
      default -> new Clause.Comparison(value(depth - 1), relation(), value(depth - 1), Place.NONE);
    };
  }

  private Relation relation() {
    return new Relation(
        one(Quantifier.values()),
        one(Operator.values()),
        random.nextBoolean() ? 0 : random.nextInt(16));
  }

  Expression value(int depth) {
    if (depth <= 0) {
      return leaf();
    }
    Supplier<Expression> inner = () -> value(depth - 1);
    return switch (random.nextInt(12)) {
      case 0 -> new Expression.Aggregate(several(0, inner), Place.NONE);
      case 1, 2, 3 ->
          new Expression.Binary(one(Arithmetic.values()), inner.get(), inner.get(), Place.NONE);
      case 4 -> negation(inner.get());
      case 5 -> call(inner);
      case 6 -> new Expression.Cast(inner.get(), inner.get(), Place.NONE);
      case 7 -> new Expression.Subquery(inner.get(), "x", clause(depth - 1), Place.NONE);
      case 8 -> new Expression.Ternary(clause(depth - 1), inner.get(), inner.get(), Place.NONE);
      case 9 -> index(inner);
      case 10 -> path(inner.get());
      default -> leaf();
    };
  }

  private Expression negation(Expression operand) {
    return new Expression.Negation(operand, random.nextBoolean(), Place.NONE);
  }

  private Expression call(Supplier<Expression> inner) {
    Function function = one(Function.values());
    if (function == Function.CAST) {
      return leaf();
    }
    int count = random.nextInt(3);
    while (!function.takes(count)) {
      count = (count + 1) % 3;
    }
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(inner.get());
    }
    return new Expression.Call(function, List.copyOf(arguments), Place.NONE);
  }

  private Expression index(Supplier<Expression> inner) {
    IndexKind kind = one(IndexKind.values());
    return new Expression.Index(
        inner.get(), kind, kind == IndexKind.AT ? inner.get() : null, Place.NONE);
  }

  private Expression path(Expression base) {
    List<String> keys = new ArrayList<>(keys());
    Expression root = base;
    if (base instanceof Expression.KeyPath path) {
      keys.addAll(0, path.keys());
      root = path.base();
    }
    return new Expression.KeyPath(root, List.copyOf(keys), Place.NONE);
  }

  private List<String> keys() {
    return several(
        1, () -> random.nextInt(5) == 0 ? "@count" : KEYS.get(random.nextInt(KEYS.size())));
  }

  private Expression leaf() {
    return switch (random.nextInt(10)) {
      case 0 -> new Expression.Self(Place.NONE);
      case 1 -> new Expression.Variable("x", Place.NONE);
      case 2 -> literal(random.nextBoolean());
      case 3 -> literal(null);
      case 4 -> literal(random.nextBoolean() ? random.nextLong() : (long) random.nextInt(20) - 10);
      case 5 -> literal(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
      case 6 -> literal(random.nextBoolean() ? (Object) Long.MIN_VALUE : (Object) (-0.0));
      case 7 -> literal(TEXTS.get(random.nextInt(TEXTS.size())));
      default -> new Expression.KeyPath(null, List.copyOf(keys()), Place.NONE);
    };
  }

  private static Expression literal(Object value) {
    return new Expression.Literal(value, Place.NONE);
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> List<T> several(int least, Supplier<? extends T> maker) {
    List<T> list = new ArrayList<>();
    for (int n = least + random.nextInt(3); n > 0; n--) {
      list.add(maker.get());
    }
    return List.copyOf(list);
  }
}
