package io.github.macnightly.predicate;

/** Arithmetic. Whole numbers stay whole, as in {@code 7 / 2 == 3}, as long as they fit. */
final class Numbers {

  private Numbers() {}

  /** Refuses what is not a number. */
  static Object number(Object value) throws EvaluationException {
    if (!Values.isNumber(value)) {
      throw new EvaluationException("arithmetic needs numbers, got " + Values.kind(value));
    }
    return value;
  }

  private static boolean isWhole(Object number) {
    return number instanceof Long || number instanceof Boolean;
  }

  /** Does what the operator says. */
  static Object compute(Arithmetic operator, Object left, Object right) throws EvaluationException {
    number(left);
    number(right);
    return switch (operator) {
      case BIT_OR -> Values.whole(left) | Values.whole(right);
      case BIT_XOR -> Values.whole(left) ^ Values.whole(right);
      case BIT_AND -> Values.whole(left) & Values.whole(right);
      case SHIFT_LEFT -> shifted(Values.whole(left), Values.whole(right));
      case SHIFT_RIGHT -> shifted(Values.whole(left), -Values.whole(right));
      case DIVIDE -> divided(left, right);
      case POWER -> power(left, right);
      default ->
          isWhole(left) && isWhole(right)
              ? whole(operator, Values.whole(left), Values.whole(right))
              : real(operator, Values.real(left), Values.real(right));
    };
  }

  private static Object whole(Arithmetic operator, long left, long right) {
    try {
      return switch (operator) {
        case ADD -> Math.addExact(left, right);
        case SUBTRACT -> Math.subtractExact(left, right);
        default -> Math.multiplyExact(left, right);
      };
    } catch (ArithmeticException e) {
      return real(operator, left, right);
    }
  }

  private static Object real(Arithmetic operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      default -> left * right;
    };
  }

  private static Object shifted(long number, long by) {
    if (by <= -Long.SIZE) {
      return number < 0 ? -1L : 0L;
    }
    return by >= Long.SIZE ? 0L : by < 0 ? number >> -by : number << by;
  }

  private static Object divided(Object left, Object right) throws EvaluationException {
    if (!isWhole(left) || !isWhole(right)) {
      return Values.real(left) / Values.real(right);
    }
    long divisor = Values.whole(right);
    if (divisor == 0) {
      throw new EvaluationException("division of a whole number by zero");
    }
    long number = Values.whole(left);
    return divisor == -1 && number == Long.MIN_VALUE
        ? (Object) (-(double) number)
        : number / divisor;
  }

  private static Object power(Object left, Object right) {
    double real = Math.pow(Values.real(left), Values.real(right));
    boolean whole = isWhole(left) && isWhole(right) && Values.whole(right) >= 0;
    if (!whole || Math.abs(real) > 0x1p62) {
      return real;
    }
    long result = 1;
    long base = Values.whole(left);
    for (long n = Values.whole(right); n > 0; n >>= 1) {
      if ((n & 1) == 1) {
        result *= base;
      }
      base *= base;
    }
    return result;
  }

  /** Returns the rest of a division. */
  static Object modulus(Object left, Object right) throws EvaluationException {
    number(left);
    number(right);
    if (!isWhole(left) || !isWhole(right)) {
      return Values.real(left) % Values.real(right);
    }
    if (Values.whole(right) == 0) {
      throw new EvaluationException("division of a whole number by zero");
    }
    return Values.whole(left) % Values.whole(right);
  }

  /** Returns the number with the other sign. */
  static Object negated(Object value) throws EvaluationException {
    return compute(Arithmetic.SUBTRACT, isWhole(value) ? (Object) 0L : -0.0, value);
  }

  /** Returns the number without its sign. */
  static Object absolute(Object value) throws EvaluationException {
    return Values.real(number(value)) < 0 ? negated(value) : value;
  }
}
