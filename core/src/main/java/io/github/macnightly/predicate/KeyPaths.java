package io.github.macnightly.predicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks up keys as key-value coding does. */
final class KeyPaths {

  private static final int MAX_DEPTH = 100;

  private final Budget budget;

  KeyPaths(Budget budget) {
    this.budget = budget;
  }

  /** Looks up the keys from {@code from} on, one in the other. */
  Object find(Object base, List<String> keys, int from) throws EvaluationException {
    Object value = base;
    for (int i = from; i < keys.size() && value != null; i++) {
      String key = keys.get(i);
      if (key.charAt(0) == '@') {
        return operate(value, key, keys, i + 1);
      }
      value = step(value, key, 0);
    }
    return value;
  }

  private Object step(Object value, String key, int depth) throws EvaluationException {
    budget.spend(1);
    if (value == null) {
      return null;
    }
    if (value instanceof Facts facts) {
      return key.equals("self") ? facts : Values.normal(facts.get(key));
    }
    if (value instanceof Map<?, ?> map) {
      return key.equals("self") && !map.containsKey(key) ? map : Values.normal(map.get(key));
    }
    if (value instanceof List<?> list) {
      if (depth > MAX_DEPTH) {
        throw new EvaluationException("lists within lists, more than " + MAX_DEPTH + " deep");
      }
      List<Object> mapped = new ArrayList<>(list.size());
      for (Object element : list) {
        mapped.add(step(Values.normal(element), key, depth + 1));
      }
      return mapped;
    }
    return ScalarKeys.find(value, key, budget);
  }

  private Object operate(Object value, String operator, List<String> keys, int from)
      throws EvaluationException {
    if (operator.equals("@count")) {
      Object count = count(value, operator);
      return find(count, keys, from);
    }
    if (!(value instanceof List<?> list)) {
      throw new EvaluationException(operator + " needs a list, got " + Values.kind(value));
    }
    List<Object> found = new ArrayList<>(list.size());
    for (Object element : list) {
      budget.spend(1);
      Object part = find(Values.normal(element), keys, from);
      if (part != null) {
        found.add(part);
      }
    }
    return new Groups(budget).operate(operator, found);
  }

  private Object count(Object value, String operator) throws EvaluationException {
    if (value instanceof List<?> list) {
      return (long) list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return (long) map.size();
    }
    if (value instanceof Facts facts) {
      long size = facts.all().size();
      budget.spend(size);
      return size;
    }
    throw new EvaluationException(operator + " needs a list, got " + Values.kind(value));
  }
}
