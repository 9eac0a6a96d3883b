package io.github.macnightly.predicate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Goes through trees. */
final class Trees {

  private Trees() {}

  /** Shows a node and all parts of it, outer ones first. */
  static void walk(Node node, Consumer<Node> visitor) {
    visitor.accept(node);
    for (Node part : parts(node)) {
      walk(part, visitor);
    }
  }

  /** Returns the parts of a node in the order of the text. */
  static List<? extends Node> parts(Node node) {
    return node instanceof Clause clause ? parts(clause) : parts((Expression) node);
  }

  private static List<? extends Node> parts(Clause clause) {
    if (clause instanceof Clause.And and) {
      return and.terms();
    }
    if (clause instanceof Clause.Or or) {
      return or.terms();
    }
    if (clause instanceof Clause.Not not) {
      return List.of(not.term());
    }
    return clause instanceof Clause.Comparison comparison
        ? List.of(comparison.left(), comparison.right())
        : List.of();
  }

  private static List<? extends Node> parts(Expression expression) {
    List<Node> parts = new ArrayList<>();
    if (expression instanceof Expression.Aggregate aggregate) {
      return aggregate.elements();
    } else if (expression instanceof Expression.Call call) {
      return call.arguments();
    } else if (expression instanceof Expression.Binary binary) {
      return List.of(binary.left(), binary.right());
    } else if (expression instanceof Expression.Negation negation) {
      return List.of(negation.operand());
    } else if (expression instanceof Expression.Cast cast) {
      return List.of(cast.operand(), cast.type());
    } else if (expression instanceof Expression.Subquery subquery) {
      return List.of(subquery.collection(), subquery.filter());
    } else if (expression instanceof Expression.Ternary ternary) {
      return List.of(ternary.test(), ternary.yes(), ternary.no());
    } else if (expression instanceof Expression.KeyPath path && path.base() != null) {
      return List.of(path.base());
    } else if (expression instanceof Expression.Index index) {
      parts.add(index.base());
      if (index.index() != null) {
        parts.add(index.index());
      }
    }
    return parts;
  }
}
