package io.github.macnightly.cli.console;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Writes results as JSON. Gson's writer is used without its object mapping, which costs 40 ms at
 * the first use and cannot look into {@code java.time}.
 */
final class Json {

  private Json() {}

  static String pretty(Object value) {
    return write(value, "  ");
  }

  static String compact(Object value) {
    return write(value, "");
  }

  private static String write(Object value, String indent) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      writer.setIndent(indent);
      any(writer, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void any(JsonWriter writer, Object value) throws IOException {
    if (value == null) {
      writer.nullValue();
    } else if (value instanceof Boolean truth) {
      writer.value(truth);
    } else if (value instanceof Number number) {
      writer.value(number);
    } else if (value instanceof Instant time) {
      writer.value(Printable.of(time));
    } else if (value instanceof Optional<?> optional) {
      any(writer, optional.orElse(null));
    } else if (value instanceof Map<?, ?> map) {
      object(writer, map);
    } else if (value instanceof Iterable<?> items && !(value instanceof java.nio.file.Path)) {
      array(writer, items);
    } else if (value instanceof Record fields) {
      record(writer, fields);
    } else {
      writer.value(value.toString());
    }
  }

  private static void object(JsonWriter writer, Map<?, ?> map) throws IOException {
    writer.beginObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      writer.name(entry.getKey().toString());
      any(writer, entry.getValue());
    }
    writer.endObject();
  }

  private static void array(JsonWriter writer, Iterable<?> items) throws IOException {
    writer.beginArray();
    for (Object item : items) {
      any(writer, item);
    }
    writer.endArray();
  }

  private static void record(JsonWriter writer, Record fields) throws IOException {
    writer.beginObject();
    for (RecordComponent field : fields.getClass().getRecordComponents()) {
      writer.name(field.getName());
      any(writer, component(field, fields));
    }
    writer.endObject();
  }

  private static Object component(RecordComponent field, Record fields) {
    try {
      return field.getAccessor().invoke(fields);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "the record " + fields.getClass().getName() + " is not public: make it so", e);
    }
  }
}
