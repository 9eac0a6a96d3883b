package io.github.macnightly.predicate;

import java.util.Collections;
import java.util.Map;

/**
 * What is known of a computer, by key. Values are String, Boolean, any Number, Instant or Date,
 * byte[], List, Map, or null for what is not known. A predicate asks for a key each time that it
 * needs it, so that costly facts can be found out late; the answers must not change meanwhile.
 */
@FunctionalInterface
public interface Facts {

  /**
   * Finds a fact.
   *
   * @param key its name; the case counts
   * @return null when there is no such fact
   */
  Object get(String key);

  /** Returns all facts, for the rare predicate that asks {@code SELF} what it contains. */
  default Map<String, Object> all() {
    return Map.of();
  }

  /** Returns facts that are known already. */
  static Facts of(Map<String, ?> facts) {
    return new Facts() {
      @Override
      public Object get(String key) {
        return facts.get(key);
      }

      @Override
      public Map<String, Object> all() {
        return Collections.unmodifiableMap(facts);
      }
    };
  }
}
