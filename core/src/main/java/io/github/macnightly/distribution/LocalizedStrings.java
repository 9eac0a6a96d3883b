package io.github.macnightly.distribution;

import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code Localizable.strings}: {@code "key" = "text";} lines in UTF-8 or UTF-16, or a
 * property list in any notation.
 */
public final class LocalizedStrings {

  private static final String NAME = "string table";

  private LocalizedStrings() {}

  /**
   * Reads a table.
   *
   * @return the texts by key; values that are no text are left out
   * @throws io.github.macnightly.io.FormatException when it is damaged or too large
   */
  public static Map<String, String> parse(byte[] bytes) throws IOException {
    String text = new String(bytes, charset(bytes)).replace("\uFEFF", "").strip();
    if (text.isEmpty()) {
      return Map.of();
    }
    byte[] list = bytes;
    if (!text.startsWith("bplist") && !text.startsWith("<")) {
      String braces = text.startsWith("{") ? text : "{\n" + text + "\n}";
      list = braces.getBytes(StandardCharsets.UTF_8);
    }
    Map<String, String> table = new LinkedHashMap<>();
    PropertyLists.readDictionary(list, NAME)
        .forEach(
            (key, value) -> {
              if (value instanceof String words) {
                table.put(key, words);
              }
            });
    return Collections.unmodifiableMap(table);
  }

  /** Without a mark at its start, every second byte of UTF-16 text in Latin script is 0. */
  private static Charset charset(byte[] bytes) {
    if (bytes.length < 2) {
      return StandardCharsets.UTF_8;
    }
    int mark = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    if (mark == 0xFEFF || bytes[0] == 0) {
      return StandardCharsets.UTF_16BE;
    }
    boolean little = mark == 0xFFFE || bytes[1] == 0;
    return little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
  }
}
