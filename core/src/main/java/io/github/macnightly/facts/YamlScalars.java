package io.github.macnightly.facts;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;

/** Plain values of YAML 1.2 by its core schema: {@code yes} and {@code off} are text. */
final class YamlScalars {

  /** Stands for null where an empty Optional means that there is no value. */
  static final Object NULL = new Object();

  private static final int MAX_DIGITS = 64;
  private static final String TIMESTAMP = "tag:yaml.org,2002:timestamp";

  private YamlScalars() {}

  /** Returns the value; empty when the text is none of its kind, see {@link #why}. */
  static Optional<Object> value(ScalarEvent scalar) {
    String text = scalar.getValue();
    String tag = scalar.getTag().orElse("");
    if (tag.equals(TIMESTAMP)) {
      return Moments.parse(text).map(instant -> (Object) instant);
    }
    Tag kind = tag.isEmpty() && scalar.isPlain() ? resolved(text) : new Tag(named(tag));
    if (kind.equals(Tag.STR)) {
      return Optional.of(text);
    } else if (!kind.equals(resolved(text))) {
      return Optional.empty();
    } else if (kind.equals(Tag.NULL)) {
      return Optional.of(NULL);
    } else if (kind.equals(Tag.BOOL)) {
      return Optional.of(text.toLowerCase(Locale.ROOT).equals("true"));
    } else if (kind.equals(Tag.INT)) {
      return whole(text);
    }
    return kind.equals(Tag.FLOAT) ? Optional.of(fraction(text)) : Optional.empty();
  }

  /** Says why there is no value. */
  static String why(ScalarEvent scalar) {
    String text = scalar.getValue();
    String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
    return "'"
        + shown.replaceAll("\\s", " ")
        + "' with "
        + scalar.getTag().orElse("no tag")
        + " is no value that facts have";
  }

  /** No number that a condition can hold is so long; patterns need not be tried on more. */
  private static Tag resolved(String text) {
    return text.length() > MAX_DIGITS ? Tag.STR : new CoreScalarResolver(false).resolve(text, true);
  }

  /** A quoted text, and one with a bare exclamation mark, are text. */
  private static String named(String tag) {
    return tag.isEmpty() || tag.equals("!") ? Tag.STR.getValue() : tag;
  }

  private static Optional<Object> whole(String text) {
    BigInteger whole = new BigInteger(digits(text), radix(text));
    return Optional.of(whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole);
  }

  private static int radix(String text) {
    return text.startsWith("0x") ? 16 : text.startsWith("0o") ? 8 : 10;
  }

  private static String digits(String text) {
    return radix(text) == 10 ? text : text.substring(2);
  }

  private static Double fraction(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".inf")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return lower.equals(".nan") ? Double.NaN : Double.valueOf(lower);
  }
}
