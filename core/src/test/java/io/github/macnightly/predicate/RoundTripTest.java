package io.github.macnightly.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Trees and their texts. */
class RoundTripTest {

  private static final int TREES = 50_000;

  @Test
  void readsEveryTreeBackFromItsText() {
    Set<Class<?>> kinds = new HashSet<>();
    for (int seed = 0; seed < TREES; seed++) {
      Clause tree = new RandomTrees(seed).clause(1 + seed % 3);
      Trees.walk(tree, node -> kinds.add(node.getClass()));
      String text = Printer.print(tree);
      try {
        assertThat(Condition.parse(text).clause()).as("seed %s: %s", seed, text).isEqualTo(tree);
      } catch (PredicateSyntaxException e) {
        fail("seed " + seed + ": " + text + "\n" + e.getMessage());
      }
    }
    assertThat(kinds).hasSize(17);
  }

  @Test
  void everyTextIsReadOrRefusedAndEveryTreeAnswersOrTellsWhyNot() {
    Random random = new Random(7);
    int refused = 0;
    for (int seed = 0; seed < 5_000; seed++) {
      StringBuilder text = new StringBuilder(Printer.print(new RandomTrees(seed).clause(3)));
      for (int i = random.nextInt(4); i > 0 && text.length() > 0; i--) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.deleteCharAt(at);
        } else {
          text.insert(at, "()[]{}'\"\\$#@%.,:-0xaZ\u00E9 !".charAt(random.nextInt(24)));
        }
      }
      Verdict verdict = Verdict.of(text.toString(), Facts.of(Map.of("a", 1)));
      Lint.check(text.toString(), Munki.FACTS);
      refused += verdict.outcome() == Outcome.PARSE_ERROR ? 1 : 0;
    }
    assertThat(refused).isBetween(500, 4_500);
  }
}
