package io.github.macnightly.predicate;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into tokens, one at a time; the current one lies in its fields' accessors. */
final class Lexer {

  private final String text;
  private final List<Note> notes = new ArrayList<>(0);
  private Token kind = Token.END;
  private Object value;
  private int start;
  private int end;
  private int previousEnd;

  Lexer(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  Token kind() {
    return kind;
  }

  /** Returns the name or the value of the current token; null for signs. */
  Object value() {
    return value;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  int previousEnd() {
    return previousEnd;
  }

  List<Note> notes() {
    return notes;
  }

  void note(String rule, String message) {
    notes.add(new Note(new Place(start, end), rule, message));
  }

  /** Moves to the next token. */
  void next() throws PredicateSyntaxException {
    previousEnd = end;
    int at = end;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    start = at;
    end = at;
    value = null;
    kind = at == text.length() ? Token.END : token(text.charAt(at));
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || c == '\u00A0' || c == '\u2028' || c == '\u2029';
  }

  private char peek(int distance) {
    int at = start + distance;
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private Token token(char c) throws PredicateSyntaxException {
    if (isWordStart(c)) {
      return word();
    }
    if (isDigit(c)) {
      return number();
    }
    return switch (c) {
      case '\'', '"' -> string(c);
      case '#', '$', '@' -> marked(c);
      default -> sign(c);
    };
  }

  private Token word() throws PredicateSyntaxException {
    end = wordEnd(start);
    Token reserved = Token.reserved(text, start, end);
    if (reserved != null) {
      return reserved;
    }
    if (end - start == 3 && peek(3) == '-' && text.regionMatches(true, start, "UTI-", 0, 4)) {
      return typeIdentifier();
    }
    value = text.substring(start, end);
    return Token.WORD;
  }

  private Token typeIdentifier() throws PredicateSyntaxException {
    if (text.regionMatches(true, start, "UTI-EQUALS", 0, 10)) {
      end = start + 10;
      return Token.UTI_EQUALS;
    }
    if (text.regionMatches(true, start, "UTI-CONFORMS-TO", 0, 15)) {
      end = start + 15;
      throw fail("UTI-EQUALS; UTI-CONFORMS-TO needs the type database of macOS");
    }
    value = text.substring(start, end);
    return Token.WORD;
  }

  private int wordEnd(int from) {
    int at = from;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private Token marked(char mark) throws PredicateSyntaxException {
    end = wordEnd(start + 1);
    if (end == start + 1 || isDigit(text.charAt(start + 1))) {
      end = start + 1;
      throw fail("a name behind the " + mark);
    }
    value = text.substring(mark == '@' ? start : start + 1, end);
    return mark == '#' ? Token.WORD : mark == '@' ? Token.AT_WORD : Token.VARIABLE;
  }

  private Token sign(char c) throws PredicateSyntaxException {
    char n = peek(1);
    Token two = pair(c, n);
    if (two != null) {
      end = start + 2;
      return two;
    }
    end = start + 1;
    return switch (c) {
      case '(' -> Token.LEFT_PARENTHESIS;
      case ')' -> Token.RIGHT_PARENTHESIS;
      case '{' -> Token.LEFT_BRACE;
      case '}' -> Token.RIGHT_BRACE;
      case '[' -> Token.LEFT_BRACKET;
      case ']' -> Token.RIGHT_BRACKET;
      case ',' -> Token.COMMA;
      case '.' -> Token.DOT;
      case ':' -> Token.COLON;
      case '~' -> Token.TILDE;
      case '|' -> Token.BAR;
      case '^' -> Token.CARET;
      case '&' -> Token.AMPERSAND;
      case '+' -> Token.PLUS;
      case '-' -> Token.MINUS;
      case '*' -> Token.STAR;
      case '/' -> Token.SLASH;
      case '=' -> Token.EQUAL;
      case '<' -> Token.LESS;
      case '>' -> Token.GREATER;
      case '!' -> Token.NOT;
      default -> throw fail(advice(c));
    };
  }

  private static Token pair(char c, char n) {
    return switch (c) {
      case '=' ->
          n == '='
              ? Token.EQUAL
              : n == '<' ? Token.LESS_OR_EQUAL : n == '>' ? Token.GREATER_OR_EQUAL : null;
      case '!' -> n == '=' ? Token.NOT_EQUAL : null;
      case '<' ->
          n == '='
              ? Token.LESS_OR_EQUAL
              : n == '>' ? Token.NOT_EQUAL : n == '<' ? Token.SHIFT_LEFT : null;
      case '>' -> n == '=' ? Token.GREATER_OR_EQUAL : n == '>' ? Token.SHIFT_RIGHT : null;
      case '&' -> n == '&' ? Token.AND : null;
      case '|' -> n == '|' ? Token.OR : null;
      case '*' -> n == '*' ? Token.POWER : null;
      default -> null;
    };
  }

  private static String advice(char c) {
    return switch (c) {
      case '\u2018', '\u2019', '\u201C', '\u201D', '\u00AB', '\u00BB', '`' ->
          "straight quotes: ' or \"";
      case '%' -> "no % outside quotes: it is a format directive, and there are no arguments";
      case ';' -> "AND or OR between two comparisons";
      default -> c > '~' ? "a key of the letters A to Z, digits and _" : "another sign";
    };
  }

  private Token number() throws PredicateSyntaxException {
    int radix = text.charAt(start) == '0' ? radix(peek(1)) : 10;
    if (radix != 10) {
      return radixNumber(radix);
    }
    long sum = 0;
    int at = start;
    while (at < text.length() && isDigit(text.charAt(at))) {
      sum = sum * 10 + text.charAt(at++) - '0';
    }
    int whole = at;
    at = exponentEnd(fractionEnd(at));
    end = at;
    refuseTail(at);
    if (at == whole && whole - start <= 18) {
      value = sum;
    } else {
      value = at == whole ? integer(text.substring(start, at)) : real(text.substring(start, at));
    }
    return Token.NUMBER;
  }

  private static int radix(char letter) {
    return switch (letter) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  private Token radixNumber(int radix) throws PredicateSyntaxException {
    end = wordEnd(start);
    try {
      value = Long.parseLong(text, start + 2, end, radix);
    } catch (NumberFormatException e) {
      throw fail("digits of base " + radix + " behind " + text.substring(start, start + 2));
    }
    return Token.NUMBER;
  }

  private int fractionEnd(int at) {
    if (at >= text.length() || text.charAt(at) != '.') {
      return at;
    }
    int next = at + 1;
    if (next < text.length() && (isWordStart(text.charAt(next)) || text.charAt(next) == '.')) {
      return at;
    }
    while (next < text.length() && isDigit(text.charAt(next))) {
      next++;
    }
    return next;
  }

  private int exponentEnd(int at) {
    if (at >= text.length() || (text.charAt(at) | 0x20) != 'e') {
      return at;
    }
    int next = at + 1;
    if (next < text.length() && (text.charAt(next) == '+' || text.charAt(next) == '-')) {
      next++;
    }
    if (next >= text.length() || !isDigit(text.charAt(next))) {
      return at;
    }
    while (next < text.length() && isDigit(text.charAt(next))) {
      next++;
    }
    return next;
  }

  private void refuseTail(int at) throws PredicateSyntaxException {
    if (at < text.length() && (isWordPart(text.charAt(at)) || text.charAt(at) == '.')) {
      while (end < text.length() && (isWordPart(text.charAt(end)) || text.charAt(end) == '.')) {
        end++;
      }
      throw fail("a number; a version is text and stands in quotes");
    }
  }

  private Object integer(String digits) throws PredicateSyntaxException {
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      return real(digits);
    }
  }

  private Double real(String digits) throws PredicateSyntaxException {
    double number = Double.parseDouble(digits);
    if (Double.isInfinite(number)) {
      throw fail("a number below 1.8e308");
    }
    return number;
  }

  private Token string(char quote) throws PredicateSyntaxException {
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\\') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == quote) {
      value = text.substring(start + 1, at);
      end = at + 1;
      return Token.STRING;
    }
    end = at;
    Escapes escapes = new Escapes(text, at, quote);
    value = text.substring(start + 1, at) + escapes.read();
    end = escapes.end();
    if (end > text.length()) {
      end = start + 1;
      throw fail("a closing " + quote);
    }
    for (Note note : escapes.notes()) {
      notes.add(note);
    }
    return Token.STRING;
  }

  /** Makes the refusal of the current token. */
  PredicateSyntaxException fail(String expected) {
    int to = Math.min(Math.max(end, start), start + 30);
    String got = start >= text.length() ? "the end" : "\"" + text.substring(start, to) + "\"";
    return new PredicateSyntaxException(text, new Place(start, end), got, expected);
  }

  static boolean isWordStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
