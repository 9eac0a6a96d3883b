package io.github.macnightly.manifests;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Reads documents as plain values: property lists, and by the ending of the file YAML and JSON. */
final class Documents {

  /** Levels that a document in YAML or JSON may have. */
  static final int MAX_DEPTH = 200;

  /** Values that a document may have, after unfolding of shared ones. */
  static final int MAX_VALUES = 200_000;

  private Documents() {}

  /** Reads a document whose root is a dictionary. */
  static Map<?, ?> readDictionary(String file, byte[] bytes, String what) throws IOException {
    Object root = read(file, bytes, what);
    if (root instanceof Map<?, ?> map) {
      return map;
    }
    throw new CorruptException(
        "manifest", -1, what + ": holds " + kind(root) + ", wanted keys with values");
  }

  /**
   * Reads a document.
   *
   * @param file its name, whose ending tells the notation
   * @param what names it in a refusal
   */
  static Object read(String file, byte[] bytes, String what) throws IOException {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return YamlDocument.read(text("YAML", bytes, what), what);
    }
    if (name.endsWith(".json")) {
      return JsonDocument.read(text("JSON", bytes, what), what);
    }
    String other = Notations.other(bytes);
    if (!other.isEmpty() && !name.endsWith(".plist")) {
      throw new CorruptException(
          "manifest",
          -1,
          what
              + ": is "
              + other
              + ", wanted a property list or a name that ends in ."
              + ending(other));
    }
    return PropertyLists.read(bytes, what, MAX_VALUES);
  }

  private static String ending(String notation) {
    return notation.toLowerCase(Locale.ROOT);
  }

  static String text(String format, byte[] bytes, String what) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new CorruptException(format, -1, what + ": is not UTF-8 text");
    }
  }

  /** Returns what a value is, as it reads in a sentence. */
  static String kind(Object value) {
    if (value == null) {
      return "nothing";
    } else if (value instanceof Map) {
      return "a dictionary";
    } else if (value instanceof java.util.List) {
      return "a list";
    } else if (value instanceof String) {
      return "text";
    } else if (value instanceof Boolean) {
      return "true or false";
    } else if (value instanceof Number) {
      return "a number";
    }
    return value instanceof byte[] ? "data" : "a date";
  }
}
