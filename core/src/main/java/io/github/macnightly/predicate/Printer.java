package io.github.macnightly.predicate;

import io.github.macnightly.predicate.Expression.IndexKind;
import java.util.List;

/**
 * Writes a tree as text from which the same tree is read, with no more parentheses than that needs.
 */
final class Printer {

  private static final int UNARY = Arithmetic.POWER.precedence() + 1;
  private static final int POSTFIX = UNARY + 1;

  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  /** Writes a node. */
  static String print(Node node) {
    Printer printer = new Printer();
    if (node instanceof Clause clause) {
      printer.clause(clause);
    } else {
      printer.value((Expression) node, 0);
    }
    return printer.out.toString();
  }

  private void clause(Clause clause) {
    if (clause instanceof Clause.And and) {
      terms(and.terms(), " AND ");
    } else if (clause instanceof Clause.Or or) {
      terms(or.terms(), " OR ");
    } else if (clause instanceof Clause.Not not) {
      out.append("NOT ");
      term(not.term());
    } else if (clause instanceof Clause.Constant constant) {
      out.append(constant.value() ? "TRUEPREDICATE" : "FALSEPREDICATE");
    } else {
      comparison((Clause.Comparison) clause);
    }
  }

  private void terms(List<Clause> terms, String between) {
    for (int i = 0; i < terms.size(); i++) {
      out.append(i == 0 ? "" : between);
      term(terms.get(i));
    }
  }

  /** An AND among OR could do without parentheses; people cannot. */
  private void term(Clause term) {
    boolean parentheses = term instanceof Clause.And || term instanceof Clause.Or;
    out.append(parentheses ? "(" : "");
    clause(term);
    out.append(parentheses ? ")" : "");
  }

  private void comparison(Clause.Comparison comparison) {
    Clause.Relation relation = comparison.relation();
    if (relation.quantifier() != Quantifier.ONE) {
      out.append(relation.quantifier()).append(' ');
    }
    value(comparison.left(), 0);
    out.append(' ').append(relation.operator().text());
    out.append(Options.text(relation.options())).append(' ');
    value(comparison.right(), 0);
  }

  /** Writes a value, in parentheses when it binds less tightly than it must. */
  private void value(Expression expression, int least) {
    boolean parentheses = precedence(expression) < least;
    out.append(parentheses ? "(" : "");
    bare(expression);
    out.append(parentheses ? ")" : "");
  }

  private static int precedence(Expression expression) {
    if (expression instanceof Expression.Binary binary) {
      return binary.operator().precedence();
    }
    if (expression instanceof Expression.Literal literal) {
      return literal.value() instanceof Number ? UNARY : POSTFIX;
    }
    return expression instanceof Expression.Negation ? UNARY : POSTFIX;
  }

  private void bare(Expression expression) {
    if (expression instanceof Expression.Literal literal) {
      literal(literal.value());
    } else if (expression instanceof Expression.KeyPath path) {
      path(path);
    } else if (expression instanceof Expression.Aggregate aggregate) {
      list("{", aggregate.elements(), "}");
    } else if (expression instanceof Expression.Binary binary) {
      int precedence = binary.operator().precedence();
      value(binary.left(), precedence);
      out.append(' ').append(binary.operator().text()).append(' ');
      value(binary.right(), precedence + 1);
    } else if (expression instanceof Expression.Negation negation) {
      out.append(negation.bits() ? '~' : '-');
      value(negation.operand(), POSTFIX);
    } else if (expression instanceof Expression.Self) {
      out.append("SELF");
    } else if (expression instanceof Expression.Variable variable) {
      out.append('$').append(variable.name());
    } else {
      call(expression);
    }
  }

  private void call(Expression expression) {
    if (expression instanceof Expression.Call call) {
      out.append(call.function().text());
      list("(", call.arguments(), ")");
    } else if (expression instanceof Expression.Cast cast) {
      list("CAST(", List.of(cast.operand(), cast.type()), ")");
    } else if (expression instanceof Expression.Subquery subquery) {
      out.append("SUBQUERY(");
      value(subquery.collection(), 0);
      out.append(", $").append(subquery.variable()).append(", ");
      clause(subquery.filter());
      out.append(')');
    } else if (expression instanceof Expression.Ternary ternary) {
      out.append("TERNARY(");
      clause(ternary.test());
      list(", ", List.of(ternary.yes(), ternary.no()), ")");
    } else {
      index((Expression.Index) expression);
    }
  }

  private void index(Expression.Index index) {
    value(index.base(), POSTFIX);
    out.append('[');
    if (index.kind() == IndexKind.AT) {
      value(index.index(), 0);
    } else {
      out.append(index.kind());
    }
    out.append(']');
  }

  private void list(String opening, List<Expression> values, String closing) {
    out.append(opening);
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      value(values.get(i), 0);
    }
    out.append(closing);
  }

  private void path(Expression.KeyPath path) {
    if (path.base() != null) {
      value(path.base(), POSTFIX);
    }
    for (int i = 0; i < path.keys().size(); i++) {
      String key = path.keys().get(i);
      out.append(i > 0 || path.base() != null ? "." : "");
      out.append(Token.isReserved(key) ? "#" : "").append(key);
    }
  }

  private void literal(Object value) {
    if (value instanceof String text) {
      quoted(text);
    } else if (value instanceof Boolean truth) {
      out.append(truth ? "TRUE" : "FALSE");
    } else {
      out.append(value == null ? "nil" : value.toString());
    }
  }

  private void quoted(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c < ' ' || Character.isSurrogate(c) && !isPaired(text, i)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
