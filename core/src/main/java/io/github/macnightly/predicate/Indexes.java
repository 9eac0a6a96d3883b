package io.github.macnightly.predicate;

import io.github.macnightly.predicate.Expression.IndexKind;
import java.util.List;
import java.util.Map;

/** Takes one element of a list or a dictionary. */
final class Indexes {

  private Indexes() {}

  /** Takes the first or last element, null when there is none, or the number of elements. */
  static Object find(Object base, IndexKind kind) throws EvaluationException {
    if (base == null) {
      return null;
    }
    if (base instanceof Map<?, ?> map && kind == IndexKind.SIZE) {
      return (long) map.size();
    }
    if (!(base instanceof List<?> list)) {
      throw new EvaluationException("[" + kind + "] needs a list, got " + Values.kind(base));
    }
    if (kind == IndexKind.SIZE) {
      return (long) list.size();
    }
    if (list.isEmpty()) {
      return null;
    }
    return Values.normal(list.get(kind == IndexKind.FIRST ? 0 : list.size() - 1));
  }

  /** Takes the element at an index or, of a dictionary, under a key. */
  static Object at(Object base, Object index) throws EvaluationException {
    if (base == null) {
      return null;
    }
    if (base instanceof Map<?, ?> map) {
      return index instanceof String key ? Values.normal(map.get(key)) : null;
    }
    if (base instanceof Facts facts) {
      return index instanceof String key ? Values.normal(facts.get(key)) : null;
    }
    if (!(base instanceof List<?> list) || !Values.isNumber(index)) {
      throw new EvaluationException(
          "cannot take element " + Values.kind(index) + " of " + Values.kind(base));
    }
    if (index instanceof Double real && real != Math.rint(real)) {
      throw new EvaluationException("index " + index + " is no whole number");
    }
    long at = Values.whole(index);
    if (at < 0 || at >= list.size()) {
      throw new EvaluationException("index " + at + " of a list of " + list.size());
    }
    return Values.normal(list.get((int) at));
  }
}
