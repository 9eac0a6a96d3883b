package io.github.macnightly.distribution;

import io.github.macnightly.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flattens the outline of choices. */
final class OutlineReader {

  private final XmlElement root;
  private final Map<String, Choice> choices;
  private final List<String> notes;
  private final Map<String, OutlineLine> lines = new LinkedHashMap<>();

  OutlineReader(XmlElement root, Map<String, Choice> choices, List<String> notes) {
    this.root = root;
    this.choices = choices;
    this.notes = notes;
  }

  /** The outline for a user interface of its own, such as SoftwareUpdate, is not the usual one. */
  List<OutlineLine> read() {
    List<XmlElement> outlines = root.children("choices-outline");
    if (outlines.isEmpty()) {
      notes.add("there is no outline of choices: all choices were considered");
      choices.keySet().forEach(id -> lines.put(id, new OutlineLine(id, "", 0)));
      return List.copyOf(lines.values());
    }
    XmlElement usual =
        outlines.stream()
            .filter(outline -> outline.word("ui").isEmpty())
            .findFirst()
            .orElse(outlines.get(0));
    add(usual, "", 0);
    return List.copyOf(new ArrayList<>(lines.values()));
  }

  private void add(XmlElement parent, String above, int depth) {
    for (XmlElement line : parent.children("line")) {
      String id = line.word("choice");
      if (!choices.containsKey(id)) {
        notes.add("the outline names the choice '" + id + "', which is missing");
      } else {
        lines.putIfAbsent(id, new OutlineLine(id, above, depth));
      }
      add(line, choices.containsKey(id) ? id : above, depth + 1);
    }
  }
}
