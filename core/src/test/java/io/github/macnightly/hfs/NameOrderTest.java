package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;

/** The order of names, against what TN1150 says about it. */
class NameOrderTest {

  @Test
  void foldsLettersOnlyWhenTheyHaveNoDecomposition() {
    for (char c = 0x80; c < 0x250; c++) {
      String letter = String.valueOf(c);
      boolean decomposes = !Normalizer.isNormalized(letter, Normalizer.Form.NFD);
      boolean folds = !letter.equals(fold(letter));

      assertThat(folds && decomposes).as("U+%04x", (int) c).isFalse();
    }
  }

  private static String fold(String letter) {
    for (char c = 1; c < 0x300; c++) {
      if (c != letter.charAt(0) && NameOrder.FOLDED.compare(letter, String.valueOf(c)) == 0) {
        return Character.isUpperCase(letter.charAt(0)) ? String.valueOf(c) : letter;
      }
    }
    return letter;
  }

  @Test
  void sortsNulLastWhereCaseDoesNotMatter() {
    assertThat(NameOrder.FOLDED.compare("\0", "\ufffd")).isPositive();
    assertThat(NameOrder.BINARY.compare("\0", "a")).isNegative();
  }

  @Test
  void passesOverIgnorableCharacters() {
    assertThat(NameOrder.FOLDED.compare("a\u200cb\ufeff", "AB")).isZero();
    assertThat(NameOrder.FOLDED.compare("\u200d", "")).isZero();
    assertThat(NameOrder.BINARY.compare("a\u200c", "a")).isPositive();
  }

  @Test
  void putsAPrefixFirst() {
    assertThat(NameOrder.FOLDED.compare("ab", "ABC")).isNegative();
    assertThat(NameOrder.FOLDED.compare("", "a")).isNegative();
  }
}
