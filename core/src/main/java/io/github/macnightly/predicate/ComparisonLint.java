package io.github.macnightly.predicate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at one comparison. */
final class ComparisonLint {

  private static final Pattern VERSION_KEY = Pattern.compile("(?i).*vers?(ion)?(_.*)?$");

  private final Map<String, FactType> known;
  private final Types types;
  private final Fixed fixed;
  private final Lint lint;

  ComparisonLint(Map<String, FactType> known, Fixed fixed, Lint lint) {
    this.known = known;
    this.types = new Types(known);
    this.fixed = fixed;
    this.lint = lint;
  }

  void check(Clause.Comparison comparison) {
    if (Fixed.isFixed(comparison)) {
      fixed(comparison);
      return;
    }
    trouble(comparison.left());
    trouble(comparison.right());
    FactType left = types.of(comparison.left());
    FactType right = types.of(comparison.right());
    if (comparison.relation().quantifier() != Quantifier.ONE) {
      if (left != FactType.ANY && !left.isList()) {
        Quantifier quantifier = comparison.relation().quantifier();
        error(comparison, quantifier + " needs a list, and the left side is " + left.words());
        return;
      }
      left = left.element();
      elements(comparison);
    }
    kinds(comparison, left, right);
    version(comparison, left);
  }

  private void error(Clause.Comparison comparison, String message) {
    lint.report(Severity.ERROR, comparison.place(), "type-mismatch", message + ": has no answer");
  }

  private void warning(Clause.Comparison comparison, String rule, String message) {
    lint.report(Severity.WARNING, comparison.place(), rule, message);
  }

  /** A comparison of two values that were written out. */
  private void fixed(Clause.Comparison comparison) {
    String always = always(comparison);
    String key = quotedKey(comparison);
    if (key != null) {
      lint.report(
          Severity.ERROR,
          comparison.place(),
          "quoted-key",
          "compares fixed text, " + always + "; for the key " + key + " remove the quotes");
    } else {
      lint.report(
          Severity.ERROR,
          comparison.place(),
          "literal-comparison",
          "compares fixed values: " + always);
    }
  }

  private String always(Clause.Comparison comparison) {
    Optional<Boolean> answer = fixed.answer(comparison);
    if (answer.isEmpty() && fixed.isSpent()) {
      return "what it says takes too long to work out here";
    }
    return answer.map(holds -> "it is always " + holds).orElse("it has no answer on any computer");
  }

  private String quotedKey(Clause.Comparison comparison) {
    for (Expression side : List.of(comparison.left(), comparison.right())) {
      if (side instanceof Expression.Literal literal
          && literal.value() instanceof String text
          && known.containsKey(text)) {
        return text;
      }
    }
    return comparison.left() instanceof Expression.Literal literal
            && literal.value() instanceof String text
            && text.matches("[a-z_][a-z0-9_]*")
            && text.contains("_")
        ? text
        : null;
  }

  private void trouble(Expression side) {
    if (Fixed.isFixed(side)) {
      fixed
          .trouble(side)
          .filter(why -> !fixed.isSpent())
          .ifPresent(why -> lint.report(Severity.ERROR, side.place(), "no-value", why));
    }
  }

  private void elements(Clause.Comparison comparison) {
    Clause.Relation relation = comparison.relation();
    if (relation.quantifier() == Quantifier.ANY && relation.operator() == Operator.NOT_EQUAL) {
      lint.report(
          Severity.NOTE,
          comparison.place(),
          "any-differs",
          "true as soon as one element differs; for 'does not contain' write NOT ANY ... == ...");
    }
  }

  private void kinds(Clause.Comparison comparison, FactType left, FactType right) {
    Operator operator = comparison.relation().operator();
    if (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL) {
      equality(comparison, left, right);
    } else if (operator.orders()) {
      order(comparison, left, right);
    } else if (operator.wantsText()) {
      text(comparison, left, right);
    } else if (operator == Operator.IN) {
      search(comparison, right, left, comparison.left());
    } else if (operator == Operator.CONTAINS) {
      search(comparison, left, right, comparison.right());
    } else if (operator == Operator.BETWEEN) {
      between(comparison, left, right);
    }
  }

  private void equality(Clause.Comparison comparison, FactType left, FactType right) {
    if (!left.comparable(right)) {
      boolean equal = comparison.relation().operator() == Operator.EQUAL;
      String advice =
          left.isList() ? "; write ANY or CONTAINS" : left.isNumeric() ? "; remove the quotes" : "";
      warning(
          comparison,
          "type-mismatch",
          left.words()
              + " never equals "
              + right.words()
              + ", so this is always "
              + !equal
              + (right == FactType.TEXT ? advice : ""));
    }
  }

  private void order(Clause.Comparison comparison, FactType left, FactType right) {
    boolean ordered = !left.isList() && left != FactType.DICTIONARY && left != FactType.DATA;
    if (!left.comparable(right) || !ordered || right.isList()) {
      error(comparison, "cannot order " + left.words() + " and " + right.words());
    }
  }

  private void text(Clause.Comparison comparison, FactType left, FactType right) {
    Operator operator = comparison.relation().operator();
    for (FactType side : List.of(left, right)) {
      if (side != FactType.ANY && side != FactType.TEXT) {
        String any = side.isList() ? "; ANY in front looks into each element" : "";
        error(comparison, operator.text() + " needs text, not " + side.words() + any);
        return;
      }
    }
    if (comparison.right() instanceof Expression.Literal literal
        && literal.value() instanceof String pattern) {
      if (operator == Operator.MATCHES) {
        regex(comparison, pattern);
      } else if (operator == Operator.LIKE && !pattern.contains("*") && !pattern.contains("?")) {
        lint.report(
            Severity.NOTE,
            comparison.place(),
            "plain-like",
            "LIKE without * or ? is the same as ==");
      }
    }
  }

  private void regex(Clause.Comparison comparison, String pattern) {
    try {
      Patterns.compile(pattern, false);
    } catch (EvaluationException e) {
      lint.report(Severity.ERROR, comparison.right().place(), "regular-expression", e.getMessage());
    }
  }

  private void search(
      Clause.Comparison comparison, FactType container, FactType element, Expression wanted) {
    Operator operator = comparison.relation().operator();
    if (container == FactType.TEXT) {
      inText(comparison, element);
    } else if (container.isNumeric() || container == FactType.DATE) {
      error(comparison, operator.text() + " cannot look into " + container.words());
    } else if (container.isList()) {
      inList(comparison, container, element, wanted);
    }
  }

  private void inText(Clause.Comparison comparison, FactType element) {
    if (element != FactType.ANY && element != FactType.TEXT) {
      error(comparison, "cannot look for " + element.words() + " in text");
    } else if (comparison.relation().operator() == Operator.IN
        && comparison.right() instanceof Expression.Literal literal
        && ((String) literal.value()).contains(",")) {
      warning(
          comparison,
          "text-list",
          "looks for a part of one text; a list is written {\"a\", \"b\"}");
    }
  }

  private void inList(
      Clause.Comparison comparison, FactType container, FactType element, Expression wanted) {
    if (comparison.relation().options() != 0) {
      warning(comparison, "ignored-option", "options do nothing when a list is looked into");
    }
    if (!container.element().comparable(element)) {
      String words = container.words() + " never contains " + element.words();
      warning(comparison, "type-mismatch", words);
    } else if (comparison.relation().operator() == Operator.CONTAINS
        && wanted instanceof Expression.Literal literal
        && literal.value() instanceof String part
        && !part.isEmpty()
        && !Character.isLetterOrDigit(part.charAt(part.length() - 1))) {
      warning(
          comparison,
          "list-contains",
          "looks for an element that equals \""
              + part
              + "\"; for a part of an element write ANY in front");
    }
  }

  private void between(Clause.Comparison comparison, FactType left, FactType right) {
    boolean two =
        !(comparison.right() instanceof Expression.Aggregate list) || list.elements().size() == 2;
    if (!two || right != FactType.ANY && !right.isList()) {
      error(comparison, "BETWEEN needs a list of two values");
      return;
    }
    if (comparison.right() instanceof Expression.Aggregate list) {
      list.elements().forEach(bound -> order(comparison, left, types.of(bound)));
    }
  }

  private void version(Clause.Comparison comparison, FactType left) {
    if (comparison.relation().operator().orders()
        && (left == FactType.TEXT || left == FactType.ANY)
        && comparison.left() instanceof Expression.KeyPath path
        && VERSION_KEY.matcher(path.keys().get(path.keys().size() - 1)).matches()
        && types.of(comparison.right()) == FactType.TEXT) {
      lint.report(
          left == FactType.TEXT ? Severity.WARNING : Severity.NOTE,
          comparison.place(),
          "version-order",
          "orders text, character by character: \"10.9\" comes behind \"10.14\"; compare"
              + " os_vers_major and the like, which are numbers");
    }
  }
}
