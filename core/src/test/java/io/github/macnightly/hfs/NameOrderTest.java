package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void ignoresSixteenCharactersAndNoOther() {
    String ignored =
        IntStream.range(0, 0x10000)
            .filter(c -> NameOrder.FOLDED.compare(Character.toString(c), "") == 0)
            .mapToObj("%04x"::formatted)
            .collect(Collectors.joining(" "));

    assertThat(ignored)
        .isEqualTo(
            "200c 200d 200e 200f 202a 202b 202c 202d 202e 206a 206b 206c 206d 206e 206f feff");
  }

  /** Titles of digraphs, letters far apart, and scripts whose case nobody writes any more. */
  @ParameterizedTest
  @CsvSource({
    "0041, 0061", "00c6, 00e6", "0132, 0133", "0181, 0253", "018e, 01dd", "0189, 0256",
    "01c4, 01c6", "01c5, 01c6", "01f1, 01f3", "01f2, 01f3", "03a3, 03c3", "03ee, 03ef",
    "0402, 0452", "040f, 045f", "0410, 0430", "042f, 044f", "0474, 0475", "0480, 0481",
    "04be, 04bf", "04cb, 04cc", "0531, 0561", "0556, 0586", "10a0, 10d0", "10c5, 10f5",
    "2160, 2170", "216f, 217f", "ff21, ff41", "ff3a, ff5a"
  })
  void foldsCase(String capital, String small) {
    assertThat(compare(capital, small)).isZero();
  }

  /** Composed letters, a final sigma, and letters that are younger or were overlooked. */
  @ParameterizedTest
  @CsvSource({
    "00c4, 00e4", "0130, 0069", "01cd, 01ce", "0386, 03ac", "03c2, 03c3", "03aa, 03ca",
    "0401, 0451", "0407, 0457", "0419, 0439", "0476, 0477", "04c0, 04cf", "04d0, 04d1",
    "01f6, 0195", "0218, 0219", "03d8, 03d9", "048a, 048b", "0500, 0501", "1e00, 1e01",
    "2126, 03c9", "2183, 2184", "24b6, 24d0", "2c00, 2c30", "00df, 1e9e"
  })
  void leavesCaseWhereItWasNeverFolded(String capital, String small) {
    assertThat(compare(capital, small)).isNotZero();
  }

  private static int compare(String left, String right) {
    return NameOrder.FOLDED.compare(
        Character.toString(Integer.parseInt(left, 16)),
        Character.toString(Integer.parseInt(right, 16)));
  }
}
