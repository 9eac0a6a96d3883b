package io.github.macnightly.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NaturalOrderTest {

  private final NaturalOrder order = new NaturalOrder();

  @ParameterizedTest
  @CsvSource({
    "1.9, 1.10",
    "Firefox 9, Firefox 10",
    "1.5, 1.5.0.1",
    "a2b, A10B",
    "x9, x99999999999999999999999999999999999999",
    "x99999999999999999999999999999999999998, x99999999999999999999999999999999999999",
    "1, 1b",
    "'', 0",
    "01, 1",
    "A, a"
  })
  void putsTheFirstBeforeTheSecond(String first, String second) {
    assertThat(order.compare(first, second)).isNegative();
    assertThat(order.compare(second, first)).isPositive();
  }

  @Test
  void isTotalAndTransitiveOnRandomNames() {
    Random random = new Random(7);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      names.add(randomName(random));
    }
    for (String a : names) {
      for (String b : names) {
        assertThat(Integer.signum(order.compare(a, b)))
            .isEqualTo(-Integer.signum(order.compare(b, a)));
        assertThat(order.compare(a, b) == 0).isEqualTo(a.equals(b));
        for (String c : names) {
          if (order.compare(a, b) <= 0 && order.compare(b, c) <= 0) {
            assertThat(order.compare(a, c)).isLessThanOrEqualTo(0);
          }
        }
      }
    }
  }

  @Test
  void sortsTheSameWhateverTheOrderBefore() {
    List<String> names =
        new ArrayList<>(List.of("a10", "A9", "a9", "a09", "b", "a", "a-1", "a.1", "ä1"));
    names.sort(order);
    List<String> sorted = List.copyOf(names);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(names, new Random(seed));
      names.sort(order);
      assertThat(names).isEqualTo(sorted);
    }
  }

  private static String randomName(Random random) {
    StringBuilder s = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      s.append("aAbB.-019 ".charAt(random.nextInt(10)));
    }
    return s.toString();
  }
}
