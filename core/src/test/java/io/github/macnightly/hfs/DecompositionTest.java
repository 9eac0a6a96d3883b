package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spellings against Unicode 3.2 and what TN1150 says about them. */
class DecompositionTest {

  /** UnicodeData of version 3.2 decomposes these of the first plane outside of the ranges kept. */
  private static final int LETTERS = 970;

  private static final int HANGUL = 11_172;

  @Test
  void decomposesExactlyTheLettersOfUnicode32() {
    int letters = 0;
    int hangul = 0;
    for (int c = 0; c < 0x10000; c++) {
      String letter = Character.toString(c);
      boolean changes = !Decomposition.of(letter).equals(letter);
      hangul += changes && c >= 0xac00 && c <= 0xd7a3 ? 1 : 0;
      letters += changes && (c < 0xac00 || c > 0xd7a3) ? 1 : 0;
    }

    assertThat(letters).isEqualTo(LETTERS);
    assertThat(hangul).isEqualTo(HANGUL);
  }

  @ParameterizedTest
  @CsvSource({
    "\u00c5, A\u030a",
    "\u1ed8, O\u0323\u0302",
    "\u0385, \u00a8\u0301",
    "\u0419, \u0418\u0306",
    "\u1f82, \u03b1\u0313\u0300\u0345",
    "\u0958, \u0915\u093c",
    "\uac01, \u1100\u1161\u11a8",
    "\ufb4c, \u05d1\u05bf"
  })
  void decomposesLetters(String letter, String marks) {
    assertThat(Decomposition.of("x" + letter + "y")).isEqualTo("x" + marks + "y");
  }

  /** Angstrom, Ohm, not equal, a compatibility ideograph, Balinese, a note, an ideograph. */
  @ParameterizedTest
  @ValueSource(
      strings = {"\u212b", "\u2126", "\u2260", "\uf900", "\u1b06", "\ud834\udd5e", "\ud87e\udc00"})
  void leavesOthersAsTheyAre(String letter) {
    assertThat(Decomposition.of(letter)).isEqualTo(letter);
    assertThat(Decomposition.of("\u00e4" + letter + "\u00e4"))
        .isEqualTo("a\u0308" + letter + "a\u0308");
  }

  @Test
  void putsMarksInOrder() {
    assertThat(Decomposition.of("a\u0307\u0323")).isEqualTo("a\u0323\u0307");
    assertThat(Decomposition.of("a\u20d0\u0323")).isEqualTo("a\u0323\u20d0");
    assertThat(Decomposition.of("\u00e1\u0323")).isEqualTo("a\u0323\u0301");
  }
}
