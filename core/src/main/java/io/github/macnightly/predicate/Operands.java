package io.github.macnightly.predicate;

import io.github.macnightly.predicate.Expression.IndexKind;
import java.util.ArrayList;
import java.util.List;

/** Reads values: numbers, text, key paths, calls and what joins them. */
final class Operands {

  private static final String VALUE = "a value: a key, a number, text in quotes or a list in {}";

  private final Parser parser;
  private final Lexer lexer;

  Operands(Parser parser, Lexer lexer) {
    this.parser = parser;
    this.lexer = lexer;
  }

  /** Reads operations that bind at least this tightly. */
  Node binary(int precedence) throws PredicateSyntaxException {
    int start = lexer.start();
    Node left = unary();
    while (true) {
      Arithmetic operator = lexer.kind().arithmetic();
      if (operator == null || operator.precedence() < precedence) {
        return left;
      }
      Expression first = parser.value(left);
      int highest = parser.height();
      int sign = lexer.start();
      lexer.next();
      refuseDashes(operator == Arithmetic.SUBTRACT, sign);
      Expression second = parser.value(binary(operator.precedence() + 1));
      parser.grow(Math.max(highest, parser.height()));
      left = new Expression.Binary(operator, first, second, parser.since(start));
    }
  }

  /** Two dashes without a space are a comment in other languages, never a sum in this one. */
  private void refuseDashes(boolean minus, int sign) throws PredicateSyntaxException {
    if (minus && lexer.kind() == Token.MINUS && lexer.start() == sign + 1) {
      throw lexer.fail("no --; there are no comments");
    }
  }

  private Node unary() throws PredicateSyntaxException {
    Token kind = lexer.kind();
    if (kind != Token.MINUS && kind != Token.TILDE) {
      return postfix(atom());
    }
    int start = lexer.start();
    parser.enter();
    lexer.next();
    refuseDashes(kind == Token.MINUS, start);
    Expression operand;
    if (kind == Token.MINUS && lexer.kind() == Token.NUMBER) {
      Expression.Literal number = (Expression.Literal) atom();
      if (lexer.kind() != Token.LEFT_BRACKET && lexer.kind() != Token.DOT) {
        parser.leave();
        return new Expression.Literal(negative(number), parser.since(start));
      }
      operand = parser.value(postfix(number));
    } else {
      operand = parser.value(unary());
    }
    parser.leave();
    parser.grow(parser.height());
    return new Expression.Negation(operand, kind == Token.TILDE, parser.since(start));
  }

  private static Object negative(Expression.Literal number) {
    if (number.value() instanceof Long whole) {
      return -whole;
    }
    double real = -(Double) number.value();
    return real == Long.MIN_VALUE ? (Object) Long.MIN_VALUE : (Object) real;
  }

  private Node postfix(Node base) throws PredicateSyntaxException {
    Node node = base;
    while (true) {
      if (lexer.kind() == Token.DOT) {
        node = keys(parser.value(node));
      } else if (lexer.kind() == Token.LEFT_BRACKET && node instanceof Expression value) {
        node = index(value);
      } else {
        return node;
      }
    }
  }

  private Expression keys(Expression base) throws PredicateSyntaxException {
    List<String> keys = new ArrayList<>(3);
    Expression root = base;
    if (base instanceof Expression.KeyPath path) {
      keys.addAll(path.keys());
      root = path.base();
    }
    while (lexer.kind() == Token.DOT) {
      lexer.next();
      keys.add(key());
      lexer.next();
    }
    parser.grow(parser.height());
    return new Expression.KeyPath(root, List.copyOf(keys), parser.since(base.place().start()));
  }

  private String key() throws PredicateSyntaxException {
    if (lexer.kind() == Token.WORD || lexer.kind() == Token.AT_WORD) {
      return (String) lexer.value();
    }
    if (lexer.kind().isWord()) {
      String word = lexer.text().substring(lexer.start(), lexer.end());
      lexer.note("reserved-key", word + " is a reserved word; write #" + word + " for the key");
      return word;
    }
    throw lexer.fail("a key behind the dot");
  }

  private Expression index(Expression base) throws PredicateSyntaxException {
    parser.enter();
    int highest = parser.height();
    lexer.next();
    IndexKind kind =
        switch (lexer.kind()) {
          case FIRST -> IndexKind.FIRST;
          case LAST -> IndexKind.LAST;
          case SIZE -> IndexKind.SIZE;
          default -> IndexKind.AT;
        };
    Expression index = null;
    if (kind == IndexKind.AT) {
      index = parser.value(parser.node());
      highest = Math.max(highest, parser.height());
    } else {
      lexer.next();
    }
    parser.expect(Token.RIGHT_BRACKET);
    parser.leave();
    parser.grow(highest);
    return new Expression.Index(base, kind, index, parser.since(base.place().start()));
  }

  private Node atom() throws PredicateSyntaxException {
    int start = lexer.start();
    Token kind = lexer.kind();
    Object value = lexer.value();
    parser.leaf();
    switch (kind) {
      case WORD:
        return word((String) value);
      case LEFT_PARENTHESIS:
        return parenthesis();
      case LEFT_BRACE:
        return new Expression.Aggregate(list(Token.RIGHT_BRACE), parser.since(start));
      case CAST:
      case SUBQUERY:
        return new Calls(parser, lexer, this).special(kind);
      case NUMBER:
      case STRING:
      case TRUE:
      case YES:
      case FALSE:
      case NO:
      case NULL:
      case NIL:
        return literal(kind, value);
      case SELF:
        lexer.next();
        return new Expression.Self(parser.since(start));
      case VARIABLE:
        lexer.next();
        return new Expression.Variable((String) value, parser.since(start));
      case AT_WORD:
        lexer.next();
        return new Expression.KeyPath(null, List.of((String) value), parser.since(start));
      default:
        throw lexer.fail(VALUE + escape(kind));
    }
  }

  private String escape(Token kind) {
    String word = lexer.text().substring(lexer.start(), lexer.end());
    return kind.isWord() && kind != Token.END && Lexer.isWordStart(word.charAt(0))
        ? "; " + word + " is a reserved word, write #" + word + " for a key of this name"
        : "";
  }

  private Expression literal(Token kind, Object text) throws PredicateSyntaxException {
    Object value =
        switch (kind) {
          case TRUE, YES -> Boolean.TRUE;
          case FALSE, NO -> Boolean.FALSE;
          default -> text;
        };
    int start = lexer.start();
    lexer.next();
    return new Expression.Literal(value, parser.since(start));
  }

  private Node word(String name) throws PredicateSyntaxException {
    int start = lexer.start();
    boolean plain = lexer.text().charAt(start) != '#';
    lexer.next();
    if (plain && (lexer.kind() == Token.LEFT_PARENTHESIS || lexer.kind() == Token.COLON)) {
      return new Calls(parser, lexer, this).call(name, start);
    }
    return new Expression.KeyPath(null, List.of(name), parser.since(start));
  }

  private Node parenthesis() throws PredicateSyntaxException {
    parser.enter();
    lexer.next();
    Node node = parser.node();
    if (node instanceof Expression
        && lexer.kind() != Token.RIGHT_PARENTHESIS
        && lexer.kind() != Token.COMMA
        && lexer.kind() != Token.END) {
      parser.clause(node);
    }
    parser.expect(Token.RIGHT_PARENTHESIS);
    parser.leave();
    return node;
  }

  /** Reads values between commas, from the opening to the closing sign. */
  List<Expression> list(Token closing) throws PredicateSyntaxException {
    parser.enter();
    lexer.next();
    List<Expression> elements = new ArrayList<>(4);
    int highest = 0;
    if (lexer.kind() != closing) {
      elements.add(parser.value(binary(1)));
      highest = parser.height();
      while (lexer.kind() == Token.COMMA) {
        lexer.next();
        elements.add(parser.value(binary(1)));
        highest = Math.max(highest, parser.height());
      }
    }
    if (lexer.kind() != closing) {
      throw lexer.fail(", or " + closing.text());
    }
    lexer.next();
    parser.leave();
    parser.grow(highest);
    return List.copyOf(elements);
  }
}
