package io.github.macnightly.xml;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XML documents of archives and packages, tag by tag. Document types, and with them entities of
 * their own, are refused, so nothing is fetched and nothing multiplies; depth and text are bounded.
 */
public final class XmlReader {

  private static final Pattern PARSERS_PLACE =
      Pattern.compile("^ParseError at \\[row,col\\]: ?\\[[0-9-]+,[0-9-]+\\] ?Message: ?");

  private static final int MAX_DEPTH = 256;
  private static final int MAX_TEXT = 4 << 20;

  private final String format;
  private final XMLStreamReader xml;
  private final StringBuilder text = new StringBuilder();
  private int depth;
  private boolean start;

  private XmlReader(String format, XMLStreamReader xml) {
    this.format = format;
    this.xml = xml;
  }

  /**
   * Starts to read a document.
   *
   * @param format the format that a refusal names
   * @throws FormatException when its first bytes are not XML
   */
  public static XmlReader open(InputStream in, String format) throws IOException {
    try {
      return new XmlReader(
          format, SafeXml.factory().createXMLStreamReader(XmlText.reader(in, format)));
    } catch (XMLStreamException | RuntimeException e) {
      throw refusal(format, 0, e);
    }
  }

  /**
   * Goes to the next tag.
   *
   * @return false at the end of the document
   * @throws FormatException when the document is malformed, has a document type, or is too deep
   */
  public boolean next() throws IOException {
    text.setLength(0);
    try {
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
          tag(event == XMLStreamConstants.START_ELEMENT);
          return true;
        }
        between(event);
      }
      return false;
    } catch (XMLStreamException | RuntimeException e) {
      throw refusal(format, offset(), e);
    }
  }

  private void tag(boolean isStart) throws LimitExceededException {
    start = isStart;
    depth += isStart ? 1 : -1;
    if (depth > MAX_DEPTH) {
      throw new LimitExceededException(format, offset(), "depth of XML " + depth, MAX_DEPTH);
    }
  }

  private void between(int event) throws FormatException {
    switch (event) {
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
        if (xml.getTextLength() > MAX_TEXT - text.length()) {
          throw new LimitExceededException(format, offset(), "text of one element", MAX_TEXT);
        }
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
      }
      case XMLStreamConstants.DTD ->
          throw new CorruptException(format, offset(), "XML has a document type, wanted none");
      case XMLStreamConstants.ENTITY_REFERENCE ->
          throw new CorruptException(format, offset(), "XML refers to an entity of its own");
      default -> {} // comments and processing instructions
    }
  }

  /** Says whether the current tag is a start tag. */
  public boolean isStart() {
    return start;
  }

  /** Returns the name of the current tag without its prefix. */
  public String name() {
    return xml.getLocalName();
  }

  /** Returns an attribute of the current start tag, or null when it has none of that name. */
  public String attribute(String name) {
    return xml.getAttributeValue(null, name);
  }

  /** Returns the number of attributes of the current start tag. */
  public int attributes() {
    return xml.getAttributeCount();
  }

  /** Returns the name of an attribute of the current start tag, counted from 0. */
  public String attributeName(int index) {
    return xml.getAttributeLocalName(index);
  }

  /** Returns the value of an attribute of the current start tag, counted from 0. */
  public String attributeValue(int index) {
    return xml.getAttributeValue(index);
  }

  /** Returns the characters between the tag before the current one and the current one. */
  public String text() {
    return text.toString();
  }

  /** Returns where the reader is, in characters from the start of the document. */
  public long offset() {
    return Math.max(0, xml.getLocation().getCharacterOffset());
  }

  /** Returns line and column, both from 1, as far as the parser tells them. */
  private static String place(Exception e) {
    Location at = e instanceof XMLStreamException x ? x.getLocation() : null;
    return at == null || at.getLineNumber() < 1
        ? ""
        : " at line " + at.getLineNumber() + ", column " + at.getColumnNumber();
  }

  /** Returns what the parser complains of, without the place that it writes in front. */
  private static String reason(Exception e) {
    String text = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return PARSERS_PLACE.matcher(text).replaceFirst("").strip();
  }

  private static IOException refusal(String format, long offset, Exception e) {
    Throwable cause = e instanceof XMLStreamException x ? x.getNestedException() : null;
    if (cause instanceof CharacterCodingException) {
      return new CorruptException(format, offset, "XML has bytes that are no text");
    }
    if (cause instanceof IOException io) {
      return io; // the stream below failed, not the document
    }
    return new CorruptException(format, offset, "XML is damaged" + place(e) + ": " + reason(e));
  }
}
