package io.github.macnightly.predicate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proves that clauses never hold at the same time, whatever the facts. Clauses are taken apart into
 * comparisons of which all must have their answer; where one of several would do, each is tried.
 * What is not understood, or would take too long, counts as possible: a proof is sound, its absence
 * says nothing. An error is no answer, so a clause that has none does not hold, nor does its
 * opposite.
 */
final class Satisfiability {

  /**
   * Comparisons looked at, all branches and all proofs of one lint together; long ones count more.
   */
  private static final int MAX_WORK = 50_000;

  /** Choices within choices; each is a level of recursion. */
  private static final int MAX_CHOICES = 24;

  private final Globs globs = new Globs();
  private final Fixed fixed;
  private int work = MAX_WORK;

  Satisfiability(Fixed fixed) {
    this.fixed = fixed;
  }

  /** A clause and the answer that it has to give. */
  record Wanted(Clause clause, boolean answer) {}

  /** Tells whether no facts make all of the clauses true. */
  boolean isNever(List<Clause> clauses) {
    Deque<Wanted> wanted = new ArrayDeque<>();
    clauses.forEach(clause -> wanted.add(new Wanted(clause, true)));
    return isRefuted(wanted);
  }

  /** Tells whether no facts make a clause give this answer. */
  boolean isNever(Clause clause, boolean answer) {
    return isRefuted(new ArrayDeque<>(List.of(new Wanted(clause, answer))));
  }

  private boolean isRefuted(Deque<Wanted> wanted) {
    Deque<Wanted> choices = new ArrayDeque<>();
    List<Wanted> terms = new ArrayList<>();
    boolean refuted =
        flatten(wanted, terms, choices)
            || contradict(terms)
            || fail(terms, new ArrayList<>(choices), 0);
    return refuted && !fixed.isSpent();
  }

  /** Tries each way of the choices from {@code from} on; all of them must fail. */
  private boolean fail(List<Wanted> known, List<Wanted> choices, int from) {
    if (from >= choices.size() || from >= MAX_CHOICES) {
      return false;
    }
    Wanted choice = choices.get(from);
    for (Clause term : terms(choice.clause())) {
      List<Wanted> more = new ArrayList<>(known);
      Deque<Wanted> inner = new ArrayDeque<>();
      boolean refuted =
          flatten(new ArrayDeque<>(List.of(new Wanted(term, choice.answer()))), more, inner)
              || contradict(more);
      if (!refuted) {
        List<Wanted> left = new ArrayList<>(choices.subList(0, from + 1));
        left.addAll(inner);
        left.addAll(choices.subList(from + 1, choices.size()));
        refuted = fail(more, left, from + 1);
      }
      if (!refuted) {
        return false;
      }
    }
    return true;
  }

  /** Sorts what is wanted into comparisons and choices; tells whether one can never be had. */
  private boolean flatten(Deque<Wanted> wanted, List<Wanted> terms, Deque<Wanted> choices) {
    while (!wanted.isEmpty()) {
      Wanted next = wanted.poll();
      Clause clause = next.clause();
      if (--work < 0 || fixed.isSpent()) {
        return false;
      }
      if (clause instanceof Clause.Constant constant) {
        if (constant.value() != next.answer()) {
          return true;
        }
      } else if (clause instanceof Clause.Not not) {
        wanted.add(new Wanted(not.term(), !next.answer()));
      } else if (clause instanceof Clause.Comparison comparison) {
        if (Fixed.isFixed(comparison)
            && !fixed.answer(comparison).equals(Optional.of(next.answer()))) {
          return true;
        }
        terms.add(next);
      } else if (clause instanceof Clause.And == next.answer()) {
        terms(clause).forEach(term -> wanted.add(new Wanted(term, next.answer())));
      } else {
        choices.add(next);
      }
    }
    return false;
  }

  private static List<Clause> terms(Clause clause) {
    return clause instanceof Clause.And and ? and.terms() : ((Clause.Or) clause).terms();
  }

  /** Tells whether comparisons cannot have these answers together. */
  private boolean contradict(List<Wanted> terms) {
    for (Wanted term : terms) {
      Place place = term.clause().place();
      work -= 1 + (place.end() - place.start()) / 16;
    }
    if (work < 0 || fixed.isSpent()) {
      return false;
    }
    Map<Clause.Comparison, Boolean> answers = new HashMap<>();
    Map<Expression, List<Atom>> subjects = new HashMap<>();
    for (Wanted term : terms) {
      Atom atom = Atom.of((Clause.Comparison) term.clause(), term.answer());
      if (!atom.isStable()) {
        continue;
      }
      Boolean before = answers.put(atom.comparison(), atom.answer());
      if (before != null && before != atom.answer()) {
        return true;
      }
      if (atom.isAboutOneValue()) {
        subjects.computeIfAbsent(atom.subject(), each -> new ArrayList<>()).add(atom);
      }
    }
    return subjects.values().stream().anyMatch(this::areNothing);
  }

  private boolean areNothing(List<Atom> atoms) {
    try {
      return new Possible(atoms, globs, fixed).isNothing();
    } catch (EvaluationException e) {
      return true; // The comparison with it has no answer, so not the wanted one.
    }
  }
}
