package io.github.macnightly.predicate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Proves that no text is in some sets and outside of others: all automata are run side by side over
 * each text that they can tell apart. Gives up, and then says that there may be one, when that
 * takes too many steps.
 */
final class Globs {

  private static final int MAX_STEPS = 400_000;

  /** Any character that stands in none of the patterns; they treat all of those alike. */
  private static final int OTHER = Integer.MAX_VALUE;

  private int steps = MAX_STEPS;

  /** Tells whether no text is in all of the one and in none of the other sets. */
  boolean isEmpty(List<Glob> inside, List<Glob> outside) {
    List<Glob> all = new ArrayList<>(inside);
    all.addAll(outside);
    int[] letters = letters(all);
    Deque<List<Long>> open = new ArrayDeque<>();
    Set<List<Long>> seen = new HashSet<>();
    List<Long> start = all.stream().map(Glob::start).toList();
    open.add(start);
    seen.add(start);
    while (!open.isEmpty()) {
      List<Long> state = open.poll();
      steps -= letters.length * all.size();
      if (steps < 0 || accepts(all, inside.size(), state)) {
        return false;
      }
      for (int letter : letters) {
        List<Long> next = new ArrayList<>(state.size());
        for (int i = 0; i < all.size(); i++) {
          next.add(all.get(i).step(state.get(i), letter));
        }
        boolean dead = next.subList(0, inside.size()).contains(0L);
        if (!dead && seen.add(next)) {
          open.add(next);
        }
      }
    }
    return true;
  }

  private static boolean accepts(List<Glob> all, int inside, List<Long> state) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).accepts(state.get(i)) != i < inside) {
        return false;
      }
    }
    return true;
  }

  private static int[] letters(List<Glob> all) {
    Set<Integer> letters = new HashSet<>(Set.of(OTHER));
    for (Glob glob : all) {
      for (int letter : glob.letters()) {
        letters.add(letter);
      }
    }
    return letters.stream().mapToInt(Integer::intValue).toArray();
  }
}
