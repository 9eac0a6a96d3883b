package io.github.macnightly.facts;

import io.github.macnightly.predicate.FactType;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** What kind of value a fact has. */
final class Kinds {

  private Kinds() {}

  static FactType of(Object value) {
    if (value instanceof String) {
      return FactType.TEXT;
    } else if (value instanceof Boolean) {
      return FactType.BOOLEAN;
    } else if (value instanceof Number) {
      return FactType.NUMBER;
    } else if (value instanceof Instant || value instanceof Date) {
      return FactType.DATE;
    } else if (value instanceof byte[]) {
      return FactType.DATA;
    } else if (value instanceof Map) {
      return FactType.DICTIONARY;
    }
    return value instanceof Collection<?> list ? ofList(list) : FactType.ANY;
  }

  private static FactType ofList(Collection<?> list) {
    if (list.isEmpty()) {
      return FactType.LIST;
    } else if (list.stream().allMatch(String.class::isInstance)) {
      return FactType.TEXTS;
    }
    return list.stream().allMatch(Map.class::isInstance) ? FactType.DICTIONARIES : FactType.LIST;
  }

  /** Tells whether conditions that expect one kind can deal with the other. */
  static boolean fits(FactType wanted, Object value) {
    FactType got = of(value);
    return value == null
        || got == wanted
        || isNumeric(got) && isNumeric(wanted)
        || value instanceof List<?> list && list.isEmpty() && isList(wanted);
  }

  private static boolean isNumeric(FactType type) {
    return type == FactType.NUMBER || type == FactType.BOOLEAN;
  }

  private static boolean isList(FactType type) {
    return type == FactType.TEXTS || type == FactType.DICTIONARIES || type == FactType.LIST;
  }

  /** Names a kind in a sentence. */
  static String words(FactType type) {
    return switch (type) {
      case TEXT -> "text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case DATE -> "a date";
      case DATA -> "data";
      case TEXTS -> "a list of texts";
      case DICTIONARIES -> "a list of dictionaries";
      case LIST -> "a list";
      case DICTIONARY -> "a dictionary";
      case ANY -> "anything";
    };
  }

  /** Shows a value in a sentence. */
  static String show(Object value) {
    if (value instanceof String text) {
      return "'" + text + "'";
    }
    return value instanceof List<?> list && list.isEmpty() ? "an empty list" : value.toString();
  }
}
