package io.github.macnightly.scripts;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.text.Excerpt;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JSON object as values of property lists; nulls, which those do not have, are left out. */
final class JsonAnswer {

  private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");
  private static final String DATE = "$date";
  private static final int SHOWN = 120;

  private final JsonReader json;

  private JsonAnswer(JsonReader json) {
    this.json = json;
  }

  /**
   * Reads an object; the reader bounds the depth to 255, the caller has bounded the size.
   *
   * @throws CorruptException when it is no JSON object, or more than that
   */
  static Map<String, Object> read(byte[] bytes) throws IOException {
    var decoder = StandardCharsets.UTF_8.newDecoder(); // reports what is not UTF-8
    JsonReader json =
        new JsonReader(new InputStreamReader(new ByteArrayInputStream(bytes), decoder));
    json.setStrictness(Strictness.STRICT);
    try {
      Map<String, Object> object = new JsonAnswer(json).object();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw corrupt("there is more after the end of the object");
      }
      return object;
    } catch (CharacterCodingException e) {
      throw corrupt("it is no UTF-8");
    } catch (MalformedJsonException | EOFException | RuntimeException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  /** The library tells its own names and how to make it accept what is wrong: that is no help. */
  private static CorruptException malformed(String told) {
    Matcher place = PLACE.matcher(told);
    String where =
        place.find() ? "line " + place.group(1) + ", character " + place.group(2) + ": " : "";
    String first = told.lines().findFirst().orElse("").split(" at line ", 2)[0];
    boolean advice = first.isEmpty() || first.equals("null") || first.contains("JsonReader");
    return corrupt(where + (advice ? "this is not JSON" : Excerpt.of(first, SHOWN)));
  }

  private static CorruptException corrupt(String detail) {
    return new CorruptException("JSON", -1, detail);
  }

  private Map<String, Object> object() throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      Object value = value();
      if (value != null) {
        map.put(key, value);
      }
    }
    json.endObject();
    return Collections.unmodifiableMap(map);
  }

  private List<Object> array() throws IOException {
    List<Object> list = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      Object value = value();
      if (value != null) {
        list.add(value);
      }
    }
    json.endArray();
    return Collections.unmodifiableList(list);
  }

  private Object value() throws IOException {
    return switch (json.peek()) {
      case BEGIN_OBJECT -> dated(object());
      case BEGIN_ARRAY -> array();
      case BOOLEAN -> json.nextBoolean();
      case NUMBER -> number(json.nextString());
      case NULL -> {
        json.nextNull();
        yield null;
      }
      default -> json.nextString();
    };
  }

  /** An object with nothing but {@code $date} is a date, as in files of facts. */
  private static Object dated(Map<String, Object> map) throws CorruptException {
    Object text = map.get(DATE);
    if (map.size() != 1 || text == null) {
      return map;
    }
    try {
      return OffsetDateTime.parse(text.toString()).toInstant();
    } catch (DateTimeParseException e) {
      throw corrupt(
          "$date is "
              + Excerpt.of(text.toString(), SHOWN)
              + ", wanted a date such as 2026-12-24T18:00:00Z");
    }
  }

  /** A whole number that a property list can hold stays whole. */
  private static Object number(String text) throws CorruptException {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      double value = Double.parseDouble(text);
      if (Double.isInfinite(value)) {
        throw corrupt("a number is over the limit of " + Double.MAX_VALUE);
      }
      return value;
    }
  }
}
