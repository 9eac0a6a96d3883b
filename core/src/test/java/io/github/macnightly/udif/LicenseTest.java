package io.github.macnightly.udif;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LicenseTest {

  @Test
  void decodesTheScriptOfEachRegion() {
    byte[] japanese = "\u5951\u7d04".getBytes(Charset.forName("Shift_JIS"));
    byte[] russian = "\u041b\u0438\u0446".getBytes(Charset.forName("x-MacCyrillic"));
    License license =
        License.read(
                fork(
                    index(14, 14, 0, 49, 1),
                    new Resource(5000, "", japanese),
                    new Resource(5001, "", russian)))
            .orElseThrow();
    assertThat(license.best(Locale.JAPAN)).isEqualTo("\u5951\u7d04");
    assertThat(license.best(Locale.forLanguageTag("ru"))).isEqualTo("\u041b\u0438\u0446");
    assertThat(license.best(Locale.FRANCE)).isEqualTo("\u5951\u7d04");
  }

  @Test
  void leavesOutLanguagesWithoutAText() {
    ResourceFork fork = fork(index(3, 3, 7, 0, 0), new Resource(5000, "", new byte[] {'x'}));
    License license = License.read(fork).orElseThrow();
    assertThat(license.texts()).containsExactly(new License.Text(0, "en-US", "x"));
    assertThat(license.best(Locale.GERMANY)).isEqualTo("x");
  }

  @Test
  void findsNoLicenceInAnEmptyOrLyingIndex() {
    assertThat(License.read(new ResourceFork(Map.of()))).isEmpty();
    assertThat(License.read(fork(new byte[3]))).isEmpty();
    assertThat(License.read(fork(new byte[] {0, 0, -1, -1}))).isEmpty();
  }

  @Test
  void reducesRichTextToItsText() {
    assertThat(
            rtf(
                "{\\rtf1\\mac\\ansicpg10000{\\fonttbl\\f0\\fswiss Helvetica;}{\\*\\hidden x}\n"
                    + "\\f0\\fs24 \\b Caf\\'8e\\b0 \\{1\\}\\par tab\\tab\\u8364 ?end\\\nnext}"))
        .isEqualTo("Caf\u00e9{1}\ntab\t\u20acend\nnext");
  }

  @Test
  void survivesBrokenRichText() {
    for (String broken : List.of("\\", "{\\'", "{\\'z", "\\u", "}}}}", "{\\rtf\\'8", "\\u-")) {
      assertThat(rtf(broken)).isNotNull();
    }
    assertThat(rtf("{".repeat(100_000) + "deep")).isEqualTo("deep");
  }

  private static String rtf(String text) {
    return RichText.plain(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The default region, then pairs of a region and the number of its text. */
  private static byte[] index(int defaultRegion, int... regions) {
    ByteBuffer index = ByteBuffer.allocate(4 + 3 * regions.length);
    index.putShort((short) defaultRegion).putShort((short) (regions.length / 2));
    for (int i = 0; i < regions.length; i += 2) {
      index.putShort((short) regions[i]).putShort((short) regions[i + 1]).putShort((short) 0);
    }
    return index.array();
  }

  private static ResourceFork fork(byte[] index, Resource... texts) {
    return new ResourceFork(
        Map.of("LPic", List.of(new Resource(5000, "", index)), "TEXT", List.of(texts)));
  }
}
