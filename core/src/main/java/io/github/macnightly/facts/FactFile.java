package io.github.macnightly.facts;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads facts from a file: a property list in any notation, JSON, or YAML. The ending of the name
 * tells which ({@code .plist}, {@code .json}, {@code .yaml}, {@code .yml}); without one of these,
 * the first characters do.
 *
 * <p>Values are those of {@link io.github.macnightly.predicate.Facts}. JSON and YAML have no dates:
 * the text under the key {@code date} is read as one ({@code 2026-12-24T18:00:00Z}), and so is a
 * dictionary with nothing but {@code $date}. A null says that the fact is not known.
 */
public final class FactFile {

  /** A list of a thousand applications takes about 200 KB. */
  static final int MAX_BYTES = 1 << 20;

  /** Deeper than any fact, and than a predicate can ask. */
  static final int MAX_DEPTH = 64;

  /** Values of all kinds, after unfolding of what is shared. */
  static final int MAX_VALUES = 50_000;

  private enum Notation {
    PLIST("property list"),
    JSON("JSON"),
    YAML("YAML");

    private final String label;

    Notation(String label) {
      this.label = label;
    }
  }

  private FactFile() {}

  /**
   * Reads a file.
   *
   * @return the facts in the order of the file
   * @throws io.github.macnightly.io.FormatException when it is damaged, its root is no dictionary,
   *     or it is over 1 MiB, 64 levels or 50,000 values; names the file and the place in it
   * @throws IOException when it cannot be read
   */
  public static Map<String, Object> read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        String label = notation(file.toString(), bytes).label;
        throw new LimitExceededException(
            label, -1, file + ": size of " + Files.size(file) + " bytes", MAX_BYTES);
      }
      return read(bytes, file.toString(), notation(file.toString(), bytes));
    }
  }

  /**
   * Reads what somebody answered, in the notation that its first characters tell.
   *
   * @param bytes the whole answer
   * @param what names it in a refusal
   * @throws io.github.macnightly.io.FormatException as of {@link #read(Path)}
   */
  public static Map<String, Object> read(byte[] bytes, String what) throws IOException {
    return read(bytes, what, notation("", bytes));
  }

  private static Map<String, Object> read(byte[] bytes, String what, Notation notation)
      throws IOException {
    if (bytes.length > MAX_BYTES) {
      throw new LimitExceededException(notation.label, -1, what + ": size in bytes", MAX_BYTES);
    }
    Map<String, Object> facts =
        switch (notation) {
          case PLIST -> PropertyLists.readDictionary(bytes, what);
          case JSON -> new JsonFacts(text(bytes, what, notation), what).read();
          case YAML -> new YamlFacts(text(bytes, what, notation), what).read();
        };
    new Limits(notation.label, what).check(facts);
    return facts;
  }

  private static Notation notation(String name, byte[] bytes) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".plist")) {
      return Notation.PLIST;
    } else if (lower.endsWith(".json")) {
      return Notation.JSON;
    } else if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
      return Notation.YAML;
    }
    return byContent(bytes);
  }

  private static Notation byContent(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1);
    String text = start.replaceFirst("^\u00ef\u00bb\u00bf", "").strip();
    boolean wide = start.startsWith("\u00fe\u00ff") || start.startsWith("\u00ff\u00fe");
    if (wide || text.startsWith("bplist") || text.startsWith("<")) {
      return Notation.PLIST;
    }
    return text.startsWith("{") ? Notation.JSON : Notation.YAML;
  }

  private static String text(byte[] bytes, String what, Notation notation) throws CorruptException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new CorruptException(notation.label, in.position(), what + ": is not UTF-8 text");
    }
    String text = out.flip().toString();
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** Bounds that hold for every notation; the readers have bounds of their own besides. */
  private static final class Limits {
    private final String format;
    private final String what;
    private int values;

    Limits(String format, String what) {
      this.format = format;
      this.what = what;
    }

    void check(Map<String, Object> facts) throws LimitExceededException {
      for (Map.Entry<String, Object> fact : facts.entrySet()) {
        check(fact.getValue(), fact.getKey(), 1);
      }
    }

    private void check(Object value, String key, int depth) throws LimitExceededException {
      if (++values > MAX_VALUES) {
        throw new LimitExceededException(format, -1, what + ": number of values", MAX_VALUES);
      }
      if (depth > MAX_DEPTH) {
        throw new LimitExceededException(
            format, -1, what + ": nesting of the fact " + key, MAX_DEPTH);
      }
      Iterable<?> inner =
          value instanceof Map<?, ?> map
              ? map.values()
              : value instanceof List<?> list ? list : List.of();
      for (Object each : inner) {
        check(each, key, depth + 1);
      }
    }
  }
}
