package io.github.macnightly.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Foreign text in messages. */
class ExcerptTest {

  @Test
  void shortTextStaysAndControlCharactersDoNot() {
    assertThat(Excerpt.of("os_vers > 10")).isEqualTo("os_vers > 10");
    assertThat(Excerpt.of("a\nb\u001bc")).isEqualTo("a b?c");
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertThat(Excerpt.of("x".repeat(160))).isEqualTo("x".repeat(160));
    assertThat(Excerpt.of("x".repeat(161))).isEqualTo("x".repeat(160) + "...");
    assertThat(Excerpt.of("x".repeat(159) + "\ud83c\udf75y")).isEqualTo("x".repeat(159) + "...");
  }

  @Test
  void theLastLineIsTheOneThatIsNotBlank() {
    assertThat(Excerpt.lastLine("one\n two \r\n\n", 10)).isEqualTo("two");
    assertThat(Excerpt.lastLine("one\ntwo", 2)).isEqualTo("tw...");
    assertThat(Excerpt.lastLine("\n", 2)).isEmpty();
  }

  @Test
  void theEndBeginsWithACharacter() {
    assertThat(Excerpt.end("a\nb", 2)).isEqualTo("\nb");
    assertThat(Excerpt.end("\ud83c\udf75y", 2)).isEqualTo("y");
  }
}
