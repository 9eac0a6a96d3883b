package io.github.macnightly.manifests;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The way to a manifest or a conditional item, innermost first.
 *
 * @param outer the way before the last step; null at the start
 * @param manifest the manifest that one is in
 * @param condition the condition that led here; null when it was an include
 * @param catalogs those that count here
 * @param depth steps
 */
record Trail(Trail outer, String manifest, String condition, List<String> catalogs, int depth) {

  static Trail start(String manifest) {
    return new Trail(null, manifest, null, List.of(), 0);
  }

  Trail include(String name) {
    return new Trail(this, name, null, catalogs, depth + 1);
  }

  Trail condition(String text) {
    return new Trail(this, manifest, text, catalogs, depth + 1);
  }

  Trail catalogs(List<String> own) {
    return own.isEmpty() ? this : new Trail(outer, manifest, condition, own, depth);
  }

  /** Tells whether one is in a manifest already. */
  boolean holds(String name) {
    for (Trail step = this; step != null; step = step.outer) {
      if (step.manifest.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the manifests, the first one first. */
  List<String> manifests() {
    Deque<String> names = new ArrayDeque<>();
    for (Trail step = this; step != null; step = step.outer) {
      if (step.condition == null) {
        names.push(step.manifest);
      }
    }
    return List.copyOf(names);
  }

  /** Returns the conditions, the outermost first. */
  List<String> conditions() {
    Deque<String> texts = new ArrayDeque<>();
    for (Trail step = this; step != null; step = step.outer) {
      if (step.condition != null) {
        texts.push(step.condition);
      }
    }
    return List.copyOf(texts);
  }
}
