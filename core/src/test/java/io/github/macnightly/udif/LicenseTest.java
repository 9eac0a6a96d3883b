package io.github.macnightly.udif;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LicenseTest {

  private static final Charset ROMAN = Charset.forName("x-MacRoman");

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
    assertThat(license.best(Locale.JAPAN).text()).isEqualTo("\u5951\u7d04");
    assertThat(license.best(Locale.forLanguageTag("ru")).text()).isEqualTo("\u041b\u0438\u0446");
    assertThat(license.best(Locale.FRANCE).text()).isEqualTo("\u5951\u7d04");
  }

  @Test
  void putsTheDefaultRegionFirst() {
    License license = license(index(3, 0, 0, 1, 1, 3, 2), "en", "fr", "de");
    assertThat(license.texts())
        .extracting(License.Text::language)
        .containsExactly("de-DE", "en-US", "fr-FR");
    assertThat(license.best(Locale.KOREA).text()).isEqualTo("de");
  }

  @Test
  void prefersTheCountryToTheLanguageAndTheLanguageToTheDefault() {
    License license = license(index(0, 0, 0, 2, 1, 11, 2, 1, 3), "us", "gb", "ca", "fr");
    assertThat(license.best(Locale.UK).text()).isEqualTo("gb");
    assertThat(license.best(Locale.FRANCE).text()).isEqualTo("fr");
    assertThat(license.best(Locale.CANADA_FRENCH).text()).isEqualTo("ca");
    assertThat(license.best(Locale.forLanguageTag("fr-CH")).text()).isIn("fr", "ca");
    assertThat(license.best(Locale.ROOT).text()).isEqualTo("us");
  }

  @Test
  void tellsTheTwoWaysToWriteChinese() {
    License license = license(index(52, 52, 0, 53, 1), "simple", "traditional");
    assertThat(license.best(Locale.forLanguageTag("zh-HK")).text()).isEqualTo("traditional");
    assertThat(license.best(Locale.forLanguageTag("zh-Hant")).text()).isEqualTo("traditional");
    assertThat(license.best(Locale.forLanguageTag("zh-SG")).text()).isEqualTo("simple");
  }

  @Test
  void findsNorwegianByEitherName() {
    License license = license(index(0, 0, 0, 12, 1), "en", "nb");
    assertThat(license.best(Locale.forLanguageTag("no")).text()).isEqualTo("nb");
    assertThat(license.best(Locale.forLanguageTag("nb-NO")).text()).isEqualTo("nb");
  }

  @Test
  void letsSeveralRegionsShareOneText() {
    License license = license(index(1, 1, 0, 91, 0, 98, 0), "fr");
    assertThat(license.texts())
        .extracting(License.Text::language)
        .containsExactly("fr-FR", "fr-001", "fr-BE");
  }

  @Test
  void readsTextOfTodayAsUtf8() {
    byte[] text = "\ufeff\u00a9 caf\u00e9 \u2014 ok\r\nend\r".getBytes(StandardCharsets.UTF_8);
    License license =
        License.read(fork(index(0, 0, 0), new Resource(5000, "", text))).orElseThrow();
    assertThat(license.texts().get(0).text()).isEqualTo("\u00a9 caf\u00e9 \u2014 ok\nend\n");
  }

  @Test
  void readsWhatTheButtonsSay() {
    Resource strings =
        strings(
            "Deutsch", "Akzeptieren", "Ablehnen", "Drucken", "Sichern\u2026", "Bitte w\u00e4hlen");
    ResourceFork fork =
        new ResourceFork(
            Map.of(
                "LPic", List.of(new Resource(5000, "", index(3, 3, 0))),
                "STR#", List.of(strings),
                "TEXT", List.of(new Resource(5000, "", new byte[] {'x'}))));
    assertThat(License.read(fork).orElseThrow().texts().get(0).buttons())
        .contains(
            new License.Buttons(
                "Akzeptieren", "Ablehnen", "Drucken", "Sichern\u2026", "Bitte w\u00e4hlen"));
  }

  @Test
  void readsATextWhoseButtonsAreMissingOrCutOff() {
    for (Resource strings :
        List.of(strings("a", "b", "c", "d", "e"), new Resource(5000, "", new byte[] {0, 6, 9}))) {
      ResourceFork fork =
          new ResourceFork(
              Map.of(
                  "LPic", List.of(new Resource(5000, "", index(0, 0, 0))),
                  "STR#", List.of(strings),
                  "TEXT", List.of(new Resource(5000, "", new byte[] {'x'}))));
      assertThat(License.read(fork).orElseThrow().texts())
          .containsExactly(new License.Text("en-US", "x", Optional.empty()));
    }
  }

  @Test
  void leavesOutLanguagesWithoutAText() {
    License license = license(index(3, 3, 7, 0, 0), "x");
    assertThat(license.texts()).containsExactly(new License.Text("en-US", "x", Optional.empty()));
    assertThat(license.best(Locale.GERMANY).text()).isEqualTo("x");
  }

  @Test
  void findsTextsThatNoIndexLists() {
    ResourceFork fork =
        new ResourceFork(
            Map.of(
                "RTF ",
                List.of(new Resource(5002, "", "{\\rtf1\\ansi rich}".getBytes(ROMAN))),
                "TEXT",
                List.of(new Resource(128, "", "other".getBytes(ROMAN)))));
    assertThat(License.read(fork).orElseThrow().texts())
        .containsExactly(new License.Text("", "rich", Optional.empty()));
  }

  @Test
  void findsNoLicenceInAnEmptyOrLyingIndex() {
    assertThat(License.read(new ResourceFork(Map.of()))).isEmpty();
    assertThat(License.read(fork(new byte[3]))).isEmpty();
    assertThat(License.read(fork(new byte[] {0, 0, -1, -1}))).isEmpty();
  }

  private static License license(byte[] index, String... texts) {
    Resource[] resources = new Resource[texts.length];
    for (int i = 0; i < texts.length; i++) {
      resources[i] = new Resource(5000 + i, "", texts[i].getBytes(ROMAN));
    }
    return License.read(fork(index, resources)).orElseThrow();
  }

  private static Resource strings(String... strings) {
    ByteBuffer bytes = ByteBuffer.allocate(300).putShort((short) strings.length);
    for (String string : strings) {
      byte[] roman = string.getBytes(ROMAN);
      bytes.put((byte) roman.length).put(roman);
    }
    byte[] used = new byte[bytes.position()];
    bytes.flip().get(used);
    return new Resource(5000, "", used);
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
