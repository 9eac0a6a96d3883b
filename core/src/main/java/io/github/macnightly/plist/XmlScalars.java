package io.github.macnightly.plist;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The values of the XML notation that hold no others. */
final class XmlScalars {

  private XmlScalars() {}

  /** Returns null when the element is unknown or its text is no such value. */
  static Object parse(String name, XMLStreamReader xml) throws XMLStreamException {
    String text = xml.getElementText();
    try {
      return switch (name) {
        case "string" -> text;
        case "data" -> Base64.getMimeDecoder().decode(text);
        case "integer" -> integer(text.strip());
        case "real" -> real(text.strip().toLowerCase(Locale.ROOT));
        case "true" -> Boolean.TRUE;
        case "false" -> Boolean.FALSE;
        case "date" -> Instant.parse(text.strip());
        default -> null;
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  /** Returns the name of the element that {@link #parse} has just read. */
  static String nameForMessage(XMLStreamReader xml) {
    return xml.hasName() ? xml.getLocalName() : "?";
  }

  private static Long integer(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    String sign = negative ? "-" : "";
    return digits.startsWith("0x") || digits.startsWith("0X")
        ? Long.valueOf(sign + digits.substring(2), 16)
        : Long.valueOf(sign + digits);
  }

  private static Double real(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.valueOf(text);
    };
  }
}
