package io.github.macnightly.predicate;

import io.github.macnightly.text.Excerpt;
import io.github.macnightly.text.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads a predicate by recursive descent in one pass. What an opening parenthesis starts, a clause
 * or a value, is only known behind the matching one, so both are read by the same methods and told
 * apart when they are used; trying one and then the other would take exponential time on nested
 * parentheses.
 */
final class Parser {

  /** Longest text, in characters; the longest ones of real life list some thousand serials. */
  static final int MAX_LENGTH = 1 << 18;

  /**
   * Deepest nesting of parentheses and the like. A level takes up to ten frames; this many are read
   * on half of the smallest usual stack, by code that is not compiled yet too.
   */
  static final int MAX_DEPTH = 100;

  /** Highest tree; {@code a + a + a} is as high as it has terms. */
  static final int MAX_HEIGHT = 250;

  private final Lexer lexer;
  private final Operands operands;
  private int depth;
  private int height;

  private Parser(String text) {
    this.lexer = new Lexer(text);
    this.operands = new Operands(this, lexer);
  }

  /**
   * Reads a predicate.
   *
   * @param text the predicate
   * @param notes receives what is odd but allowed
   */
  static Clause parse(String text, List<Note> notes) throws PredicateSyntaxException {
    if (text.length() > MAX_LENGTH) {
      throw new PredicateSyntaxException(
          text,
          new Place(MAX_LENGTH, text.length()),
          text.length() + " characters",
          "at most " + MAX_LENGTH);
    }
    Parser parser = new Parser(text);
    parser.lexer.next();
    Node node = parser.node();
    if (node instanceof Expression && parser.lexer.kind() == Token.END) {
      throw parser.loneValue((Expression) node);
    }
    Clause clause = parser.clause(node);
    if (parser.lexer.kind() != Token.END) {
      throw parser.lexer.fail("AND, OR or the end");
    }
    notes.addAll(parser.lexer.notes());
    return clause;
  }

  private PredicateSyntaxException loneValue(Expression value) {
    boolean quoted =
        value instanceof Expression.Literal literal && literal.value() instanceof String;
    return lexer.fail(
        "a comparison operator such as == or CONTAINS"
            + (quoted ? "; the whole predicate stands in quotes, remove them" : ""));
  }

  /** Reads a clause or a value, as far as it goes. */
  Node node() throws PredicateSyntaxException {
    int start = lexer.start();
    Node first = and();
    if (lexer.kind() != Token.OR) {
      return first;
    }
    List<Clause> terms = new ArrayList<>(4);
    terms.add(clause(first));
    int highest = height;
    while (lexer.kind() == Token.OR) {
      lexer.next();
      terms.add(clause(and()));
      highest = Math.max(highest, height);
    }
    grow(highest);
    return new Clause.Or(List.copyOf(terms), since(start));
  }

  private Node and() throws PredicateSyntaxException {
    int start = lexer.start();
    Node first = not();
    if (lexer.kind() != Token.AND) {
      return first;
    }
    List<Clause> terms = new ArrayList<>(4);
    terms.add(clause(first));
    int highest = height;
    while (lexer.kind() == Token.AND) {
      lexer.next();
      terms.add(clause(not()));
      highest = Math.max(highest, height);
    }
    grow(highest);
    return new Clause.And(List.copyOf(terms), since(start));
  }

  private Node not() throws PredicateSyntaxException {
    if (lexer.kind() != Token.NOT) {
      return primary();
    }
    int start = lexer.start();
    enter();
    lexer.next();
    Clause term = clause(not());
    leave();
    grow(height);
    return new Clause.Not(term, since(start));
  }

  private Node primary() throws PredicateSyntaxException {
    int start = lexer.start();
    Token kind = lexer.kind();
    return switch (kind) {
      case TRUEPREDICATE, FALSEPREDICATE -> {
        lexer.next();
        height = 1;
        yield new Clause.Constant(kind == Token.TRUEPREDICATE, since(start));
      }
      case ANY, SOME -> quantified(Quantifier.ANY);
      case ALL -> quantified(Quantifier.ALL);
      case NONE -> quantified(Quantifier.NONE);
      default -> {
        Node left = operands.binary(1);
        yield left instanceof Expression value && lexer.kind().operator() != null
            ? comparison(Quantifier.ONE, value, start)
            : left;
      }
    };
  }

  private Clause quantified(Quantifier quantifier) throws PredicateSyntaxException {
    int start = lexer.start();
    lexer.next();
    Expression left = value(operands.binary(1));
    if (lexer.kind().operator() == null) {
      throw lexer.fail("a comparison operator such as == or CONTAINS");
    }
    return comparison(quantifier, left, start);
  }

  private Clause comparison(Quantifier quantifier, Expression left, int start)
      throws PredicateSyntaxException {
    Operator operator = lexer.kind().operator();
    int highest = height;
    lexer.next();
    int options = lexer.kind() == Token.LEFT_BRACKET ? options() : 0;
    Expression right = value(operands.binary(1));
    grow(Math.max(highest, height));
    Clause.Relation relation = new Clause.Relation(quantifier, operator, options);
    return new Clause.Comparison(left, relation, right, since(start));
  }

  private int options() throws PredicateSyntaxException {
    lexer.next();
    if (lexer.kind() == Token.RIGHT_BRACKET || lexer.kind() == Token.END) {
      throw lexer.fail("option letters: c, d, n or l");
    }
    int options = 0;
    for (int i = lexer.start(); i < lexer.end(); i++) {
      int bit = Options.bit(lexer.text().charAt(i));
      if (bit == 0) {
        throw lexer.fail("option letters c, d, n or l; a list is written {1, 2}");
      }
      options |= bit;
    }
    lexer.next();
    expect(Token.RIGHT_BRACKET);
    return options;
  }

  /** Takes a node as a clause; the current token is the one behind it. */
  Clause clause(Node node) throws PredicateSyntaxException {
    if (node instanceof Clause clause) {
      return clause;
    }
    String advice =
        switch (lexer.kind()) {
          case NOT -> "; NOT goes in front: NOT (key IN {...})";
          case EQUAL, LESS, GREATER -> "; one comparison has two sides";
          case WORD -> operator(String.valueOf(lexer.value()));
          default -> "";
        };
    throw lexer.fail("a comparison operator such as == or CONTAINS" + advice);
  }

  /** Tells what may be meant by a word where an operator should be. */
  private static String operator(String word) {
    if (word.equalsIgnoreCase("is")) {
      return "; IS NULL is written == nil, IS NOT NULL is written != nil";
    }
    List<String> known =
        Arrays.stream(Operator.values())
            .map(Operator::text)
            .filter(text -> Character.isLetter(text.charAt(0)))
            .toList();
    String advice = Nearest.advice(word.toUpperCase(Locale.ROOT), known);
    return advice.isEmpty()
        ? "; there is no operator " + Excerpt.of(word, 40) + ", text stands in quotes"
        : advice;
  }

  /** Takes a node as a value. */
  Expression value(Node node) throws PredicateSyntaxException {
    if (node instanceof Expression value) {
      return value;
    }
    throw new PredicateSyntaxException(
        lexer.text(), node.place(), "a condition", "a value: a key, a number, text or a list");
  }

  /** Moves behind a token that must be there. */
  void expect(Token kind) throws PredicateSyntaxException {
    if (lexer.kind() != kind) {
      boolean list = kind == Token.RIGHT_PARENTHESIS && lexer.kind() == Token.COMMA;
      throw lexer.fail(kind.text() + (list ? "; a list is written {1, 2}" : ""));
    }
    lexer.next();
  }

  /** Goes one level down in the text. */
  void enter() throws PredicateSyntaxException {
    if (++depth > MAX_DEPTH) {
      throw lexer.fail("at most " + MAX_DEPTH + " levels of nesting");
    }
  }

  void leave() {
    depth--;
  }

  /** Returns the height of the node that was read last. */
  int height() {
    return height;
  }

  /** Sets the height of a leaf. */
  void leaf() {
    height = 1;
  }

  /** Sets the height of a node whose highest part is this high. */
  void grow(int parts) throws PredicateSyntaxException {
    height = parts + 1;
    if (height > MAX_HEIGHT) {
      throw lexer.fail("at most " + MAX_HEIGHT + " operations within each other");
    }
  }

  /** Returns the place from here up to the current token. */
  Place since(int start) {
    return new Place(start, lexer.previousEnd());
  }
}
