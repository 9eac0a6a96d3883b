package io.github.macnightly.predicate;

import java.util.List;

/**
 * What a comparison says of a text: that it is, after folding, in a set or outside of it.
 *
 * @param level how the text is folded before
 * @param glob the set, folded alike
 * @param inside whether it is in it
 */
record TextRule(Level level, Glob glob, boolean inside) {

  /** How text is folded. Regular expressions without case fold each character by itself. */
  enum Level {
    EXACT,
    CASE,
    MARKS,
    CASE_AND_MARKS,
    LETTERS,
    LETTERS_AND_MARKS,
    /** All of it. No comparison asks for that, but what is ASCII in any other is known in it. */
    ALL;

    /** Tells whether ASCII at this level is the same ASCII, without case, at another one. */
    boolean isBelow(Level other) {
      return other != this
          && switch (this) {
            case EXACT -> true;
            case MARKS -> other == CASE_AND_MARKS || other == LETTERS_AND_MARKS || other == ALL;
            case CASE -> other == CASE_AND_MARKS || other == ALL;
            case LETTERS -> other == LETTERS_AND_MARKS || other == ALL;
            default -> other == ALL;
          };
    }

    boolean isAnyCase() {
      return this != EXACT && this != MARKS;
    }
  }

  /**
   * Takes a comparison with a text.
   *
   * @param text the right side
   * @param answer what the comparison says
   * @return one rule; none when there is nothing that could be used
   */
  static List<TextRule> of(Operator operator, int options, String text, boolean answer) {
    String folded =
        Texts.fold(text, operator == Operator.MATCHES ? options & Options.DIACRITICS : options);
    boolean pattern = operator == Operator.LIKE || operator == Operator.MATCHES;
    if (folded.isEmpty() && !pattern && operator != Operator.EQUAL) {
      return List.of(); // No text begins with nothing; Possible knows of it.
    }
    Glob glob =
        switch (operator) {
          case EQUAL, UTI_EQUALS -> new Glob.Builder().letters(folded).build();
          case BEGINSWITH -> new Glob.Builder().letters(folded).run().build();
          case ENDSWITH -> new Glob.Builder().run().letters(folded).build();
          case CONTAINS -> new Glob.Builder().run().letters(folded).run().build();
          case LIKE -> like(folded);
          default -> answer ? RegexShape.of(folded, (options & Options.CASE) != 0) : null;
        };
    return glob == null ? List.of() : List.of(new TextRule(level(operator, options), glob, answer));
  }

  private static Level level(Operator operator, int options) {
    boolean marks = (options & Options.DIACRITICS) != 0;
    if ((options & Options.CASE) == 0) {
      return marks ? Level.MARKS : Level.EXACT;
    }
    if (operator == Operator.MATCHES) {
      return marks ? Level.LETTERS_AND_MARKS : Level.LETTERS;
    }
    return marks ? Level.CASE_AND_MARKS : Level.CASE;
  }

  private static Glob like(String pattern) {
    Glob.Builder glob = new Glob.Builder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (Texts.isEscape(pattern, i)) {
        glob.letter(pattern.charAt(++i));
      } else if (c == '*') {
        glob.run();
      } else if (c == '?') {
        glob.one();
      } else {
        glob.letter(c);
      }
    }
    return glob.build();
  }

  /** Returns the set in which the text is when it is folded more; null when that is not known. */
  Glob at(Level other) {
    if (level == other) {
      return glob;
    }
    return inside && level.isBelow(other) && glob.isAscii() ? glob.folded(other.isAnyCase()) : null;
  }
}
