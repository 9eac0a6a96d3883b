package io.github.macnightly.predicate;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads cases, one JSON object a line. */
final class CaseFile {

  private CaseFile() {}

  static List<JsonObject> read(Path file) throws IOException {
    List<JsonObject> cases = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      cases.add(JsonParser.parseString(line).getAsJsonObject());
    }
    return cases;
  }

  static Facts facts(JsonObject facts) {
    @SuppressWarnings("unchecked")
    Map<String, Object> map = (Map<String, Object>) value(facts);
    return Facts.of(map);
  }

  private static Object value(JsonElement element) {
    if (element.isJsonNull()) {
      return null;
    }
    if (element instanceof JsonArray array) {
      List<Object> list = new ArrayList<>();
      array.forEach(e -> list.add(value(e)));
      return list;
    }
    if (element instanceof JsonObject object) {
      if (object.has("$date")) {
        return Instant.parse(object.get("$date").getAsString());
      }
      Map<String, Object> map = new LinkedHashMap<>();
      object.entrySet().forEach(e -> map.put(e.getKey(), value(e.getValue())));
      return map;
    }
    return primitive((JsonPrimitive) element);
  }

  private static Object primitive(JsonPrimitive primitive) {
    if (primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    if (primitive.isString()) {
      return primitive.getAsString();
    }
    String digits = primitive.getAsString();
    return digits.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(digits) : Double.valueOf(digits);
  }
}
