package io.github.macnightly.manifests;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.predicate.Facts;
import io.github.macnightly.predicate.Outcome;
import io.github.macnightly.text.Excerpt;
import io.github.macnightly.text.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads case files, by which conditions are tested away from a Mac: one JSON object a line, with
 * {@code id}, {@code predicate}, {@code facts}, and perhaps {@code expect}, which is {@code true},
 * {@code false}, {@code "parse-error"} or {@code "eval-error"}. A fact that is null is not known; a
 * date is <code>{"$date": "2026-03-02T09:30:00Z"}</code>. A line of a collection, {@code
 * ["condition", PREDICATE, ...]}, is a predicate without facts and expectation.
 */
public final class ConditionTest {

  private static final int MAX_BYTES = 64 << 20;
  private static final String WANTED = "an object like {\"predicate\": \"...\", \"facts\": {}}";
  private static final Set<String> COLLECTED =
      Set.of("condition", "installable_condition", "predicate");

  private static final Set<String> KEYS = Set.of("id", "predicate", "facts", "expect");

  private ConditionTest() {}

  /**
   * Reads a case file. Lines that are empty are passed over.
   *
   * @throws IOException if the file cannot be read, or is larger than 64 MiB
   */
  public static void read(Path file, Consumer<CaseLine> lines) throws IOException {
    if (Files.isDirectory(file)) {
      throw new NoSuchFileException(file.toString(), null, "is a directory, wanted a case file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      read(in, file.toString(), lines);
    }
  }

  /**
   * Reads cases from a stream, which stays open.
   *
   * @param name what it is called in a refusal
   * @throws IOException if it cannot be read, or is larger than 64 MiB
   */
  public static void read(InputStream in, String name, Consumer<CaseLine> lines)
      throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new LimitExceededException("case file", -1, name + ": size", MAX_BYTES);
    }
    read(bytes, lines);
  }

  static void read(byte[] bytes, Consumer<CaseLine> lines) throws IOException {
    int number = 0;
    for (int from = 0; from < bytes.length; ) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      number++;
      if (!isBlank(bytes, from, end)) {
        lines.accept(line(number, Arrays.copyOfRange(bytes, from, end)));
      }
      from = end + 1;
    }
  }

  private static boolean isBlank(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static CaseLine line(int number, byte[] bytes) throws IOException {
    try {
      Object value = JsonDocument.read(Documents.text("JSON", bytes, "the line"), "");
      if (value instanceof Map<?, ?> map) {
        return line(number, map);
      }
      if (value instanceof List<?> list && isCollected(list)) {
        return line(number, Map.of("predicate", list.get(1)));
      }
      return CaseLine.broken(number, "is " + Documents.kind(value) + ", wanted " + WANTED);
    } catch (FormatException e) {
      return CaseLine.broken(number, e.getMessage());
    }
  }

  /** A line of a collection of predicates: the key it stood under, the predicate, where it was. */
  private static boolean isCollected(List<?> list) {
    return list.size() > 1
        && list.get(0) instanceof String key
        && COLLECTED.contains(key)
        && list.get(1) instanceof String;
  }

  private static CaseLine line(int number, Map<?, ?> map) {
    if (!(map.get("predicate") instanceof String predicate)) {
      return CaseLine.broken(
          number, "predicate is " + Documents.kind(map.get("predicate")) + ", wanted text");
    }
    Object facts = map.get("facts") == null ? Map.of() : map.get("facts");
    if (!(facts instanceof Map<?, ?>)) {
      return CaseLine.broken(number, "facts is " + Documents.kind(facts) + ", wanted an object");
    }
    Object expect = map.get("expect");
    String expected = expect == null ? "" : expect.toString();
    if (!expected.isEmpty() && outcomes().noneMatch(expected::equals)) {
      String known = outcomes().collect(Collectors.joining(", "));
      return CaseLine.broken(
          number, "expect is " + Excerpt.of(expected) + ", wanted one of " + known);
    }
    @SuppressWarnings("unchecked") // keys of JSON objects are text
    Map<String, Object> all = (Map<String, Object>) facts;
    Object id = map.get("id");
    Object named = id instanceof String || id instanceof Number ? id : (Object) (long) number;
    return new CaseLine(number, named, predicate, Facts.of(all), expected, "", warning(map));
  }

  /** A key that is nearly one of ours is a slip; others are remarks. */
  private static String warning(Map<?, ?> map) {
    for (Object key : map.keySet()) {
      String advice = KEYS.contains(key) ? "" : Nearest.advice(key.toString(), KEYS);
      if (!advice.isEmpty()) {
        return "a case has no key " + Excerpt.of(key.toString()) + advice;
      }
    }
    return "";
  }

  private static Stream<String> outcomes() {
    return Arrays.stream(Outcome.values()).map(Outcome::text);
  }
}
