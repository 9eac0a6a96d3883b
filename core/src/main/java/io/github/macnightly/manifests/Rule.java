package io.github.macnightly.manifests;

import io.github.macnightly.predicate.Condition;
import io.github.macnightly.predicate.PredicateSyntaxException;

/**
 * A condition as it was read.
 *
 * @param text what stands in the manifest
 * @param condition null when the text is no predicate
 * @param error why it is none, else null
 */
record Rule(String text, Condition condition, PredicateSyntaxException error) {

  static Rule of(String text) {
    try {
      return new Rule(text, Condition.parse(text), null);
    } catch (PredicateSyntaxException e) {
      return new Rule(text, null, e);
    }
  }
}
