package io.github.macnightly.manifests;

import io.github.macnightly.predicate.Facts;
import io.github.macnightly.predicate.Outcome;
import io.github.macnightly.predicate.PredicateException;
import io.github.macnightly.predicate.Verdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of a run: each text is read once, and asked once per list of catalogs. The facts
 * do not change during a run, so nothing is lost by that.
 */
final class Rules {

  private final Facts facts;
  private final Map<String, Rule> rules = new HashMap<>();
  private final Map<List<String>, Map<String, Verdict>> verdicts = new HashMap<>();
  private int parsed;

  Rules(Facts facts) {
    this.facts = facts;
  }

  Rule read(String text) {
    return rules.computeIfAbsent(
        text,
        each -> {
          parsed++;
          return Rule.of(each);
        });
  }

  /** Returns how many texts were read. */
  int parsed() {
    return parsed;
  }

  /** Tells what a condition says of the facts, seen with these catalogs. */
  Verdict verdict(Rule rule, List<String> catalogs) {
    return verdicts
        .computeIfAbsent(catalogs, each -> new HashMap<>())
        .computeIfAbsent(rule.text(), text -> ask(rule, catalogs));
  }

  private Verdict ask(Rule rule, List<String> catalogs) {
    return rule.condition() == null
        ? new Verdict(Outcome.PARSE_ERROR, Optional.<PredicateException>of(rule.error()))
        : rule.condition().verdict(new Catalogued(facts, catalogs));
  }

  /** Facts with the catalogs of the manifest that asks, which come before a fact of that name. */
  private record Catalogued(Facts facts, List<String> catalogs) implements Facts {

    private static final String KEY = "catalogs";

    @Override
    public Object get(String key) {
      return key.equals(KEY) ? catalogs : facts.get(key);
    }

    @Override
    public Map<String, Object> all() {
      Map<String, Object> all = new LinkedHashMap<>(facts.all());
      all.put(KEY, catalogs);
      return all;
    }
  }
}
