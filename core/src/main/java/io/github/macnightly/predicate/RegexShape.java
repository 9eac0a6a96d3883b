package io.github.macnightly.predicate;

/**
 * What every text that a regular expression matches looks like, as far as that shows: its letters
 * in their order, and a run of anything for all that is not a plain letter. Of an expression with
 * alternatives outside of brackets, or with what may change the meaning of the rest, nothing is
 * said.
 */
final class RegexShape {

  /** Something else than one plain letter. */
  private static final int ANYTHING = -1;

  /** Something that takes no character. */
  private static final int EMPTY = -2;

  /** Something that is not understood. */
  private static final int REFUSED = -3;

  private final String pattern;
  private final boolean anyCase;
  private final Glob.Builder glob = new Glob.Builder();
  private int at;

  private RegexShape(String pattern, boolean anyCase) {
    this.pattern = pattern;
    this.anyCase = anyCase;
  }

  /** Returns a set of texts in which all are that match; null when that would be guessing. */
  static Glob of(String pattern, boolean anyCase) {
    RegexShape shape = new RegexShape(pattern, anyCase);
    return !pattern.contains("(?") && !pattern.contains("(*") && shape.read()
        ? shape.glob.build()
        : null;
  }

  private boolean read() {
    while (at < pattern.length()) {
      int letter = part();
      if (letter == REFUSED) {
        return false;
      }
      boolean optional = isOptional();
      boolean repeated = skipQuantifiers();
      if (letter >= 0 && !optional) {
        glob.letter(letter);
      } else if (letter != EMPTY) {
        glob.run();
      }
      if (repeated) {
        glob.run();
      }
    }
    return true;
  }

  private int part() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '^', '$' -> EMPTY;
      case '.' -> ANYTHING;
      case '[' -> set() ? ANYTHING : REFUSED;
      case '(' -> group() ? ANYTHING : REFUSED;
      case '\\' -> escape();
      case '|', ')', '*', '+', '?', '{' -> REFUSED;
      default -> letter(c);
    };
  }

  /** Without case only ASCII is sure to be what it becomes in upper case and back. */
  private int letter(char c) {
    return !anyCase ? c : c < 0x80 ? Character.toLowerCase(c) : ANYTHING;
  }

  private int escape() {
    if (at == pattern.length()) {
      return REFUSED;
    }
    char c = pattern.charAt(at++);
    if ("dDwWsSbB".indexOf(c) >= 0) {
      return ANYTHING;
    }
    return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c) ? c : REFUSED;
  }

  private boolean set() {
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      at++;
    }
    int first = at;
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      if (c == ']' && at - 1 > first) {
        return true;
      }
      if (c == '[' || c == ']' || c == '&' || c == '\\' && escape() == REFUSED) {
        return false;
      }
    }
    return false;
  }

  private boolean group() {
    int depth = 1;
    while (at < pattern.length() && depth > 0) {
      char c = pattern.charAt(at++);
      if (c == '[' && !set() || c == '\\' && escape() == REFUSED) {
        return false;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return depth == 0;
  }

  /** Tells whether the part before may be left out. */
  private boolean isOptional() {
    return at < pattern.length() && "*?{".indexOf(pattern.charAt(at)) >= 0;
  }

  /** Skips what says how often, and how eagerly; tells whether there is any. */
  private boolean skipQuantifiers() {
    int from = at;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      int close = c == '{' ? pattern.indexOf('}', at) : at;
      if ("*+?{".indexOf(c) < 0 || close < 0) {
        break;
      }
      at = close + 1;
    }
    return at > from;
  }
}
