package io.github.macnightly.manifests;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.text.Excerpt;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON as plain values. A date, which JSON has not, is {@code {"$date":
 * "2026-03-02T09:30:00Z"}}.
 */
final class JsonDocument {

  private static final String FORMAT = "JSON";
  private static final String DATE = "$date";

  private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

  private final JsonReader json;
  private final String what;
  private int values;

  private JsonDocument(JsonReader json, String what) {
    this.json = json;
    this.what = what;
  }

  /**
   * Reads a document.
   *
   * @param what names it in a refusal; empty for one line whose number the caller tells
   */
  static Object read(String text, String what) throws FormatException {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    JsonDocument document = new JsonDocument(reader, what);
    try {
      Object root = document.value(0);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw document.corrupt("there is text behind the end");
      }
      return root;
    } catch (FormatException e) {
      throw e;
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw document.malformed(String.valueOf(e.getMessage()));
    }
  }

  private Object value(int depth) throws IOException {
    if (depth > Documents.MAX_DEPTH) {
      throw new LimitExceededException(FORMAT, -1, named("nesting"), Documents.MAX_DEPTH);
    }
    if (++values > Documents.MAX_VALUES) {
      throw new LimitExceededException(FORMAT, -1, named("number of values"), Documents.MAX_VALUES);
    }
    switch (json.peek()) {
      case BEGIN_OBJECT:
        return object(depth);
      case BEGIN_ARRAY:
        return array(depth);
      case STRING:
        return json.nextString();
      case BOOLEAN:
        return json.nextBoolean();
      case NUMBER:
        return number(json.nextString());
      case NULL:
        json.nextNull();
        return null;
      default:
        throw corrupt("it ends without a value");
    }
  }

  private static Object number(String digits) {
    return digits.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(digits) : Double.valueOf(digits);
  }

  private Object object(int depth) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      if (map.containsKey(key)) {
        throw corrupt("the key " + Excerpt.of(key, 80) + " is there twice");
      }
      map.put(key, value(depth + 1));
    }
    json.endObject();
    if (map.size() == 1 && map.get(DATE) instanceof String date) {
      return date(date);
    }
    return Collections.unmodifiableMap(map);
  }

  private Instant date(String text) throws CorruptException {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw corrupt(
          "the date is " + Excerpt.of(text, 80) + ", wanted one like 2026-03-02T09:30:00Z");
    }
  }

  private List<Object> array(int depth) throws IOException {
    List<Object> list = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      list.add(value(depth + 1));
    }
    json.endArray();
    return Collections.unmodifiableList(list);
  }

  private String named(String detail) {
    return what.isEmpty() ? detail : what + ": " + detail;
  }

  private CorruptException corrupt(String detail) {
    return corrupt(json.toString(), detail);
  }

  /** The reader tells its place in its exceptions and in its name, and nowhere else. */
  private CorruptException corrupt(String told, String detail) {
    Matcher place = PLACE.matcher(told);
    String where = place.find() ? "character " + place.group(2) : "end";
    String line = what.isEmpty() || where.equals("end") ? "" : "line " + place.group(1) + ", ";
    String path = json.getPath().replaceFirst("^\\$\\.?", "");
    return new CorruptException(
        FORMAT,
        -1,
        named(line) + where + (path.isEmpty() ? "" : ", at " + Excerpt.of(path)) + ": " + detail);
  }

  /** The library tells how to make it accept what is wrong, which is no help. */
  private CorruptException malformed(String message) {
    String first = message.lines().findFirst().orElse("").split(" at line ", 2)[0];
    boolean advice = first.isEmpty() || first.contains("JsonReader");
    return corrupt(message, advice ? "this is not JSON" : Excerpt.of(first));
  }
}
