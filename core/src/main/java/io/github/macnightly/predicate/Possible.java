package io.github.macnightly.predicate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a value may be when comparisons with fixed values have the answers that are wanted. Nil,
 * what is no number, and the few values that an equality leaves are tried in earnest; numbers,
 * dates and text are ranges, text also a language. Lists and the rest are possible unless an
 * operator never takes them.
 */
final class Possible {

  private static final int TEXT = 1;
  private static final int NUMBER = 2;
  private static final int DATE = 4;
  private static final int OTHER = 8;
  private static final int ALL = TEXT | NUMBER | DATE | OTHER;
  private static final int MAX_CANDIDATES = 200;

  private final List<Atom> atoms;
  private final Globs globs;
  private final Fixed fixed;
  private final Range range = new Range();
  private final List<TextRule> texts = new ArrayList<>();
  private List<Object> candidates;
  private int kinds = ALL;

  Possible(List<Atom> atoms, Globs globs, Fixed fixed) {
    this.atoms = atoms;
    this.globs = globs;
    this.fixed = fixed;
  }

  /**
   * Tells whether no value is possible.
   *
   * @throws EvaluationException if a fixed value cannot be worked out, so that there is no answer
   */
  boolean isNothing() throws EvaluationException {
    if (areAllowed(null)) {
      return false;
    }
    for (Atom atom : atoms) {
      if (atom.quantifier() != Quantifier.ONE) {
        kinds &= OTHER;
      } else if (atom.answer()) {
        yes(atom, atom.value(fixed));
      } else {
        no(atom, atom.value(fixed));
      }
    }
    return candidates != null ? candidates.stream().noneMatch(this::areAllowed) : isEmpty();
  }

  private boolean isEmpty() throws EvaluationException {
    if ((kinds & OTHER) != 0 || (kinds & NUMBER) != 0 && areAllowed(Double.NaN)) {
      return false;
    }
    boolean number = (kinds & NUMBER) != 0 && range.mayHoldNumber(this::areAllowed);
    boolean date = (kinds & DATE) != 0 && range.mayHoldDate(this::areAllowed);
    boolean text =
        (kinds & TEXT) != 0
            && range.mayHoldText(this::areAllowed)
            && !new Languages(texts, globs).areApart();
    return !number && !date && !text;
  }

  private boolean areAllowed(Object value) {
    return atoms.stream().allMatch(atom -> atom.allows(value, fixed));
  }

  /** Narrows to where the answer is yes and the value is not nil. */
  private void yes(Atom atom, Object value) throws EvaluationException {
    Operator operator = atom.operator();
    if (operator == Operator.EQUAL || operator == Operator.UTI_EQUALS) {
      equal(atom, value);
    } else if (operator.orders()) {
      order(atom.options(), operator, value);
    } else if (operator == Operator.BETWEEN) {
      between(atom, value);
    } else if (operator == Operator.IN) {
      in(value);
    } else if (operator == Operator.CONTAINS) {
      kinds &= value == null ? 0 : isPart(atom, value) ? OTHER | TEXT : OTHER;
      text(atom, value);
    } else {
      boolean pattern = operator == Operator.LIKE || operator == Operator.MATCHES;
      kinds &= pattern && value instanceof String || isPart(atom, value) ? TEXT : 0;
      text(atom, value);
    }
  }

  /** Tells whether it is text that other text can hold; nothing holds the empty one. */
  private static boolean isPart(Atom atom, Object value) {
    return value instanceof String text && !Texts.fold(text, atom.options()).isEmpty();
  }

  private void equal(Atom atom, Object value) throws EvaluationException {
    if (value instanceof String && atom.options() != 0) {
      kinds &= TEXT;
      text(atom, value);
    } else {
      candidates(Collections.singletonList(value));
    }
  }

  private void order(int options, Operator operator, Object value) throws EvaluationException {
    int kind = kind(value);
    kinds &= value == null || kind == OTHER ? 0 : kind;
    if (options == 0 || kind != TEXT) {
      range.add(operator, value);
    }
  }

  private void between(Atom atom, Object value) throws EvaluationException {
    if (value instanceof List<?> bounds && bounds.size() == 2) {
      order(atom.options(), Operator.GREATER_OR_EQUAL, Values.normal(bounds.get(0)));
      order(atom.options(), Operator.LESS_OR_EQUAL, Values.normal(bounds.get(1)));
    } else {
      kinds = 0;
    }
  }

  private void in(Object value) {
    if (value instanceof String) {
      kinds &= TEXT;
    } else if (value instanceof List<?> list) {
      candidates(list);
    } else {
      kinds = 0;
    }
  }

  /** Narrows to where the answer is no and the value is not nil. */
  private void no(Atom atom, Object value) throws EvaluationException {
    Operator operator = atom.operator();
    if (operator.orders() && value != null) {
      kinds &= kind(value);
      if (kind(value) == OTHER) {
        kinds = 0;
      } else if (atom.options() == 0 || kind(value) != TEXT) {
        range.add(opposite(operator), value);
      }
    } else if (operator.wantsText() && value != null) {
      kinds &= value instanceof String ? TEXT : 0;
      text(atom, value);
    } else if (operator == Operator.IN && value != null && !(value instanceof List)) {
      kinds &= value instanceof String ? TEXT : 0;
    } else if (operator == Operator.CONTAINS && value != null) {
      kinds &= value instanceof String ? OTHER | TEXT : OTHER;
      text(atom, value);
    } else if (operator == Operator.EQUAL && value instanceof String && atom.options() != 0) {
      text(atom, value);
    }
  }

  /** Not a number is neither less nor greater, and is tried by itself. */
  private static Operator opposite(Operator operator) {
    return switch (operator) {
      case LESS -> Operator.GREATER_OR_EQUAL;
      case LESS_OR_EQUAL -> Operator.GREATER;
      case GREATER -> Operator.LESS_OR_EQUAL;
      default -> Operator.LESS;
    };
  }

  private void text(Atom atom, Object value) throws EvaluationException {
    if (value instanceof String text) {
      texts.addAll(TextRule.of(atom.operator(), atom.options(), text, atom.answer()));
      if (atom.answer() && atom.options() == 0 && atom.operator() == Operator.BEGINSWITH) {
        range.addPrefix(text);
      }
    }
  }

  private void candidates(List<?> values) {
    boolean few = values.size() <= MAX_CANDIDATES;
    if (candidates == null && few && values.stream().allMatch(Possible::isPlain)) {
      candidates = new ArrayList<>(values);
    }
  }

  /** Values that are equal to one of these cannot be told from it by any comparison. */
  private static boolean isPlain(Object value) {
    return kind(value) != OTHER && !(value instanceof Double real && real.isNaN());
  }

  private static int kind(Object value) {
    if (value == null || value instanceof String) {
      return TEXT;
    }
    return Values.isNumber(value) ? NUMBER : value instanceof Instant ? DATE : OTHER;
  }
}
