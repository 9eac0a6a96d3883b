package io.github.macnightly.predicate;

import java.util.Arrays;

/**
 * A set of texts as a pattern: letters, any one character, any run. It is followed as an automaton
 * whose states are the places between the parts, a set of them being the bits of a number. A
 * character is a code point; patterns with halves of one are not made.
 */
final class Glob {

  static final int ONE = -1;
  static final int RUN = -2;

  /** One bit is for the place behind the last part. */
  private static final int MAX_PARTS = Long.SIZE - 2;

  private final int[] parts;

  private Glob(int[] parts) {
    this.parts = parts;
  }

  /** Collects the parts. */
  static final class Builder {
    private int[] parts = new int[8];
    private int size;
    private boolean possible = true;

    Builder run() {
      return size > 0 && parts[size - 1] == RUN ? this : add(RUN);
    }

    Builder one() {
      return add(ONE);
    }

    Builder letters(String text) {
      text.chars().forEach(this::letter);
      return this;
    }

    Builder letter(int letter) {
      possible &= !Character.isSurrogate((char) letter);
      return add(letter);
    }

    private Builder add(int part) {
      if (size == MAX_PARTS) {
        possible = false;
        return this;
      }
      if (size == parts.length) {
        parts = Arrays.copyOf(parts, 2 * size);
      }
      parts[size++] = part;
      return this;
    }

    /** Returns the pattern, or null when it is too long or holds half a character. */
    Glob build() {
      return possible ? new Glob(Arrays.copyOf(parts, size)) : null;
    }
  }

  /** Returns the places before the first character. */
  long start() {
    return closed(1L);
  }

  /** Returns the places behind one more character. */
  long step(long places, int letter) {
    long next = 0;
    for (int i = 0; i < parts.length; i++) {
      if ((places & 1L << i) != 0) {
        if (parts[i] == RUN) {
          next |= 1L << i;
        } else if (parts[i] == ONE || parts[i] == letter) {
          next |= 1L << i + 1;
        }
      }
    }
    return closed(next);
  }

  private long closed(long places) {
    long all = places;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == RUN && (all & 1L << i) != 0) {
        all |= 1L << i + 1;
      }
    }
    return all;
  }

  /** Tells whether a text may end at one of these places. */
  boolean accepts(long places) {
    return (places & 1L << parts.length) != 0;
  }

  /** Returns the letters, each at least once. */
  int[] letters() {
    return Arrays.stream(parts).filter(part -> part >= 0).distinct().toArray();
  }

  boolean isAscii() {
    return Arrays.stream(parts).allMatch(part -> part < 0x80);
  }

  /**
   * Returns what a text of the set, whose letters are ASCII, may become when it is folded once
   * more: other characters may become several or none.
   */
  Glob folded(boolean anyCase) {
    Builder folded = new Builder();
    for (int part : parts) {
      if (part < 0) {
        folded.run();
      } else {
        folded.letter(anyCase && part >= 'A' && part <= 'Z' ? part | 0x20 : part);
      }
    }
    return folded.build();
  }
}
