package io.github.macnightly.predicate;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Changes of class. A date is written {@code 2016-03-02T00:00:00Z}, in place of the Z also with an
 * offset in each spelling of ISO 8601 ({@code +02}, {@code +0200}, {@code +02:00}), or as dates
 * describe themselves, {@code 2016-03-02 00:00:00 +0000}; as a number it is the seconds since the
 * start of 2001, universal time.
 */
final class Casts {

  /** Seconds from the start of 1970 to the start of 2001. */
  static final long EPOCH_2001 = 978_307_200;

  private static final double MOST_SECONDS = 1e12;

  /** An offset without the colon, or of hours alone. */
  private static final Pattern SHORT_OFFSET =
      Pattern.compile("(?<=[0-9])([+-][0-9]{2})([0-9]{2})?$");

  private static final DateTimeFormatter DESCRIPTION =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xx", Locale.ROOT);

  private Casts() {}

  /** Changes a value to the class of this name; nil stays nil. */
  static Object cast(Object value, Object type) throws EvaluationException {
    if (!(type instanceof String name)) {
      throw new EvaluationException("CAST needs the name of a class, got " + Values.kind(type));
    }
    if (!isClass(name)) {
      throw new EvaluationException("CAST knows no class " + name + "; " + classes(name));
    }
    if (value == null) {
      return null;
    }
    return switch (name) {
      case "NSDate" -> date(value);
      case "NSString" -> text(value);
      default -> number(value);
    };
  }

  /** Tells whether a value can be cast to the class of this name. */
  static boolean isClass(String name) {
    return name.equals("NSDate")
        || name.equals("NSNumber")
        || name.equals("NSDecimalNumber")
        || name.equals("NSString");
  }

  private static String classes(String name) {
    return name.equalsIgnoreCase("NSDate")
        ? "did you mean NSDate?"
        : "it knows NSDate, NSNumber, NSDecimalNumber and NSString";
  }

  /** Returns the seconds since the start of 2001. */
  static double seconds(Instant instant) {
    return instant.getEpochSecond() - EPOCH_2001 + instant.getNano() / 1e9;
  }

  private static Instant date(Object value) throws EvaluationException {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (Values.isNumber(value)) {
      double seconds = Values.real(value);
      if (!(Math.abs(seconds) < MOST_SECONDS)) {
        throw new EvaluationException("no date is " + text(value) + " seconds from 2001");
      }
      long whole = (long) Math.floor(seconds);
      return Instant.ofEpochSecond(whole + EPOCH_2001, (long) ((seconds - whole) * 1e9));
    }
    if (!(value instanceof String text)) {
      throw new EvaluationException("cannot make a date of " + Values.kind(value));
    }
    try {
      return text.indexOf('T') > 0
          ? OffsetDateTime.parse(colon(text)).toInstant()
          : OffsetDateTime.parse(text, DESCRIPTION).toInstant();
    } catch (DateTimeException e) {
      throw new EvaluationException(
          "not a date: " + shortened(text) + "; write it as 2016-03-02T00:00:00Z");
    }
  }

  private static String colon(String date) {
    return SHORT_OFFSET
        .matcher(date)
        .replaceFirst(
            offset -> offset.group(1) + ":" + (offset.group(2) == null ? "00" : offset.group(2)));
  }

  private static Object number(Object value) throws EvaluationException {
    if (Values.isNumber(value)) {
      return value;
    }
    if (value instanceof Instant instant) {
      return seconds(instant);
    }
    if (!(value instanceof String text)) {
      throw new EvaluationException("cannot make a number of " + Values.kind(value));
    }
    String bare = text.strip();
    try {
      return Long.valueOf(bare);
    } catch (NumberFormatException e) {
      return real(bare);
    }
  }

  private static Object real(String text) throws EvaluationException {
    boolean digits = text.length() < 400;
    for (int i = 0; i < text.length() && digits; i++) {
      digits = "0123456789.+-eE".indexOf(text.charAt(i)) >= 0;
    }
    try {
      if (digits) {
        return Double.valueOf(text);
      }
    } catch (NumberFormatException e) {
      digits = false;
    }
    throw new EvaluationException(
        "not a number: " + shortened(text) + "; a version such as 10.15.7 is none");
  }

  private static String shortened(String text) {
    return "\"" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "\"";
  }

  /** Writes a number, a date or text as text. */
  static String text(Object value) throws EvaluationException {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Boolean truth) {
      return truth ? "1" : "0";
    }
    if (value instanceof Double real) {
      boolean whole = real == Math.rint(real) && Math.abs(real) < 1e15;
      return whole ? Long.toString(real.longValue()) : real.toString();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toString();
    }
    if (value instanceof Long) {
      return value.toString();
    }
    if (value instanceof Instant instant) {
      return DESCRIPTION.format(instant.atOffset(ZoneOffset.UTC));
    }
    throw new EvaluationException("cannot make text of " + Values.kind(value));
  }
}
