package io.github.macnightly.apfs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  /** Pairs from CaseFolding.txt of Unicode, the full folding (C and F). */
  @ParameterizedTest
  @CsvSource({
    "README, readme",
    "Gr\u00f6\u00dfe, gro\u0308sse",
    "\u1e9e, ss",
    "\u03a3\u03c3\u03c2, \u03c3\u03c3\u03c3",
    "\u212a, k",
    "\u017f, s",
    "\ufb03, ffi",
    "\u0390, \u03b9\u0308\u0301",
    "\u0130, i\u0307",
    "\ud801\udc00, \ud801\udc28",
    "\uac00, \u1100\u1161"
  })
  void foldsAndDecomposesAsUnicodeDoes(String name, String canonical) {
    assertThat(Names.canonical(name, false)).isEqualTo(canonical);
  }

  @Test
  void keepsTheDotlessIApart() {
    assertThat(Names.canonical("\u0131", false)).isNotEqualTo(Names.canonical("I", false));
  }

  @Test
  void whereCaseMattersNamesAreDecomposedOnly() {
    assertThat(Names.canonical("Gr\u00f6\u00dfe", true)).isEqualTo("Gro\u0308\u00dfe");
  }

  /** The keys of the two directories that every volume has, as mkapfs writes them. */
  @Test
  void hashesLettersAsWordsOf32Bits() {
    assertThat(Names.hash("root")).isEqualTo(0x2d9c79);
    assertThat(Names.hash("private-dir")).isEqualTo(0x2b29a3);
  }
}
