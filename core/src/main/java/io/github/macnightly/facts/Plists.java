package io.github.macnightly.facts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks into property lists of which nothing is certain. */
final class Plists {

  private Plists() {}

  /** Returns the elements of an array that are dictionaries; none when it is no array. */
  static List<Map<?, ?>> dictionaries(Object value) {
    List<Map<?, ?>> found = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof Map<?, ?> map) {
          found.add(map);
        }
      }
    }
    return found;
  }

  static List<String> texts(Object value) {
    List<String> found = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.stream().filter(String.class::isInstance).map(String.class::cast).forEach(found::add);
    }
    return found;
  }

  /**
   * Returns the first text under a key. The device tree keeps text as bytes that end with NULs, and
   * several texts one behind the other.
   *
   * @return null when there is none
   */
  static String text(List<Map<?, ?>> dictionaries, String key) {
    for (Map<?, ?> dictionary : dictionaries) {
      Object value = dictionary.get(key);
      String text =
          value instanceof byte[] bytes ? untilNul(bytes) : value instanceof String s ? s : "";
      if (!text.isBlank()) {
        return text.strip();
      }
    }
    return null;
  }

  private static String untilNul(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
