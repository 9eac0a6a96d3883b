package io.github.macnightly.manifests;

import io.github.macnightly.predicate.Condition;
import io.github.macnightly.predicate.Lint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The conditions that hold inside of a conditional item. All facts are the same for them but one: a
 * section with catalogs of its own changes {@code catalogs} for what is in it.
 */
final class Nesting {

  private static final Pattern CATALOGS = Pattern.compile("(?i)catalogs|\\bself\\b");

  private final List<Condition> around;

  private Nesting(List<Condition> around) {
    this.around = around;
  }

  /** A manifest by itself, where nothing is asked. */
  static Nesting none() {
    return new Nesting(List.of());
  }

  /** Tells whether a condition never holds here; one that is no predicate is not judged. */
  boolean excludes(Rule rule) {
    return !around.isEmpty() && rule.error() == null && Lint.excludeEachOther(with(rule).around);
  }

  /** Returns what holds inside of a conditional item that stands here. */
  Nesting in(Section section) {
    Nesting inner = with(section.rule());
    if (section.catalogs().isEmpty()) {
      return inner;
    }
    return new Nesting(
        inner.around.stream().filter(each -> !CATALOGS.matcher(each.text()).find()).toList());
  }

  private Nesting with(Rule rule) {
    List<Condition> all = new ArrayList<>(around);
    Optional.ofNullable(rule.condition()).ifPresent(all::add);
    return new Nesting(List.copyOf(all));
  }
}
