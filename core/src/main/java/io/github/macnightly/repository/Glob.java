package io.github.macnightly.repository;

/**
 * A name with wildcards, matched against whole names: {@code *} is any text (a slash too), {@code
 * ?} one character, {@code [abc]}, {@code [a-z]} and {@code [!a-z]} one of a set. A bracket that is
 * never closed stands for itself, as every other character does; the dot is a dot. Case counts.
 *
 * <p>Matching goes back to the last star only, so its cost is at most length of pattern times
 * length of text, whatever they hold.
 */
public final class Glob {

  private final int[] pattern;
  private final String prefix;
  private final boolean literal;

  /** Takes any text; there is no malformed glob. */
  public Glob(String text) {
    this.pattern = text.codePoints().toArray();
    int wild = firstWildcard();
    this.literal = wild == pattern.length;
    this.prefix = new String(pattern, 0, wild);
  }

  /** Tells whether the glob has no wildcard and so matches only itself. */
  public boolean literal() {
    return literal;
  }

  /** Returns the text before the first wildcard, with which every match begins. */
  String prefix() {
    return prefix;
  }

  /** Tells whether the glob matches the whole of {@code text}. */
  public boolean matches(String text) {
    int[] in = text.codePoints().toArray();
    int at = 0;
    int p = 0;
    int star = -1;
    int starAt = 0;
    while (at < in.length) {
      if (p < pattern.length && pattern[p] == '*') {
        star = p++;
        starAt = at;
      } else if (p < pattern.length && matchesOne(p, in[at])) {
        p = next(p);
        at++;
      } else if (star >= 0) {
        p = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == '*') {
      p++;
    }
    return p == pattern.length;
  }

  private int firstWildcard() {
    for (int i = 0; i < pattern.length; i++) {
      if (pattern[i] == '*' || pattern[i] == '?' || (pattern[i] == '[' && closing(i) > 0)) {
        return i;
      }
    }
    return pattern.length;
  }

  private int next(int p) {
    int close = pattern[p] == '[' ? closing(p) : -1;
    return close > 0 ? close + 1 : p + 1;
  }

  private boolean matchesOne(int p, int c) {
    if (pattern[p] == '?') {
      return true;
    }
    int close = pattern[p] == '[' ? closing(p) : -1;
    return close > 0 ? inSet(p + 1, close, c) : pattern[p] == c;
  }

  private boolean inSet(int from, int close, int c) {
    boolean negated = isNegation(pattern[from]);
    boolean found = false;
    for (int i = negated ? from + 1 : from; i < close; i++) {
      boolean range = i + 2 < close && pattern[i + 1] == '-';
      int last = range ? pattern[i + 2] : pattern[i];
      found |= c >= pattern[i] && c <= last;
      i += range ? 2 : 0;
    }
    return found != negated;
  }

  /** Returns the bracket that closes the set opened at {@code open}, or -1. */
  private int closing(int open) {
    int i = open + 1;
    if (i < pattern.length && isNegation(pattern[i])) {
      i++;
    }
    // A closing bracket that comes first is a member: "[]]" is the set of one bracket.
    for (i++; i < pattern.length; i++) {
      if (pattern[i] == ']') {
        return i;
      }
    }
    return -1;
  }

  private static boolean isNegation(int c) {
    return c == '!' || c == '^';
  }
}
