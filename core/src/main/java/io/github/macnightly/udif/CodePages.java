package io.github.macnightly.udif;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The numbers by which RTF names character sets. */
final class CodePages {

  private static final int ROMAN = 10000;

  /** The character set of a font ({@code \fcharset}) and its code page. */
  private static final Map<Integer, Integer> FONTS =
      Map.ofEntries(
          Map.entry(77, ROMAN),
          Map.entry(78, 932),
          Map.entry(79, 949),
          Map.entry(80, 936),
          Map.entry(81, 950),
          Map.entry(128, 932),
          Map.entry(129, 949),
          Map.entry(134, 936),
          Map.entry(136, 950),
          Map.entry(161, 1253),
          Map.entry(162, 1254),
          Map.entry(163, 1258),
          Map.entry(177, 1255),
          Map.entry(178, 1256),
          Map.entry(186, 1257),
          Map.entry(204, 1251),
          Map.entry(222, 874),
          Map.entry(238, 1250));

  private static final Map<Integer, String> NAMES =
      Map.of(
          ROMAN,
          "x-MacRoman",
          932,
          "windows-31j",
          949,
          "x-windows-949",
          936,
          "GBK",
          950,
          "Big5",
          874,
          "x-windows-874",
          65001,
          "UTF-8");

  private CodePages() {}

  /** Returns nothing for a font in the code page of the text. */
  static Optional<Charset> ofFont(int number) {
    return Optional.ofNullable(FONTS.get(number)).map(CodePages::windows);
  }

  /** Returns Latin-1 for a code page that this Java has not got: ASCII at least is right then. */
  static Charset windows(int page) {
    String name = NAMES.getOrDefault(page, "windows-" + Math.max(0, page));
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
  }
}
