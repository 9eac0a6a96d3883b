package io.github.macnightly.image;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * A region code of the classic Mac OS: which language it stands for, and in which encoding that
 * language was written.
 */
final class Region {

  private static final Map<Integer, String> LANGUAGES =
      Map.ofEntries(
          Map.entry(0, "en-US"),
          Map.entry(1, "fr-FR"),
          Map.entry(2, "en-GB"),
          Map.entry(3, "de-DE"),
          Map.entry(4, "it-IT"),
          Map.entry(5, "nl-NL"),
          Map.entry(6, "nl-BE"),
          Map.entry(7, "sv-SE"),
          Map.entry(8, "es-ES"),
          Map.entry(9, "da-DK"),
          Map.entry(10, "pt-PT"),
          Map.entry(11, "fr-CA"),
          Map.entry(12, "nb-NO"),
          Map.entry(13, "he-IL"),
          Map.entry(14, "ja-JP"),
          Map.entry(15, "en-AU"),
          Map.entry(16, "ar"),
          Map.entry(17, "fi-FI"),
          Map.entry(18, "fr-CH"),
          Map.entry(19, "de-CH"),
          Map.entry(20, "el-GR"),
          Map.entry(21, "is-IS"),
          Map.entry(22, "mt-MT"),
          Map.entry(23, "el-CY"),
          Map.entry(24, "tr-TR"),
          Map.entry(25, "hr-HR"),
          Map.entry(36, "it-CH"),
          Map.entry(39, "ro-RO"),
          Map.entry(41, "lt-LT"),
          Map.entry(42, "pl-PL"),
          Map.entry(43, "hu-HU"),
          Map.entry(44, "et-EE"),
          Map.entry(45, "lv-LV"),
          Map.entry(48, "fa-IR"),
          Map.entry(49, "ru-RU"),
          Map.entry(50, "ga-IE"),
          Map.entry(51, "ko-KR"),
          Map.entry(52, "zh-CN"),
          Map.entry(53, "zh-TW"),
          Map.entry(54, "th-TH"),
          Map.entry(56, "cs-CZ"),
          Map.entry(57, "sk-SK"),
          Map.entry(61, "be-BY"),
          Map.entry(62, "uk-UA"),
          Map.entry(65, "sr-RS"),
          Map.entry(66, "sl-SI"),
          Map.entry(67, "mk-MK"),
          Map.entry(68, "hr-HR"),
          Map.entry(70, "de-DE"),
          Map.entry(71, "pt-BR"),
          Map.entry(72, "bg-BG"),
          Map.entry(73, "ca-ES"));

  private static final Map<String, String> ENCODINGS =
      Map.ofEntries(
          Map.entry("ja", "Shift_JIS"),
          Map.entry("ko", "EUC-KR"),
          Map.entry("he", "x-MacHebrew"),
          Map.entry("ar", "x-MacArabic"),
          Map.entry("fa", "x-MacArabic"),
          Map.entry("el", "x-MacGreek"),
          Map.entry("tr", "x-MacTurkish"),
          Map.entry("is", "x-MacIceland"),
          Map.entry("ro", "x-MacRomania"),
          Map.entry("hr", "x-MacCroatian"),
          Map.entry("sl", "x-MacCroatian"),
          Map.entry("ru", "x-MacCyrillic"),
          Map.entry("be", "x-MacCyrillic"),
          Map.entry("bg", "x-MacCyrillic"),
          Map.entry("sr", "x-MacCyrillic"),
          Map.entry("mk", "x-MacCyrillic"),
          Map.entry("uk", "x-MacUkraine"),
          Map.entry("pl", "x-MacCentralEurope"),
          Map.entry("cs", "x-MacCentralEurope"),
          Map.entry("sk", "x-MacCentralEurope"),
          Map.entry("hu", "x-MacCentralEurope"),
          Map.entry("et", "x-MacCentralEurope"),
          Map.entry("lv", "x-MacCentralEurope"),
          Map.entry("lt", "x-MacCentralEurope"),
          Map.entry("th", "x-MacThai"));

  private Region() {}

  /** Returns the language of a region; one that is not known counts as English. */
  static Locale language(int region) {
    return Locale.forLanguageTag(LANGUAGES.getOrDefault(region, "en"));
  }

  /** Returns the encoding of a region, Latin-1 where this Java has not got it. */
  static Charset encoding(int region) {
    Locale locale = language(region);
    String name = ENCODINGS.getOrDefault(locale.getLanguage(), "x-MacRoman");
    if (locale.getLanguage().equals("zh")) {
      name = locale.getCountry().equals("TW") ? "Big5" : "GBK";
    }
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
  }
}
