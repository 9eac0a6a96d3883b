package io.github.macnightly.cli.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Facts as they are printed. */
public final class FactText {

  private FactText() {}

  /** Returns what JSON can hold: data becomes base64. */
  public static Object forJson(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> printed = new LinkedHashMap<>();
      map.forEach((key, each) -> printed.put(String.valueOf(key), forJson(each)));
      return printed;
    }
    if (value instanceof Iterable<?> list) {
      List<Object> printed = new ArrayList<>();
      list.forEach(each -> printed.add(forJson(each)));
      return printed;
    }
    return plain(value);
  }

  /**
   * Returns the lines of a fact: one for each dictionary of a list, otherwise one. The elements of
   * a list stand side by side; what is not known is empty.
   */
  public static List<Object> cells(Object value) {
    if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map) {
      return list.stream().map(each -> (Object) words(each)).toList();
    }
    return Collections.singletonList(value instanceof Instant ? value : words(value));
  }

  private static String words(Object value) {
    StringJoiner words = new StringJoiner(", ");
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> words.add(key + "=" + words(each)));
    } else if (value instanceof Iterable<?> list) {
      list.forEach(each -> words.add(words(each)));
    } else {
      words.add(value == null ? "" : String.valueOf(plain(value)));
    }
    return words.toString();
  }

  private static Object plain(Object value) {
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    // JSON has no infinity.
    boolean endless = value instanceof Double number && !Double.isFinite(number);
    return value instanceof Date date ? date.toInstant() : endless ? value.toString() : value;
  }
}
