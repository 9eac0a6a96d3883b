package io.github.macnightly.facts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Dates in notations that have none. */
final class Moments {

  static final String WANTED = "wanted a date such as 2026-12-24T18:00:00Z";

  private static final String KEY = "$date";

  private Moments() {}

  /** Reads a date with its offset from UTC. */
  static Optional<Instant> parse(Object text) {
    if (text instanceof Instant instant) {
      return Optional.of(instant);
    }
    try {
      return Optional.of(OffsetDateTime.parse(String.valueOf(text)).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Tells whether a dictionary stands for a date. */
  static boolean isDate(Map<String, Object> map) {
    return map.size() == 1 && map.containsKey(KEY);
  }

  static Optional<Instant> of(Map<String, Object> map) {
    return parse(map.get(KEY));
  }

  /**
   * Tells whether a fact is a date although it is written as text.
   *
   * @param depth how many dictionaries and lists are around it
   */
  static boolean isDate(String key, Object value, int depth) {
    return depth == 1 && key.equals(BuiltIn.DATE.key()) && value instanceof String;
  }
}
