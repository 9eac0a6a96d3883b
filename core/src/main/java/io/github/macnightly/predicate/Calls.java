package io.github.macnightly.predicate;

import java.util.List;
import java.util.Locale;

/** Reads what looks like a call: functions, CAST, SUBQUERY and TERNARY. */
final class Calls {

  private final Parser parser;
  private final Lexer lexer;
  private final Operands operands;

  Calls(Parser parser, Lexer lexer, Operands operands) {
    this.parser = parser;
    this.lexer = lexer;
    this.operands = operands;
  }

  /** Reads {@code CAST} or {@code SUBQUERY}. */
  Expression special(Token kind) throws PredicateSyntaxException {
    int start = lexer.start();
    lexer.next();
    if (lexer.kind() != Token.LEFT_PARENTHESIS) {
      String word = kind.text();
      throw lexer.fail("( behind " + word + "; a key of this name is written #" + word);
    }
    parser.enter();
    lexer.next();
    Expression first = parser.value(operands.binary(1));
    int highest = parser.height();
    parser.expect(Token.COMMA);
    if (kind == Token.CAST) {
      Expression type = parser.value(operands.binary(1));
      close(Math.max(highest, parser.height()));
      return new Expression.Cast(first, type, parser.since(start));
    }
    if (lexer.kind() != Token.VARIABLE) {
      throw lexer.fail("a variable such as $x");
    }
    String variable = (String) lexer.value();
    lexer.next();
    parser.expect(Token.COMMA);
    Clause filter = parser.clause(parser.node());
    close(Math.max(highest, parser.height()));
    return new Expression.Subquery(first, variable, filter, parser.since(start));
  }

  /** Reads the rest of a call; the current token is the one behind the name. */
  Expression call(String name, int start) throws PredicateSyntaxException {
    if (lexer.kind() == Token.LEFT_PARENTHESIS && name.equalsIgnoreCase("TERNARY")) {
      return ternary(start);
    }
    String selector = selector(name);
    Function function = Function.named(selector);
    if (function == null) {
      throw new PredicateSyntaxException(
          lexer.text(), parser.since(start), "\"" + selector + "\"", advice(selector));
    }
    List<Expression> arguments = operands.list(Token.RIGHT_PARENTHESIS);
    if (!function.takes(arguments.size())) {
      throw new PredicateSyntaxException(
          lexer.text(),
          parser.since(start),
          arguments.size() + " arguments",
          "another number of arguments for " + function.text());
    }
    return function == Function.CAST
        ? new Expression.Cast(arguments.get(0), arguments.get(1), parser.since(start))
        : new Expression.Call(function, arguments, parser.since(start));
  }

  private String selector(String name) throws PredicateSyntaxException {
    StringBuilder selector = new StringBuilder(name);
    while (lexer.kind() == Token.COLON) {
      selector.append(':');
      lexer.next();
      if (lexer.kind() != Token.LEFT_PARENTHESIS && Lexer.isWordStart(first())) {
        selector.append(lexer.text(), lexer.start(), lexer.end());
        lexer.next();
      }
    }
    if (lexer.kind() != Token.LEFT_PARENTHESIS) {
      throw lexer.fail("( and the arguments of " + selector);
    }
    return selector.toString();
  }

  private char first() {
    return lexer.start() < lexer.text().length() ? lexer.text().charAt(lexer.start()) : '\0';
  }

  private static String advice(String selector) {
    if (selector.equalsIgnoreCase("FUNCTION")) {
      return "a built-in function called by its name, such as uppercase(key):"
          + " FUNCTION could run any code and is refused";
    }
    String lower = selector.toLowerCase(Locale.ROOT);
    return Function.named(lower) != null
        ? lower + ": names of functions depend on the case"
        : "a built-in function such as uppercase, length, max or now";
  }

  private Expression ternary(int start) throws PredicateSyntaxException {
    parser.enter();
    lexer.next();
    Clause test = parser.clause(parser.node());
    int highest = parser.height();
    parser.expect(Token.COMMA);
    Expression yes = parser.value(operands.binary(1));
    highest = Math.max(highest, parser.height());
    parser.expect(Token.COMMA);
    Expression no = parser.value(operands.binary(1));
    close(Math.max(highest, parser.height()));
    return new Expression.Ternary(test, yes, no, parser.since(start));
  }

  private void close(int highest) throws PredicateSyntaxException {
    parser.expect(Token.RIGHT_PARENTHESIS);
    parser.leave();
    parser.grow(highest);
  }
}
