package io.github.macnightly.manifests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells notations by how a text begins, for files whose name does not tell. */
final class Notations {

  /** Enough for what editors and licences put before the first key. */
  private static final int LOOKED_AT = 8192;

  /** A key with a colon and a blank; neither a predicate nor a property list has that. */
  private static final Pattern YAML =
      Pattern.compile("(?:- ++)?(?:[A-Za-z_][\\w-]*+|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+:(?:\\s|$)");

  private static final Pattern JSON =
      Pattern.compile("(?:\\[\\s*+)?\\{\\s*+(?:\"[^\"\n]*+\"\\s*+:|\\}\\s*+$)");

  private static final Pattern PROPERTY_LIST =
      Pattern.compile("bplist|<|\\{\\s*+(?:[\\w.-]++|\"[^\"\n]*+\")\\s*+=[^=]");

  private static final Pattern CASE = Pattern.compile("\\{.*\"predicate\"\\s*+:|\\[\\s*+\"\\w++\"");

  /** Enough to see what a text is about. */
  private static final int LINES = 50;

  private Notations() {}

  /** Returns {@code YAML} or {@code JSON} for what looks like it, else nothing. */
  static String other(byte[] bytes) {
    String start = start(bytes);
    if (JSON.matcher(start).lookingAt()) {
      return "JSON";
    }
    return YAML.matcher(start).lookingAt() ? "YAML" : "";
  }

  /** Tells whether the name of a file says that it is a document rather than text. */
  static boolean isDocument(String file) {
    return file.matches("(?i).*\\.(plist|ya?ml|json)");
  }

  /** Returns a name with the ending of the notation that the bytes seem to be in. */
  static String named(String file, byte[] bytes) {
    String notation = isPropertyList(bytes) ? "plist" : other(bytes).toLowerCase(Locale.ROOT);
    return notation.isEmpty() ? file : file + "." + notation;
  }

  /** Tells whether it looks like a case file. */
  static boolean isCases(byte[] bytes) {
    String line = start(bytes).lines().findFirst().orElse("");
    return CASE.matcher(line).lookingAt() && line.strip().matches(".*[}\\]]");
  }

  /**
   * Tells whether a file among others may hold conditions: by its name, because it is a document,
   * or because at least half of its lines are predicates. The licence beside them is none.
   */
  static boolean mayHoldConditions(String file, byte[] bytes) {
    if (isDocument(file) || isPropertyList(bytes)) {
      return true;
    }
    try {
      if (!other(bytes).isEmpty()) {
        return Documents.read(named(file, bytes), bytes, file) instanceof Map<?, ?> map
            && ManifestKeys.isManifest(map);
      }
      List<String> lines =
          Documents.text("text", bytes, file)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("# ") && !line.equals("#"))
              .limit(LINES)
              .toList();
      long predicates = lines.stream().filter(line -> Rule.of(line).error() == null).count();
      return predicates > 0 && 2 * predicates >= lines.size();
    } catch (IOException e) {
      return false;
    }
  }

  /** Tells whether it looks like a property list in any notation. */
  static boolean isPropertyList(byte[] bytes) {
    int mark = bytes.length > 1 ? (bytes[0] & 0xff) << 8 | bytes[1] & 0xff : 0;
    boolean wide = mark == 0xfeff || mark == 0xfffe;
    return wide || PROPERTY_LIST.matcher(start(bytes)).lookingAt();
  }

  /** Returns the begin, without marks, blank lines and comments before the first word. */
  private static String start(byte[] bytes) {
    int length = Math.min(bytes.length, LOOKED_AT);
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    int from = text.startsWith("\ufeff") ? 1 : 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      String line = text.substring(from, end < 0 ? text.length() : end).strip();
      boolean passed =
          line.isEmpty() || line.startsWith("#") || line.equals("---") || line.startsWith("%YAML");
      if (!passed) {
        break;
      }
      from = end < 0 ? text.length() : end + 1;
    }
    return text.substring(from).stripLeading();
  }
}
