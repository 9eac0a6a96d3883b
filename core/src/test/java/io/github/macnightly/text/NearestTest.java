package io.github.macnightly.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Advice about words that were typed wrongly. */
class NearestTest {

  private static final List<String> KNOWN = List.of("hostname", "condition", "managed_installs");

  @Test
  void nearestWordIsAdvised() {
    assertThat(Nearest.advice("hostnme", KNOWN)).isEqualTo("; did you mean hostname?");
    assertThat(Nearest.advice("managed-installs", KNOWN))
        .isEqualTo("; did you mean managed_installs?");
    assertThat(Nearest.advice("Managed Instals", KNOWN))
        .isEqualTo("; did you mean managed_installs?");
  }

  @Test
  void neighboursExchangedAreOneMistake() {
    assertThat(Nearest.to("dosc", List.of("docs", "disk"))).contains("docs");
  }

  @Test
  void nothingNearIsNoAdvice() {
    for (String word :
        List.of("zzz", "", " ", "\u00fc", "AND", "3", "hostname", "x".repeat(1 << 20))) {
      assertThat(Nearest.advice(word, KNOWN)).isEmpty();
    }
  }
}
