package io.github.macnightly.predicate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Tells whether rules about one text contradict each other at some level of folding. */
final class Languages {

  /** More rules are left out: what the first ones allow may then be called possible. */
  private static final int MAX_RULES = 12;

  private final List<TextRule> rules;
  private final Globs globs;

  Languages(List<TextRule> rules, Globs globs) {
    this.rules = rules;
    this.globs = globs;
  }

  /** Tells whether no text follows all of the rules. */
  boolean areApart() {
    Set<TextRule.Level> levels = EnumSet.noneOf(TextRule.Level.class);
    rules.forEach(rule -> levels.add(rule.level()));
    if (levels.size() > 1) {
      levels.add(TextRule.Level.ALL);
    }
    return levels.stream().anyMatch(this::areApartAt);
  }

  private boolean areApartAt(TextRule.Level level) {
    List<Glob> inside = new ArrayList<>();
    List<Glob> outside = new ArrayList<>();
    for (TextRule rule : rules) {
      Glob glob = rule.at(level);
      if (glob != null && inside.size() + outside.size() < MAX_RULES) {
        (rule.inside() ? inside : outside).add(glob);
      }
    }
    return !inside.isEmpty() && globs.isEmpty(inside, outside)
        || !outside.isEmpty() && inside.isEmpty() && globs.isEmpty(List.of(), outside);
  }
}
