package io.github.macnightly.distribution;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.SafeXml;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of the document with all that lies in it.
 *
 * @param text its own characters, without those of its children
 */
record Element(
    String name, Map<String, String> attributes, List<Element> children, StringBuilder text) {

  static final String FORMAT = "Distribution";

  private static final int MAX_BYTES = 8 << 20;
  private static final int MAX_DEPTH = 256;
  private static final int MAX_ELEMENTS = 200_000;

  /** Reads a document without recursion; what it refuses is said in {@link DistributionFile}. */
  static Element read(byte[] bytes) throws FormatException {
    if (bytes.length > MAX_BYTES) {
      throw new LimitExceededException(FORMAT, 0, "size of " + bytes.length, MAX_BYTES);
    }
    String text = XmlDecoding.decode(bytes);
    XMLStreamReader xml = null;
    try {
      xml = SafeXml.factory().createXMLStreamReader(new StringReader(text));
      return read(xml);
    } catch (XMLStreamException | RuntimeException e) {
      // the parser of the JDK leaks unchecked exceptions on some malformed encodings
      String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      throw new CorruptException(FORMAT, xml == null ? 0 : at(xml), "XML is damaged: " + reason);
    }
  }

  private static Element read(XMLStreamReader xml) throws XMLStreamException, FormatException {
    Deque<Element> open = new ArrayDeque<>();
    Element root = null;
    int count = 0;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          limit("number of elements", ++count, MAX_ELEMENTS, xml);
          Element element = start(xml);
          if (!open.isEmpty()) {
            open.peek().children().add(element);
          }
          open.push(element);
          limit("depth of XML", open.size(), MAX_DEPTH, xml);
        }
        case XMLStreamConstants.END_ELEMENT -> root = open.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(xml, open);
        case XMLStreamConstants.DTD ->
            throw new CorruptException(FORMAT, at(xml), "XML has a document type, wanted none");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new CorruptException(FORMAT, at(xml), "XML refers to an entity of its own");
        default -> {} // comments and processing instructions
      }
    }
    if (root == null) {
      throw new CorruptException(FORMAT, 0, "document is empty");
    }
    return root;
  }

  private static void characters(XMLStreamReader xml, Deque<Element> open) {
    if (!open.isEmpty()) {
      int start = xml.getTextStart();
      open.peek().text().append(xml.getTextCharacters(), start, xml.getTextLength());
    }
  }

  private static void limit(String what, int got, int most, XMLStreamReader xml)
      throws LimitExceededException {
    if (got > most) {
      throw new LimitExceededException(FORMAT, at(xml), what, most);
    }
  }

  private static long at(XMLStreamReader xml) {
    return Math.max(0, xml.getLocation().getCharacterOffset());
  }

  private static Element start(XMLStreamReader xml) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
    String name = xml.getLocalName();
    return new Element(name, attributes, new ArrayList<>(), new StringBuilder());
  }

  /** Returns an attribute without the white space around it, "" when it is absent. */
  String attribute(String key) {
    return attributes.getOrDefault(key, "").strip();
  }

  /** Returns the text without the white space around it. */
  String words() {
    return text.toString().strip();
  }

  /** Returns the children of a name, in order. */
  List<Element> children(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).toList();
  }

  /** Returns all elements of a name at any depth, in order; the reader has bounded the depth. */
  List<Element> all(String wanted) {
    List<Element> found = new ArrayList<>();
    collect(wanted, found);
    return found;
  }

  private void collect(String wanted, List<Element> found) {
    if (name.equals(wanted)) {
      found.add(this);
    }
    children.forEach(child -> child.collect(wanted, found));
  }
}
