package io.github.macnightly.udif;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The region codes of the classic Mac OS (Script.h), each with its language and the script in which
 * text of that region is written.
 *
 * @param language a BCP 47 tag such as {@code de-CH}
 */
record MacScript(String language, Charset charset) {

  static final Charset ROMAN = charset("x-MacRoman");

  /** Code, language, and the script unless it is Roman. */
  private static final String TABLE =
      """
      0 en-US
      1 fr-FR
      2 en-GB
      3 de-DE
      4 it-IT
      5 nl-NL
      6 nl-BE
      7 sv-SE
      8 es-ES
      9 da-DK
      10 pt-PT
      11 fr-CA
      12 nb-NO
      13 he-IL x-MacHebrew
      14 ja-JP Shift_JIS
      15 en-AU
      16 ar x-MacArabic
      17 fi-FI
      18 fr-CH
      19 de-CH
      20 el-GR x-MacGreek
      21 is-IS x-MacIceland
      22 mt-MT
      23 el-CY x-MacGreek
      24 tr-TR x-MacTurkish
      25 hr-HR x-MacCroatian
      36 it-CH
      37 en-001
      39 ro-RO x-MacRomania
      41 lt-LT x-MacCentralEurope
      42 pl-PL x-MacCentralEurope
      43 hu-HU x-MacCentralEurope
      44 et-EE x-MacCentralEurope
      45 lv-LV x-MacCentralEurope
      46 se
      47 fo-FO x-MacIceland
      48 fa-IR x-MacArabic
      49 ru-RU x-MacCyrillic
      50 ga-IE
      51 ko-KR x-windows-949
      52 zh-CN GBK
      53 zh-TW Big5
      54 th-TH x-MacThai
      56 cs-CZ x-MacCentralEurope
      57 sk-SK x-MacCentralEurope
      61 be-BY x-MacCyrillic
      62 uk-UA x-MacUkraine
      65 sr-RS x-MacCyrillic
      66 sl-SI x-MacCroatian
      67 mk-MK x-MacCyrillic
      68 hr-HR x-MacCroatian
      70 de-DE
      71 pt-BR
      72 bg-BG x-MacCyrillic
      73 ca-ES
      82 en-CA
      86 es-419
      91 fr-001
      92 de-AT
      98 fr-BE
      100 en-SG
      101 nn-NO
      102 af-ZA
      103 eo
      107 kl
      108 en-IE
      """;

  private static final Map<Integer, MacScript> REGIONS = regions();

  /** Returns the script of a region; of an unknown one Roman, and no language. */
  static MacScript ofRegion(int region) {
    return REGIONS.getOrDefault(region, new MacScript("", ROMAN));
  }

  /**
   * Decodes text, with line feeds. Tools of today put UTF-8 where this script belongs; text in a
   * script of the classic Mac OS is not well-formed UTF-8 by chance.
   */
  String text(byte[] bytes) {
    return utf8(bytes)
        .orElseGet(() -> new String(bytes, charset))
        .replace("\r\n", "\n")
        .replace('\r', '\n');
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Map<Integer, MacScript> regions() {
    Map<Integer, MacScript> regions = new HashMap<>();
    TABLE
        .lines()
        .map(line -> line.split(" "))
        .forEach(
            fields ->
                regions.put(
                    Integer.valueOf(fields[0]),
                    new MacScript(fields[1], fields.length > 2 ? charset(fields[2]) : ROMAN)));
    return Map.copyOf(regions);
  }

  /** A Java runtime may lack the charsets of its extended module: then ASCII at least is right. */
  private static Charset charset(String name) {
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
  }
}
