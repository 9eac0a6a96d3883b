package io.github.macnightly.predicate;

import java.time.Instant;
import java.util.Arrays;

/** The keys that text, numbers, dates and data answer by themselves. */
final class ScalarKeys {

  private ScalarKeys() {}

  /** Answers a key, or refuses one that the kind of value does not have. */
  static Object find(Object value, String key, Budget budget) throws EvaluationException {
    if (key.equals("self")) {
      return value;
    }
    if (key.equals("description")) {
      return Casts.text(value);
    }
    Object found = null;
    if (value instanceof String text) {
      found = ofText(text, key, budget);
    } else if (Values.isNumber(value)) {
      found = ofNumber(value, key);
    } else if (value instanceof Instant instant) {
      found = ofDate(instant, key);
    } else if (value instanceof byte[] bytes && key.equals("length")) {
      found = (long) bytes.length;
    }
    if (found == null) {
      throw new EvaluationException(Values.kind(value) + " has no key " + key);
    }
    return found;
  }

  private static Object ofText(String text, String key, Budget budget) throws EvaluationException {
    budget.read(key.equals("length") ? 0 : 4L * text.length());
    return switch (key) {
      case "length" -> (long) text.length();
      case "lowercaseString", "localizedLowercaseString" -> Texts.lower(text, budget);
      case "uppercaseString", "localizedUppercaseString" -> Texts.upper(text, budget);
      case "capitalizedString" -> capitalized(text);
      case "intValue", "integerValue", "longLongValue" -> (long) prefix(text);
      case "doubleValue", "floatValue" -> prefix(text);
      case "boolValue" -> isTrue(text);
      case "pathExtension" -> extension(last(text));
      case "lastPathComponent" -> last(text);
      case "stringByDeletingPathExtension" -> withoutExtension(text);
      case "stringByDeletingLastPathComponent" -> parent(text);
      case "pathComponents" -> Arrays.asList(text.split("(?<=^/)|(?<!^)/+"));
      default -> null;
    };
  }

  private static Object ofNumber(Object number, String key) throws EvaluationException {
    return switch (key) {
      case "intValue",
          "integerValue",
          "longValue",
          "longLongValue",
          "shortValue",
          "unsignedIntegerValue",
          "unsignedIntValue" ->
          Values.whole(number);
      case "doubleValue", "floatValue", "decimalValue" -> Values.real(number);
      case "boolValue" -> Values.real(number) != 0;
      case "stringValue" -> Casts.text(number);
      default -> null;
    };
  }

  private static Object ofDate(Instant instant, String key) {
    return switch (key) {
      case "timeIntervalSinceReferenceDate" -> Casts.seconds(instant);
      case "timeIntervalSince1970" -> Casts.seconds(instant) + Casts.EPOCH_2001;
      default -> null;
    };
  }

  private static String capitalized(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean first = true;
    for (char c : text.toCharArray()) {
      out.append(first ? Character.toUpperCase(c) : Character.toLowerCase(c));
      first = Character.isWhitespace(c);
    }
    return out.toString();
  }

  /** Returns the number that a text begins with; 0 when it begins with none. */
  private static double prefix(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    int from = at;
    boolean point = false;
    while (at < text.length() && (at - from) < 300) {
      char c = text.charAt(at);
      boolean sign = (c == '-' || c == '+') && at == from;
      boolean first = c == '.' && !point;
      if (!sign && !first && (c < '0' || c > '9')) {
        break;
      }
      point |= first;
      at++;
    }
    try {
      return Double.parseDouble(text.substring(from, at));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static boolean isTrue(String text) {
    String bare = text.strip();
    int at = 0;
    while (at < bare.length() && "+-0".indexOf(bare.charAt(at)) >= 0) {
      at++;
    }
    return at < bare.length() && "YyTt123456789".indexOf(bare.charAt(at)) >= 0;
  }

  private static String trimmed(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  private static String last(String path) {
    String bare = trimmed(path);
    return bare.equals("/") ? bare : bare.substring(bare.lastIndexOf('/') + 1);
  }

  private static String parent(String path) {
    String bare = trimmed(path);
    int slash = bare.lastIndexOf('/');
    return slash < 0 ? "" : slash == 0 ? "/" : bare.substring(0, slash);
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot + 1);
  }

  private static String withoutExtension(String path) {
    String bare = trimmed(path);
    String extension = extension(last(bare));
    return extension.isEmpty() ? bare : bare.substring(0, bare.length() - extension.length() - 1);
  }
}
