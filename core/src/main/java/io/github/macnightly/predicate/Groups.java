package io.github.macnightly.predicate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What can be told of the elements of a list together. */
final class Groups {

  private final Budget budget;

  Groups(Budget budget) {
    this.budget = budget;
  }

  /** Applies a collection operator of a key path to what its right side found. */
  Object operate(String operator, List<Object> found) throws EvaluationException {
    return switch (operator) {
      case "@sum" -> sum(found);
      case "@avg" -> found.isEmpty() ? (Object) 0L : average(found);
      case "@min" -> extreme(found, -1);
      case "@max" -> extreme(found, 1);
      case "@unionOfObjects" -> found;
      case "@distinctUnionOfObjects" -> distinct(found);
      case "@unionOfArrays" -> flat(found);
      case "@distinctUnionOfArrays" -> distinct(flat(found));
      default -> throw new EvaluationException("no collection operator " + operator);
    };
  }

  Object sum(List<?> values) throws EvaluationException {
    Object sum = 0L;
    for (Object value : values) {
      budget.spend(1);
      sum = Numbers.compute(Arithmetic.ADD, sum, Values.normal(value));
    }
    return sum;
  }

  double average(List<?> values) throws EvaluationException {
    if (values.isEmpty()) {
      throw new EvaluationException("an empty list has no average");
    }
    return Values.real(sum(values)) / values.size();
  }

  /** Returns the least value for -1, the greatest for 1; null when there is none. */
  Object extreme(List<?> values, int direction) throws EvaluationException {
    Object best = null;
    for (Object value : values) {
      budget.spend(1);
      Object next = Values.normal(value);
      if (best == null || next != null && Values.compare(next, best, budget) == direction) {
        best = next;
      }
    }
    return best;
  }

  Object median(List<?> values) throws EvaluationException {
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double deviation(List<?> values) throws EvaluationException {
    double mean = average(values);
    double squares = 0;
    for (double value : sorted(values)) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / values.size());
  }

  /** Returns the most frequent numbers, from small to large. */
  List<Object> mode(List<?> values) throws EvaluationException {
    double[] sorted = sorted(values);
    List<Object> modes = new ArrayList<>();
    int most = 0;
    for (int i = 0; i < sorted.length; ) {
      int end = i;
      while (end < sorted.length && sorted[end] == sorted[i]) {
        end++;
      }
      if (end - i >= most) {
        if (end - i > most) {
          modes.clear();
        }
        most = end - i;
        modes.add(sorted[i]);
      }
      i = Math.max(end, i + 1);
    }
    return modes;
  }

  private double[] sorted(List<?> values) throws EvaluationException {
    if (values.isEmpty()) {
      throw new EvaluationException("an empty list has no middle");
    }
    double[] numbers = new double[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      budget.spend(1);
      numbers[i] = Values.real(Numbers.number(Values.normal(values.get(i))));
    }
    Arrays.sort(numbers);
    return numbers;
  }

  private List<Object> distinct(List<Object> values) throws EvaluationException {
    List<Object> different = new ArrayList<>();
    for (Object value : values) {
      boolean known = false;
      for (Object other : different) {
        known = known || Values.equal(value, other, budget);
      }
      if (!known) {
        different.add(value);
      }
    }
    return different;
  }

  private List<Object> flat(List<Object> lists) throws EvaluationException {
    List<Object> flat = new ArrayList<>();
    for (Object list : lists) {
      if (!(list instanceof List<?> elements)) {
        throw new EvaluationException("a union needs lists, got " + Values.kind(list));
      }
      budget.spend(elements.size());
      elements.forEach(element -> flat.add(Values.normal(element)));
    }
    return flat;
  }
}
