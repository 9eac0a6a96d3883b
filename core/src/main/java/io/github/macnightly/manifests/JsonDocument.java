package io.github.macnightly.manifests;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as plain values. A date, which JSON has not, is {@code {"$date":
 * "2026-03-02T09:30:00Z"}}.
 */
final class JsonDocument {

  private static final String FORMAT = "JSON";
  private static final String DATE = "$date";

  private final JsonReader json;
  private final String what;
  private int values;

  private JsonDocument(JsonReader json, String what) {
    this.json = json;
    this.what = what;
  }

  static Object read(String text, String what) throws FormatException {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    JsonDocument document = new JsonDocument(reader, what);
    try {
      Object root = document.value(0);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw document.corrupt("goes on behind its end");
      }
      return root;
    } catch (FormatException e) {
      throw e;
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new CorruptException(FORMAT, -1, what + ": " + message);
    }
  }

  private Object value(int depth) throws IOException {
    if (depth > Documents.MAX_DEPTH) {
      throw new LimitExceededException(FORMAT, -1, what + ": nesting", Documents.MAX_DEPTH);
    }
    if (++values > Documents.MAX_VALUES) {
      throw new LimitExceededException(
          FORMAT, -1, what + ": number of values", Documents.MAX_VALUES);
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
        throw corrupt("ends without a value");
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
        throw corrupt("holds the key " + key + " twice");
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
      throw corrupt("holds the date " + text + ", wanted one like 2026-03-02T09:30:00Z");
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

  private CorruptException corrupt(String detail) {
    return new CorruptException(
        FORMAT, -1, what + ": " + ManifestName.shown(detail + " at " + json.getPath()));
  }
}
