package io.github.macnightly.udif;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RichTextTest {

  @Test
  void keepsTheTextAndDropsItsLooks() {
    assertThat(
            plain(
                "{\\rtf1\\mac\\ansicpg10000{\\fonttbl\\f0\\fswiss Helvetica;}{\\*\\hidden x}\n"
                    + "\\f0\\fs24 \\b Caf\\'8e\\b0 \\{1\\}\\par tab\\tab\\u8364 ?end\\\nnext}"))
        .isEqualTo("Caf\u00e9{1}\ntab\t\u20acend\nnext");
    assertThat(
            plain(
                "{\\rtf1\\mac{\\fonttbl{\\f0\\fswiss Helvetica;}}{\\colortbl;\\red255;}\\f0\\fs24 "
                    + "First \\b line\\b0\\par\\pard Caf\\'8e {\\*\\generator X;}end\\\\\\}}"))
        .isEqualTo("First line\nCaf\u00e9 end\\}");
  }

  @Test
  void takesLettersOfTwoBytesFromTheCodePageOfTheFont() {
    assertThat(
            plain(
                "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl\\f0\\fcharset0 Times;\\f1\\fnil\\fcharset128"
                    + " Hiragino;\\f2\\fcharset204 Arial;}\\f0 \\'e9 \\f1 \\'93\\'fa\\'96\\b"
                    + "\\'7b \\f2\\'cb \\f0\\'e9}"))
        .isEqualTo("\u00e9 \u65e5\u672c \u041b \u00e9");
  }

  @Test
  void takesLettersWithoutACodePageFromTheRegion() {
    byte[] rich = "{\\rtf1 \\'93\\'fa}".getBytes(StandardCharsets.US_ASCII);
    assertThat(RichText.plain(rich, Charset.forName("Shift_JIS"))).isEqualTo("\u65e5");
  }

  @Test
  void skipsWhatStandsForUnicodeElsewhere() {
    assertThat(plain("{\\rtf1\\ansi\\uc1\\u8212\\'97-\\uc2\\u26085\\'93\\'fax{\\uc0\\u233 y}z}"))
        .isEqualTo("\u2014-\u65e5x\u00e9yz");
    assertThat(plain("{\\rtf1\\u-3913 ?}")).isEqualTo("\uf0b7");
  }

  @Test
  void survivesBrokenRichText() {
    for (String broken : List.of("\\", "{\\'", "{\\'z", "\\u", "}}}}", "{\\rtf\\'8", "\\u-")) {
      assertThat(plain(broken)).isNotNull();
    }
    assertThat(plain("}}}\\")).isEmpty();
    assertThat(plain("{\\rtf1 a\\'")).isEqualTo("a");
    assertThat(plain("{\\rtf1 a\\'zz b")).isEqualTo("a b");
    assertThat(plain("{".repeat(100_000) + "deep" + "}".repeat(100_000))).isEqualTo("deep");
  }

  private static String plain(String text) {
    return RichText.plain(text.getBytes(StandardCharsets.ISO_8859_1), MacScript.ROMAN);
  }
}
