package io.github.macnightly.facts;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON as RFC 8259 has it, without comments and the like, and without keys twice. */
final class JsonFacts {

  private static final String FORMAT = "JSON";
  private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,40}");

  private final JsonReader reader;
  private final String what;
  private int values;

  JsonFacts(String text, String what) {
    this.reader = new JsonReader(new StringReader(text));
    this.what = what;
    reader.setStrictness(Strictness.STRICT);
    reader.setNestingLimit(FactFile.MAX_DEPTH + 2);
  }

  Map<String, Object> read() throws IOException {
    try {
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        throw wrong("wanted a dictionary of facts");
      }
      Map<String, Object> facts = object(1);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw wrong("text behind the end");
      }
      return facts;
    } catch (CorruptException | LimitExceededException e) {
      throw e;
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw malformed(e);
    }
  }

  private Object value(int depth) throws IOException {
    if (++values > FactFile.MAX_VALUES) {
      throw new LimitExceededException(
          FORMAT, -1, what + ": number of values", FactFile.MAX_VALUES);
    }
    if (depth > FactFile.MAX_DEPTH) {
      throw new LimitExceededException(
          FORMAT, -1, what + ": nesting at " + path(), FactFile.MAX_DEPTH);
    }
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> dateOr(object(depth + 1));
      case BEGIN_ARRAY -> array(depth + 1);
      case STRING -> reader.nextString();
      case NUMBER -> number(reader.nextString());
      case BOOLEAN -> reader.nextBoolean();
      default -> {
        reader.nextNull();
        yield null;
      }
    };
  }

  private Map<String, Object> object(int depth) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String key = reader.nextName();
      if (map.containsKey(key)) {
        throw wrong("the key is there twice");
      }
      Object value = value(depth);
      if (Moments.isDate(key, value, depth)) {
        value = Moments.parse(value).orElseThrow(() -> wrong(Moments.WANTED));
      }
      map.put(key, value);
    }
    reader.endObject();
    return Collections.unmodifiableMap(map);
  }

  private Object dateOr(Map<String, Object> map) throws CorruptException {
    if (!Moments.isDate(map)) {
      return map;
    }
    String path = shown(reader.getPreviousPath()); // it is behind us
    return Moments.of(map).orElseThrow(() -> wrong(reader.toString(), path, Moments.WANTED));
  }

  private List<Object> array(int depth) throws IOException {
    List<Object> list = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      list.add(value(depth));
    }
    reader.endArray();
    return Collections.unmodifiableList(list);
  }

  private static Object number(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Double.valueOf(text);
    }
    BigInteger whole = new BigInteger(text);
    return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
  }

  private CorruptException wrong(String detail) {
    return wrong(reader.toString(), path(), detail);
  }

  /** The reader tells its place in its exceptions and in its name, and nowhere else. */
  private CorruptException wrong(String told, String path, String detail) {
    Matcher place = PLACE.matcher(told);
    String where = place.find() ? "line " + place.group(1) + ", column " + place.group(2) : "end";
    String at = path.isEmpty() ? "" : ", at " + path;
    return new CorruptException(FORMAT, -1, what + ": " + where + at + ": " + detail);
  }

  private CorruptException malformed(Exception e) throws LimitExceededException {
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Nesting limit")) {
      throw new LimitExceededException(
          FORMAT, -1, what + ": nesting at " + path(), FactFile.MAX_DEPTH);
    }
    String first = message.lines().findFirst().orElse("").split(" at line ", 2)[0];
    // The advice of the library is to accept what is wrong.
    boolean advice = first.startsWith("Use JsonReader");
    return wrong(message, path(), advice ? "this is not JSON" : first);
  }

  private String path() {
    return shown(reader.getPath());
  }

  private static String shown(String path) {
    String keys = path.replaceFirst("^\\$\\.?", "");
    return keys.length() > 200 ? keys.substring(0, 200) + "..." : keys;
  }
}
