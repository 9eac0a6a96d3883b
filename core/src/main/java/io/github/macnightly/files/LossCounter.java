package io.github.macnightly.files;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Counts what could not be kept. Safe for use by several threads at once. */
final class LossCounter {

  private final Map<String, Integer> counts = new TreeMap<>();

  synchronized void add(String kind) {
    Integer before = counts.get(kind);
    counts.put(kind, before == null ? 1 : before + 1);
  }

  synchronized Losses losses() {
    return new Losses(Collections.unmodifiableMap(new TreeMap<>(counts)));
  }
}
