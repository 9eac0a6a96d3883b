package io.github.macnightly.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Licence texts in the encodings of their time. */
class LicensesTest {

  private static String plain(String rich) {
    return RichText.plain(
        rich.getBytes(StandardCharsets.ISO_8859_1), Charset.forName("x-MacRoman"));
  }

  @Test
  void takesTheTextOutOfRichText() {
    String rich =
        "{\\rtf1\\mac{\\fonttbl{\\f0\\fswiss Helvetica;}}{\\colortbl;\\red255;}\\f0\\fs24 First"
            + " \\b line\\b0\\par\\pard Caf\\'8e \\u8364 ? {\\*\\generator X;}end\\\\\\}}";

    assertThat(plain(rich)).isEqualTo("First line\nCafé € end\\}");
  }

  @Test
  void survivesBrokenRichText() {
    assertThat(plain("}}}\\")).isEmpty();
    assertThat(plain("{\\rtf1 a\\'")).isEqualTo("a");
    assertThat(plain("{\\rtf1 a\\'zz\\u99999999999 b")).isEqualTo("ab");
  }

  @Test
  void knowsEncodingsOfRegions() {
    assertThat(Region.encoding(0).name()).isEqualTo("x-MacRoman");
    assertThat(Region.encoding(14).name()).isEqualTo("Shift_JIS");
    assertThat(Region.encoding(53).name()).isEqualTo("Big5");
    assertThat(Region.encoding(12345).name()).isEqualTo("x-MacRoman");
    assertThat(Region.language(3)).isEqualTo(Locale.GERMANY);
  }
}
