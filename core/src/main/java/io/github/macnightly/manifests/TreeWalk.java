package io.github.macnightly.manifests;

import io.github.macnightly.predicate.PredicateException;
import io.github.macnightly.predicate.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** One walk through a tree of manifests, in Munki's order. */
final class TreeWalk {

  /** Includes and nested conditions above each other. */
  private static final int MAX_DEPTH = 200;

  /** Manifests and conditional items that one walk visits. */
  private static final int MAX_VISITS = 1_000_000;

  private final Rules rules;
  private final BiFunction<Entry, String, Optional<Manifest>> includes;
  private final Consumer<ManifestProblem> problems;

  /** Manifests with the catalogs with which they were walked. */
  private final Set<List<Object>> walked = new HashSet<>();

  private BiConsumer<Section, Trail> visitor;
  private int visits;

  /**
   * Makes a walk.
   *
   * @param includes finds the manifest that an entry of the named manifest includes
   */
  TreeWalk(
      Rules rules,
      BiFunction<Entry, String, Optional<Manifest>> includes,
      Consumer<ManifestProblem> problems) {
    this.rules = rules;
    this.includes = includes;
    this.problems = problems;
  }

  /** Shows each manifest and each conditional item that counts, after what it includes. */
  void walk(Manifest root, BiConsumer<Section, Trail> each) {
    visitor = each;
    visit(root.section(), Trail.start(root.name()));
  }

  private void visit(Section section, Trail outer) {
    Trail trail = outer.catalogs(section.catalogs());
    if (trail.catalogs().isEmpty()) {
      error(trail, section.path(), "has no catalogs and is ignored, with all that it includes");
      return;
    }
    if (++visits > MAX_VISITS) {
      if (visits == MAX_VISITS + 1) {
        error(trail, section.path(), "is over the limit of " + MAX_VISITS + " parts of manifests");
      }
      return;
    }
    if (trail.depth() > MAX_DEPTH) {
      error(trail, section.path(), "is over the limit of " + MAX_DEPTH + " levels");
      return;
    }
    section.included().forEach(entry -> include(entry, trail));
    for (Section conditional : section.conditions()) {
      if (holds(conditional, trail)) {
        visit(conditional, trail.condition(conditional.rule().text()));
      }
    }
    visitor.accept(section, trail);
  }

  private void include(Entry entry, Trail trail) {
    Optional<Manifest> included = includes.apply(entry, trail.manifest());
    if (included.isEmpty()) {
      return;
    }
    String name = included.get().name();
    if (trail.holds(name)) {
      String chain = String.join(" -> ", trail.manifests()) + " -> " + name;
      error(trail, entry.path(), "includes in a circle: " + chain);
      return;
    }
    List<String> own = included.get().section().catalogs();
    if (walked.add(List.of(name, own.isEmpty() ? trail.catalogs() : own))) {
      visit(included.get().section(), trail.include(name));
    }
  }

  private boolean holds(Section conditional, Trail trail) {
    Verdict verdict = rules.verdict(conditional.rule(), trail.catalogs());
    if (verdict.outcome().isError() && conditional.rule().error() == null) {
      PredicateException e = verdict.error().orElseThrow();
      int position = Math.max(0, e.start() + 1);
      String at = position == 0 ? "" : "character " + position + ": ";
      problems.accept(
          new ManifestProblem(
              true,
              trail.manifest(),
              conditional.conditionPath(),
              position,
              at + e.getMessage() + "; it counts as false"));
    }
    return verdict.outcome().holds();
  }

  private void error(Trail trail, String path, String text) {
    problems.accept(ManifestProblem.error(trail.manifest(), path, text));
  }
}
