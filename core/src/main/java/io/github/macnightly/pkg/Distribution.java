package io.github.macnightly.pkg;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.xml.XmlElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The script that tells which components of a product are installed; its choices, statically. */
final class Distribution {

  private final XmlElement root;
  private final String where;
  private final Map<String, XmlElement> choices = new LinkedHashMap<>();
  private final Map<String, Reference> references = new LinkedHashMap<>();

  private Distribution(XmlElement root, String where) {
    this.root = root;
    this.where = where;
  }

  /**
   * A component that a product refers to.
   *
   * @param location where it is, "" when nothing tells
   * @param active the attribute, "true" when absent
   */
  record Reference(String id, String location, String active) {

    Reference merge(Reference other, String where) throws FormatException {
      boolean both = !location.isEmpty() && !other.location.isEmpty();
      if (both && !location.equals(other.location)) {
        String places = "'" + location + "' and '" + other.location + "'";
        throw PackagePaths.corrupt(where, "pkg-ref '" + id + "' lies at both " + places);
      }
      return new Reference(
          id,
          location.isEmpty() ? other.location : location,
          active.equals("true") ? other.active : active);
    }
  }

  static Distribution read(byte[] bytes, String where) throws IOException {
    XmlElement root = XmlElement.read(bytes, "Distribution");
    if (!root.name().matches("installer-(gui-)?script")) {
      throw PackagePaths.corrupt(where, "Distribution is a '" + root.name() + "'");
    }
    Distribution distribution = new Distribution(root, where);
    root.all("choice").forEach(c -> distribution.choices.putIfAbsent(c.attributeOrEmpty("id"), c));
    for (XmlElement element : root.all("pkg-ref")) {
      distribution.addReference(element);
    }
    return distribution;
  }

  private void addReference(XmlElement element) throws FormatException {
    String active = element.attributes().getOrDefault("active", "true").strip();
    String location = element.text().toString().strip();
    Reference one = new Reference(element.attributeOrEmpty("id"), location, active);
    Reference old = references.get(one.id());
    references.put(one.id(), old == null ? one : old.merge(one, where));
  }

  /** Returns the title, which may be a key of a string table, or "". */
  String title() {
    List<XmlElement> titles = root.children("title");
    return titles.isEmpty() ? "" : titles.get(0).text().toString().strip();
  }

  /** Tells whether it refers to any package at all; one that does not has only checks. */
  boolean hasReferences() {
    return !references.isEmpty();
  }

  boolean rootVolumeOnly() {
    return root.children("options").stream()
        .anyMatch(options -> isTrue(options.attributeOrEmpty("rootVolumeOnly")));
  }

  private static boolean isTrue(String text) {
    return text.strip().matches("(?i)true|yes|1");
  }

  private static boolean isFalse(String text) {
    return text.strip().matches("(?i)false|no|0");
  }

  /**
   * Returns the components that an install takes.
   *
   * @param chooser decides, null for nobody
   * @param notes takes what was decided without evaluating JavaScript
   */
  List<Reference> taken(Opened.Script script, RefChooser chooser, List<String> notes)
      throws IOException {
    if (chooser == null) {
      return selected(notes);
    }
    List<Reference> taken = new ArrayList<>();
    for (String id : new LinkedHashSet<>(chooser.choose(script.bytes(), script.resources()))) {
      Reference reference = references.get(id);
      if (reference == null) {
        throw PackagePaths.corrupt(where, "pkg-ref '" + id + "' is chosen but does not occur");
      }
      taken.add(reference);
    }
    return taken;
  }

  /**
   * Returns the components that an install takes when nobody chooses, in the order of the outline.
   *
   * @param notes takes what was decided without evaluating JavaScript
   */
  List<Reference> selected(List<String> notes) {
    noteChecks(notes);
    Set<String> ids = new LinkedHashSet<>();
    for (String id : outline(notes)) {
      XmlElement choice = choices.get(id);
      if (choice == null) {
        notes.add("the outline of Distribution names the choice '" + id + "', which is missing");
      } else if (isSelected(choice, notes)) {
        choice.children("pkg-ref").forEach(ref -> ids.add(ref.attributeOrEmpty("id")));
      }
    }
    List<Reference> selected = new ArrayList<>();
    for (String id : ids) {
      Reference reference = references.get(id);
      if (isActive(reference, notes)) {
        selected.add(reference);
      }
    }
    return selected;
  }

  private void noteChecks(List<String> notes) {
    for (String check : List.of("installation-check", "volume-check")) {
      boolean scripted =
          root.all(check).stream().anyMatch(element -> element.attribute("script") != null);
      if (scripted) {
        notes.add("the JavaScript of Distribution was not evaluated: no " + check);
      }
    }
  }

  /** The outline for a user interface of its own, such as SoftwareUpdate, is not the usual one. */
  private Set<String> outline(List<String> notes) {
    List<XmlElement> outlines = root.children("choices-outline");
    if (outlines.isEmpty()) {
      notes.add("Distribution has no outline of choices: all choices were considered");
      return choices.keySet();
    }
    XmlElement usual =
        outlines.stream()
            .filter(outline -> outline.attribute("ui") == null)
            .findFirst()
            .orElse(outlines.get(0));
    Set<String> ids = new LinkedHashSet<>();
    usual.all("line").forEach(line -> ids.add(line.attributeOrEmpty("choice")));
    return ids;
  }

  private static boolean isSelected(XmlElement choice, List<String> notes) {
    String start = choice.attributes().getOrDefault("start_selected", "true");
    String value = choice.attributes().getOrDefault("selected", start);
    return isTaken("choice '" + choice.attributeOrEmpty("id") + "'", value, notes);
  }

  private static boolean isActive(Reference reference, List<String> notes) {
    return isTaken("pkg-ref '" + reference.id() + "'", reference.active(), notes);
  }

  private static boolean isTaken(String what, String value, List<String> notes) {
    if (!isTrue(value) && !isFalse(value)) {
      notes.add("the JavaScript of Distribution was not evaluated: " + what + " was taken");
    }
    return !isFalse(value);
  }
}
