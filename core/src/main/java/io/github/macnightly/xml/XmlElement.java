package io.github.macnightly.xml;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An element of a document, with all that lies in it.
 *
 * @param name without its prefix
 * @param children in order
 * @param text its own characters, without those of its children
 */
public record XmlElement(
    String name, Map<String, String> attributes, List<XmlElement> children, StringBuilder text) {

  private static final int MAX_ELEMENTS = 200_000;

  /**
   * Reads a document. The depth is bounded, so a walk may recurse.
   *
   * @param format the format that a refusal names
   * @throws FormatException when it is malformed, has a document type, is too deep or has more than
   *     200,000 elements
   */
  public static XmlElement read(byte[] bytes, String format) throws FormatException {
    try {
      return read(XmlReader.open(new ByteArrayInputStream(bytes), format), format);
    } catch (FormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory do not fail
    }
  }

  private static XmlElement read(XmlReader xml, String what) throws IOException {
    Deque<XmlElement> open = new ArrayDeque<>();
    XmlElement root = null;
    int count = 0;
    while (xml.next()) {
      if (!open.isEmpty()) {
        open.peek().text().append(xml.text());
      }
      if (!xml.isStart()) {
        root = open.pop();
        continue;
      }
      if (++count > MAX_ELEMENTS) {
        throw new LimitExceededException(what, xml.offset(), "number of elements", MAX_ELEMENTS);
      }
      XmlElement element = start(xml);
      if (!open.isEmpty()) {
        open.peek().children().add(element);
      }
      open.push(element);
    }
    if (root == null || !open.isEmpty()) {
      throw new CorruptException(what, -1, "document is empty or ends too early");
    }
    return root;
  }

  private static XmlElement start(XmlReader xml) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < xml.attributes(); i++) {
      attributes.put(xml.attributeName(i), xml.attributeValue(i));
    }
    return new XmlElement(xml.name(), attributes, new ArrayList<>(), new StringBuilder());
  }

  /** Returns an attribute, or null. */
  public String attribute(String key) {
    return attributes.get(key);
  }

  /** Returns an attribute, or "" when it is absent. */
  public String attributeOrEmpty(String key) {
    return attributes.getOrDefault(key, "");
  }

  /** Returns an attribute without the white space around it, "" when it is absent. */
  public String word(String key) {
    return attributeOrEmpty(key).strip();
  }

  /** Returns the text without the white space around it. */
  public String words() {
    return text.toString().strip();
  }

  /** Returns the children of a name, in order. */
  public List<XmlElement> children(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).toList();
  }

  /** Returns all elements of a name at any depth, in order; the reader has bounded the depth. */
  public List<XmlElement> all(String wanted) {
    List<XmlElement> found = new ArrayList<>();
    collect(wanted, found);
    return found;
  }

  private void collect(String wanted, List<XmlElement> found) {
    if (name.equals(wanted)) {
      found.add(this);
    }
    children.forEach(child -> child.collect(wanted, found));
  }
}
