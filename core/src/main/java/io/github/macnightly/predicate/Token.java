package io.github.macnightly.predicate;

import java.util.Arrays;
import java.util.Locale;

/** The kinds of words and signs that a predicate is made of. */
enum Token {
  END("the end"),
  WORD("a key"),
  STRING("text in quotes"),
  NUMBER("a number"),
  VARIABLE("a variable"),
  AT_WORD("a collection operator"),
  LEFT_PARENTHESIS("("),
  RIGHT_PARENTHESIS(")"),
  LEFT_BRACE("{"),
  RIGHT_BRACE("}"),
  LEFT_BRACKET("["),
  RIGHT_BRACKET("]"),
  COMMA(","),
  DOT("."),
  COLON(":"),
  TILDE("~"),
  BAR(Arithmetic.BIT_OR),
  CARET(Arithmetic.BIT_XOR),
  AMPERSAND(Arithmetic.BIT_AND),
  SHIFT_LEFT(Arithmetic.SHIFT_LEFT),
  SHIFT_RIGHT(Arithmetic.SHIFT_RIGHT),
  PLUS(Arithmetic.ADD),
  MINUS(Arithmetic.SUBTRACT),
  STAR(Arithmetic.MULTIPLY),
  SLASH(Arithmetic.DIVIDE),
  POWER(Arithmetic.POWER),
  EQUAL(Operator.EQUAL),
  NOT_EQUAL(Operator.NOT_EQUAL),
  LESS(Operator.LESS),
  LESS_OR_EQUAL(Operator.LESS_OR_EQUAL),
  GREATER(Operator.GREATER),
  GREATER_OR_EQUAL(Operator.GREATER_OR_EQUAL),
  UTI_EQUALS(Operator.UTI_EQUALS),
  BETWEEN(Operator.BETWEEN),
  IN(Operator.IN),
  CONTAINS(Operator.CONTAINS),
  BEGINSWITH(Operator.BEGINSWITH),
  ENDSWITH(Operator.ENDSWITH),
  LIKE(Operator.LIKE),
  MATCHES(Operator.MATCHES),
  AND("AND"),
  OR("OR"),
  NOT("NOT"),
  ANY("ANY"),
  SOME("SOME"),
  ALL("ALL"),
  NONE("NONE"),
  TRUEPREDICATE("TRUEPREDICATE"),
  FALSEPREDICATE("FALSEPREDICATE"),
  TRUE("TRUE"),
  YES("YES"),
  FALSE("FALSE"),
  NO("NO"),
  NULL("NULL"),
  NIL("NIL"),
  SELF("SELF"),
  FIRST("FIRST"),
  LAST("LAST"),
  SIZE("SIZE"),
  CAST("CAST"),
  SUBQUERY("SUBQUERY"),
  ANYKEY("ANYKEY"),
  FETCH("FETCH"),
  CI("CI"),
  CASEINSENSITIVE("CASEINSENSITIVE");

  private static final int LONGEST = 15;
  private static final Token[][] WORDS = byLength();

  private final String text;
  private final Operator operator;
  private final Arithmetic arithmetic;

  Token(String text) {
    this.text = text;
    this.operator = null;
    this.arithmetic = null;
  }

  Token(Operator operator) {
    this.text = operator.text();
    this.operator = operator;
    this.arithmetic = null;
  }

  Token(Arithmetic arithmetic) {
    this.text = arithmetic.text();
    this.operator = null;
    this.arithmetic = arithmetic;
  }

  private static Token[][] byLength() {
    Token[][] words = new Token[LONGEST + 1][];
    for (int length = 0; length <= LONGEST; length++) {
      int wanted = length;
      words[length] =
          Arrays.stream(values())
              .filter(token -> token.isWord() && token.text.length() == wanted)
              .toArray(Token[]::new);
    }
    return words;
  }

  /**
   * Finds the reserved word that stands in a text.
   *
   * @return null when the letters are an ordinary key
   */
  static Token reserved(String text, int start, int end) {
    int length = end - start;
    if (length > LONGEST) {
      return null;
    }
    char first = (char) (text.charAt(start) & ~0x20);
    for (Token token : WORDS[length]) {
      if (token.text.charAt(0) == first && text.regionMatches(true, start, token.text, 0, length)) {
        return token;
      }
    }
    return null;
  }

  /** Tells whether a key of this name must be written with a number sign in front. */
  static boolean isReserved(String key) {
    return !key.isEmpty() && reserved(key, 0, key.length()) != null;
  }

  /** Tells whether it is written with letters. */
  boolean isWord() {
    return text.equals(name()) && text.equals(text.toUpperCase(Locale.ROOT));
  }

  /** Returns how it is written, or what it is where that varies. */
  String text() {
    return text;
  }

  /** Returns the question of a comparison, or null. */
  Operator operator() {
    return operator;
  }

  /** Returns the operator between numbers, or null. */
  Arithmetic arithmetic() {
    return arithmetic;
  }
}
