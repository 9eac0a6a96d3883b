package io.github.macnightly.predicate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for what is wrong with a predicate before it is asked about any computer. */
public final class Lint {

  private final String text;
  private final Map<String, FactType> known;
  private final List<Finding> findings = new ArrayList<>();
  private final Fixed fixed = new Fixed();

  private Lint(String text, Map<String, FactType> known) {
    this.text = text;
    this.known = known;
  }

  /**
   * Looks at a predicate.
   *
   * @param predicate the predicate
   * @param known the facts that there may be; when empty, no key counts as unknown
   * @return what there is to say, in the order of the text; a sound predicate has notes at most
   */
  public static List<Finding> check(String predicate, Map<String, FactType> known) {
    Lint lint = new Lint(predicate, known);
    try {
      lint.condition(Condition.parse(predicate));
    } catch (PredicateSyntaxException e) {
      lint.report(
          Severity.ERROR,
          new Place(e.start(), e.end()),
          "syntax",
          e.getMessage() + "; in: " + e.around());
    }
    lint.findings.sort(Comparator.comparingInt(Finding::start).thenComparing(Finding::severity));
    return List.copyOf(lint.findings);
  }

  /**
   * Tells whether conditions that are asked about the same facts never hold together. A yes is
   * certain, whatever the facts; a no means that nothing was found.
   */
  public static boolean excludeEachOther(List<Condition> conditions) {
    return new Constants(new Fixed())
        .excludeEachOther(conditions.stream().map(Condition::clause).toList());
  }

  private void condition(Condition condition) {
    condition.notes().forEach(note -> note(note, condition));
    Clause clause = condition.clause();
    Trees.walk(clause, this::node);
    variables(clause, Set.of());
    new KeyLint(text, known, this).check(clause);
    constant(clause, new Constants(fixed));
  }

  /** Adds a finding. */
  void report(Severity severity, Place place, String rule, String message) {
    findings.add(new Finding(place.start(), place.end(), severity, rule, message));
  }

  /** In a regular expression a lost backslash turns a class of characters into a letter. */
  private void note(Note note, Condition condition) {
    boolean[] pattern = {false};
    Trees.walk(
        condition.clause(),
        node ->
            pattern[0] |=
                node instanceof Clause.Comparison comparison
                    && comparison.relation().operator() == Operator.MATCHES
                    && comparison.place().start() <= note.place().start()
                    && comparison.place().end() >= note.place().end());
    boolean lost = pattern[0] && note.rule().equals("lost-escape");
    report(lost ? Severity.WARNING : Severity.NOTE, note.place(), note.rule(), note.text());
  }

  /** Tells of the outermost clauses that always say the same, unless they are meant to. */
  private void constant(Node node, Constants constants) {
    boolean compound = node instanceof Clause.And || node instanceof Clause.Or;
    boolean asks = node instanceof Clause.Comparison comparison && !Fixed.isFixed(comparison);
    Optional<Constants.Answer> always =
        compound || asks ? constants.of((Clause) node) : Optional.empty();
    if (always.isPresent() && (compound || !isReported(node.place()))) {
      Constants.Answer answer = always.get();
      report(Severity.ERROR, node.place(), answer.rule(), answer.words());
    } else {
      Trees.parts(node).forEach(part -> constant(part, constants));
    }
  }

  /** Tells whether something in this place is known to be wrong already. */
  private boolean isReported(Place place) {
    return findings.stream()
        .anyMatch(
            finding ->
                finding.severity() != Severity.NOTE
                    && finding.start() < place.end()
                    && finding.end() > place.start());
  }

  private void node(Node node) {
    if (node instanceof Clause.Comparison comparison) {
      new ComparisonLint(known, fixed, this).check(comparison);
    } else if (node instanceof Clause.Or or) {
      or.terms().stream()
          .filter(term -> term instanceof Clause.And && !isInParentheses(term.place()))
          .findFirst()
          .ifPresent(
              term ->
                  report(
                      Severity.NOTE,
                      term.place(),
                      "and-within-or",
                      "AND binds tighter than OR; parentheses would say what is meant"));
    }
  }

  private boolean isInParentheses(Place place) {
    String before = text.substring(0, place.start()).stripTrailing();
    String after = text.substring(place.end()).stripLeading();
    return before.endsWith("(") && after.startsWith(")");
  }

  private void variables(Node node, Set<String> bound) {
    if (node instanceof Expression.Variable variable && !bound.contains(variable.name())) {
      report(
          Severity.ERROR,
          node.place(),
          "unbound-variable",
          "$" + variable.name() + " stands for nothing here; only SUBQUERY binds a variable");
    }
    for (Node part : Trees.parts(node)) {
      boolean inner = node instanceof Expression.Subquery && part instanceof Clause;
      variables(part, inner ? with(bound, ((Expression.Subquery) node).variable()) : bound);
    }
  }

  private static Set<String> with(Set<String> bound, String name) {
    Set<String> more = new HashSet<>(bound);
    more.add(name);
    return more;
  }
}
