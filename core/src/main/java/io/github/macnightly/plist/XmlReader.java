package io.github.macnightly.plist;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.xml.SafeXml;
import io.github.macnightly.xml.XmlText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML notation in one pass, without recursion and without a document tree. */
final class XmlReader {

  /** No property list needs declarations of its own; those that have them mean harm. */
  private static final Pattern DECLARATIONS = Pattern.compile("<!DOCTYPE[^>\\[]*+\\[");

  private static final Pattern HEADING =
      Pattern.compile("^ParseError at \\[row,col\\]: ?\\[[0-9-]+,[0-9-]+\\] ?Message: ?");

  private static final int PROLOG = 4096;

  private final byte[] bytes;
  private final String what;
  private final Deque<Container> open = new ArrayDeque<>();
  private XMLStreamReader xml;
  private Object root;
  private int values;

  XmlReader(byte[] bytes, String what) {
    this.bytes = bytes;
    this.what = what;
  }

  /** Returns the root value. */
  Object read() throws FormatException {
    refuseDeclarations();
    try {
      xml = SafeXml.factory().createXMLStreamReader(XmlText.reader(bytes, what));
      while (root == null || !open.isEmpty()) {
        if (!xml.hasNext()) {
          throw corrupt("ends without a value");
        }
        take(xml.next());
      }
      return root;
    } catch (XMLStreamException e) {
      throw corrupt(place(e.getLocation()) + "not well-formed: " + reason(e.getMessage()));
    } catch (RuntimeException e) {
      // the parser of the JDK leaks unchecked exceptions on some malformed encodings
      throw corrupt("not well-formed: " + reason(e.getMessage()));
    }
  }

  private void refuseDeclarations() throws CorruptException {
    int length = Math.min(bytes.length, PROLOG);
    String start = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).replace("\0", "");
    if (DECLARATIONS.matcher(start).find()) {
      throw corrupt("DOCTYPE with declarations");
    }
  }

  private void take(int event) throws XMLStreamException, FormatException {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName());
      case XMLStreamConstants.END_ELEMENT -> end();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
        if (!xml.isWhiteSpace()) {
          throw corrupt("text between elements");
        }
      }
      case XMLStreamConstants.ENTITY_REFERENCE -> throw corrupt("entity " + xml.getLocalName());
      default -> {
        // comments, processing instructions and the DOCTYPE say nothing
      }
    }
  }

  private void start(String name) throws XMLStreamException, FormatException {
    switch (name) {
      case "plist" -> {
        if (!open.isEmpty()) {
          throw corrupt("plist inside of a value");
        }
      }
      case "dict" -> push(Container.dictionary());
      case "array" -> push(Container.array());
      case "key" -> {
        if (open.isEmpty() || !open.peek().acceptKey(xml.getElementText())) {
          throw corrupt("key in a wrong place");
        }
      }
      default -> add(XmlScalars.parse(name, xml));
    }
  }

  private void end() throws FormatException {
    if (open.isEmpty()) {
      throw corrupt("ends without a value");
    }
    if (!open.pop().complete()) {
      throw corrupt("key without a value");
    }
  }

  private void push(Container container) throws FormatException {
    if (open.size() >= PropertyLists.MAX_DEPTH) {
      throw new LimitExceededException(
          PropertyLists.FORMAT, position(), what + ": nesting", PropertyLists.MAX_DEPTH);
    }
    add(container.view());
    open.push(container);
  }

  private void add(Object value) throws FormatException {
    if (value == null) {
      throw corrupt("bad or unknown element <" + XmlScalars.nameForMessage(xml) + ">");
    }
    if (++values > PropertyLists.MAX_VALUES) {
      throw new LimitExceededException(
          PropertyLists.FORMAT, position(), what + ": number of values", PropertyLists.MAX_VALUES);
    }
    if (open.isEmpty()) {
      root = value;
    } else if (!open.peek().add(value)) {
      throw corrupt("value without a key");
    }
  }

  private CorruptException corrupt(String detail) {
    return new CorruptException(PropertyLists.FORMAT, position(), what + ": " + detail);
  }

  private long position() {
    return xml == null ? 0 : Math.max(0, xml.getLocation().getCharacterOffset());
  }

  private static String place(Location at) {
    return at == null || at.getLineNumber() < 1
        ? ""
        : "line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ": ";
  }

  /** The parser puts a heading of its own, with the place, before what it has to say. */
  private static String reason(String message) {
    String line = message == null ? "" : message.replaceAll("\\s+", " ").strip();
    String text = HEADING.matcher(line).replaceFirst("");
    return text.isEmpty() ? "malformed text" : text;
  }
}
