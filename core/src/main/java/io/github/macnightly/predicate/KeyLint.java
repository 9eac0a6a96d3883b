package io.github.macnightly.predicate;

import io.github.macnightly.text.Nearest;
import java.util.Map;

/** Looks at the keys of a predicate. */
final class KeyLint {

  private final String text;
  private final Map<String, FactType> known;
  private final Lint lint;

  KeyLint(String text, Map<String, FactType> known, Lint lint) {
    this.text = text;
    this.known = known;
    this.lint = lint;
  }

  /** Looks at a node and its parts. */
  void check(Node node) {
    if (node instanceof Expression.Binary binary && isHyphenated(binary)) {
      hyphenated(binary);
      return;
    }
    if (node instanceof Clause.Comparison comparison && isUnquoted(comparison)) {
      check(comparison.left());
      unquoted((Expression.KeyPath) comparison.right());
      return;
    }
    if (node instanceof Expression.KeyPath path && path.base() == null) {
      key(path, path.keys().get(0));
    }
    Trees.parts(node).forEach(this::check);
  }

  private boolean isUnknown(Expression.KeyPath path) {
    String key = path.keys().get(0);
    return path.base() == null && key.charAt(0) != '@' && !known.containsKey(key);
  }

  /** A subtraction of keys without spaces, of which at least one is no number that is known. */
  private boolean isHyphenated(Expression.Binary binary) {
    String source = source(binary);
    return binary.operator() == Arithmetic.SUBTRACT
        && source.matches("[A-Za-z_]\\w*(-\\w+)+")
        && (known.isEmpty()
            || source.chars().filter(c -> c == '-').count() > 1
            || !isNumber(binary.left())
            || !isNumber(binary.right()));
  }

  private boolean isNumber(Expression expression) {
    return new Types(known).of(expression).isNumeric();
  }

  private String source(Expression expression) {
    return text.substring(expression.place().start(), expression.place().end());
  }

  private void hyphenated(Expression.Binary binary) {
    String source = source(binary);
    String key = source.replace('-', '_');
    boolean meant = known.containsKey(key);
    lint.report(
        meant || !known.isEmpty() ? Severity.ERROR : Severity.WARNING,
        binary.place(),
        "hyphenated-key",
        source
            + " is a subtraction; "
            + (meant ? "the key is " + key : "text stands in quotes, and keys have no hyphen"));
  }

  private boolean isUnquoted(Clause.Comparison comparison) {
    return comparison.right() instanceof Expression.KeyPath path
        && isUnknown(path)
        && path.keys().size() == 1
        && comparison.left() instanceof Expression.KeyPath left
        && left.base() == null
        && known.containsKey(left.keys().get(0));
  }

  private void unquoted(Expression.KeyPath path) {
    String word = path.keys().get(0);
    lint.report(
        Severity.WARNING,
        path.place(),
        "unquoted-word",
        word + " is read as a key, and there is no such fact; text stands in quotes");
  }

  private void key(Expression.KeyPath path, String key) {
    if (known.isEmpty() || !isUnknown(path)) {
      return;
    }
    Place place = path.place();
    String advice = Nearest.advice(key, known.keySet());
    if (!advice.isEmpty()) {
      lint.report(Severity.WARNING, place, "unknown-key", "no fact " + key + advice);
    } else {
      lint.report(
          Severity.NOTE,
          place,
          "unknown-key",
          "no fact " + key + " unless a condition script gives it; then it is nil");
    }
  }
}
