package io.github.macnightly.state;

import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one receipt; keys that it does not know are passed over. */
final class ReceiptReader {

  private final String file;
  private final Map<String, String> texts = new HashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<LedgerPath> ledger = new ArrayList<>();
  private int version = -1;

  /**
   * Makes a reader for one receipt.
   *
   * @param file its name, for messages
   */
  ReceiptReader(String file) {
    this.file = file;
  }

  /**
   * Reads the receipt.
   *
   * @throws FormatException naming the file when it is not a receipt, damaged or too new
   */
  InstalledItem read(InputStream in) throws IOException {
    var decoder = StandardCharsets.UTF_8.newDecoder(); // reports what is not UTF-8
    JsonReader json = new JsonReader(new InputStreamReader(in, decoder));
    json.setStrictness(Strictness.STRICT);
    try {
      readObject(json, this::readField);
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw corrupt("there is more after its end");
      }
      return checked();
    } catch (MalformedJsonException
        | EOFException
        | CharacterCodingException
        | IllegalStateException
        | NumberFormatException
        | ArithmeticException
        | DateTimeException
        | JsonParseException e) {
      throw corrupt(firstLine(e));
    }
  }

  private static String firstLine(Exception e) {
    String text = String.valueOf(e.getMessage());
    return text.lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  private CorruptException corrupt(String detail) {
    return new CorruptException(Receipts.FORMAT, 0, file + ": " + detail);
  }

  /** Reads the value of a key. */
  @FunctionalInterface
  private interface Field {
    void read(String key, JsonReader json) throws IOException;
  }

  private static void readObject(JsonReader json, Field field) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      field.read(json.nextName(), json);
    }
    json.endObject();
  }

  private void readField(String key, JsonReader json) throws IOException {
    switch (key) {
      case "format" -> readVersion(json);
      case "name", "kind", "md5", "sha256", "source", "installed", "checksum" ->
          texts.put(key, text(json));
      case "parts" -> readArray(json, () -> parts.add(readPart(json)));
      case "ledger" -> readArray(json, () -> ledger.add(readPath(json)));
      default -> json.skipValue();
    }
  }

  private void readVersion(JsonReader json) throws IOException {
    version = json.nextInt();
    if (version > ReceiptWriter.VERSION) {
      throw new UnsupportedFormatException(
          Receipts.FORMAT,
          0,
          file
              + " has format "
              + version
              + ", known here is "
              + ReceiptWriter.VERSION
              + "; use the newer macnightly that wrote it");
    }
  }

  /** Reads one element of an array. */
  @FunctionalInterface
  private interface Element {
    void read() throws IOException;
  }

  private static void readArray(JsonReader json, Element element) throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      element.read();
    }
    json.endArray();
  }

  private static String text(JsonReader json) throws IOException {
    if (json.peek() == JsonToken.NULL) {
      json.nextNull();
      return null;
    }
    if (json.peek() != JsonToken.STRING) {
      throw new IllegalStateException(
          "wanted a text, got " + json.peek() + " at " + json.getPath());
    }
    return json.nextString();
  }

  private static Part readPart(JsonReader json) throws IOException {
    Map<String, String> t = new HashMap<>();
    readObject(json, (key, value) -> t.put(key, text(value)));
    return new Part(t.get("kind"), t.get("identifier"), t.get("version"), t.get("path"));
  }

  private LedgerPath readPath(JsonReader json) throws IOException {
    Map<String, String> texts = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    readObject(
        json,
        (key, value) -> {
          switch (key) {
            case "mode", "size" -> numbers.put(key, value.nextLong());
            case "path", "type", "digest" -> texts.put(key, text(value));
            default -> value.skipValue();
          }
        });
    String path = texts.get("path");
    String type = texts.get("type");
    if (path == null || type == null || type.length() != 1) {
      throw corrupt("an entry of its ledger lacks its path or type");
    }
    int mode = Math.toIntExact(numbers.getOrDefault("mode", 0L));
    return new LedgerPath(
        path, type.charAt(0), mode, numbers.getOrDefault("size", 0L), texts.get("digest"));
  }

  private InstalledItem checked() throws CorruptException {
    if (version != ReceiptWriter.VERSION) {
      throw corrupt("it has no format number");
    }
    if (texts.get("name") == null || texts.get("installed") == null) {
      throw corrupt("it has no name or no date");
    }
    InstalledItem item =
        new InstalledItem(
            texts.get("name"),
            texts.get("kind"),
            texts.get("md5"),
            texts.get("sha256"),
            texts.get("source"),
            Instant.parse(texts.get("installed")),
            parts,
            ledger);
    if (!ReceiptWriter.checksum(item).equals(texts.get("checksum"))) {
      throw corrupt("its content does not match its checksum");
    }
    return item;
  }
}
