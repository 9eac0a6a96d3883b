package io.github.macnightly.pkg;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.xar.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An element of {@code PackageInfo} or {@code Distribution}, with all that lies in it.
 *
 * @param text its own characters, without those of its children
 */
record XmlElement(
    String name, Map<String, String> attributes, List<XmlElement> children, StringBuilder text) {

  private static final int MAX_ELEMENTS = 200_000;

  /**
   * Reads a document.
   *
   * @param what the format that a refusal names
   */
  static XmlElement read(byte[] bytes, String what) throws IOException {
    XmlReader xml = XmlReader.open(new ByteArrayInputStream(bytes), what);
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
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < xml.attributes(); i++) {
      attributes.put(xml.attributeName(i), xml.attributeValue(i));
    }
    return new XmlElement(xml.name(), attributes, new ArrayList<>(), new StringBuilder());
  }

  /** Returns an attribute, or null. */
  String attribute(String key) {
    return attributes.get(key);
  }

  /** Returns an attribute, or "" when it is absent. */
  String attributeOrEmpty(String key) {
    return attributes.getOrDefault(key, "");
  }

  /** Returns the children of a name, in order. */
  List<XmlElement> children(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).toList();
  }

  /** Returns all elements of a name at any depth, in order; the reader has bounded the depth. */
  List<XmlElement> all(String wanted) {
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
