package io.github.macnightly.predicate;

import java.util.List;

/** Computes the built-in functions. */
final class Functions {

  private final Settings settings;
  private final Budget budget;
  private final Groups groups;

  Functions(Settings settings, Budget budget) {
    this.settings = settings;
    this.budget = budget;
    this.groups = new Groups(budget);
  }

  /** Computes a function of values. */
  Object compute(Function function, List<Object> values) throws EvaluationException {
    if (function.collects()) {
      return ofGroup(function, values);
    }
    return switch (function) {
      case NOW -> settings.clock().instant();
      case RANDOM -> random(values);
      case UPPERCASE -> values.get(0) == null ? null : Texts.upper(text(values), budget);
      case LOWERCASE -> values.get(0) == null ? null : Texts.lower(text(values), budget);
      case LENGTH -> values.get(0) == null ? null : (Object) (long) text(values).length();
      case NOINDEX -> values.get(0);
      case ABS -> Numbers.absolute(values.get(0));
      case ONES_COMPLEMENT -> ~Values.whole(Numbers.number(values.get(0)));
      case SQRT, LOG, LN, EXP, FLOOR, CEILING, TRUNC ->
          ofReal(function, Values.real(Numbers.number(values.get(0))));
      case ELEMENT -> Indexes.at(values.get(0), values.get(1));
      default -> ofTwo(function, values.get(0), values.get(1));
    };
  }

  private Object ofGroup(Function function, List<Object> values) throws EvaluationException {
    List<?> group = group(function, values);
    return switch (function) {
      case SUM -> groups.sum(group);
      case COUNT -> (long) group.size();
      case MIN -> groups.extreme(group, -1);
      case MAX -> groups.extreme(group, 1);
      case AVERAGE -> groups.average(group);
      case MEDIAN -> groups.median(group);
      case MODE -> groups.mode(group);
      default -> groups.deviation(group);
    };
  }

  private static List<?> group(Function function, List<Object> values) throws EvaluationException {
    if (values.size() > 1) {
      return values;
    }
    if (values.get(0) instanceof List<?> list) {
      return list;
    }
    throw new EvaluationException(
        function.text() + " needs a list, got " + Values.kind(values.get(0)));
  }

  private Object random(List<Object> values) throws EvaluationException {
    double random = settings.random().getAsDouble();
    return values.isEmpty()
        ? (Object) random
        : (Object) (long) (random * Values.whole(Numbers.number(values.get(0))));
  }

  private static String text(List<Object> values) throws EvaluationException {
    if (values.get(0) instanceof String text) {
      return text;
    }
    throw new EvaluationException("needs text, got " + Values.kind(values.get(0)));
  }

  private static double ofReal(Function function, double number) {
    return switch (function) {
      case SQRT -> Math.sqrt(number);
      case LOG -> Math.log10(number);
      case LN -> Math.log(number);
      case EXP -> Math.exp(number);
      case FLOOR -> Math.floor(number);
      case CEILING -> Math.ceil(number);
      default -> number < 0 ? Math.ceil(number) : Math.floor(number);
    };
  }

  private static Object ofTwo(Function function, Object one, Object two)
      throws EvaluationException {
    if (function == Function.MODULUS) {
      return Numbers.modulus(one, two);
    }
    Arithmetic operator =
        switch (function) {
          case ADD -> Arithmetic.ADD;
          case SUBTRACT -> Arithmetic.SUBTRACT;
          case MULTIPLY -> Arithmetic.MULTIPLY;
          case DIVIDE -> Arithmetic.DIVIDE;
          case RAISE -> Arithmetic.POWER;
          case BIT_AND -> Arithmetic.BIT_AND;
          case BIT_OR -> Arithmetic.BIT_OR;
          case BIT_XOR -> Arithmetic.BIT_XOR;
          case SHIFT_LEFT -> Arithmetic.SHIFT_LEFT;
          case SHIFT_RIGHT -> Arithmetic.SHIFT_RIGHT;
          default -> throw new EvaluationException("no function " + function.text());
        };
    return Numbers.compute(operator, one, two);
  }
}
