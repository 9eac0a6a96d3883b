package io.github.macnightly.distribution;

import io.github.macnightly.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;

/** Collects what a product requires of its target. */
final class RequirementReader {

  private static final List<String> UNSUPPORTED =
      List.of(
          "required-bundles", "required-graphics", "required-gl-renderer", "required-cl-device");

  private final XmlElement root;
  private final List<Requirement> found = new ArrayList<>();

  RequirementReader(XmlElement root) {
    this.root = root;
  }

  List<Requirement> read() {
    systems(root);
    List<OsRange> loose = ranges(root);
    if (!loose.isEmpty()) {
      // outside of its place, but real packages mean it (HoRNDIS)
      found.add(Requirement.systems("os-version", loose));
    }
    checks("installation-check");
    checks("volume-check");
    return List.copyOf(found);
  }

  private void checks(String name) {
    for (XmlElement check : root.all(name)) {
      systems(check);
      for (XmlElement ram : check.children("ram")) {
        found.add(Requirement.memory("ram", gigabytes(ram.word("min-gb"))));
      }
      for (String element : UNSUPPORTED) {
        if (!check.children(element).isEmpty()) {
          found.add(Requirement.unsupported(name, element));
        }
      }
      if (!check.word("script").isEmpty()) {
        found.add(Requirement.script(name, check.word("script")));
      }
    }
  }

  private void systems(XmlElement parent) {
    for (XmlElement allowed : parent.children("allowed-os-versions")) {
      List<OsRange> ranges = ranges(allowed);
      if (!ranges.isEmpty()) {
        found.add(Requirement.systems("allowed-os-versions", ranges));
      }
    }
  }

  private static List<OsRange> ranges(XmlElement parent) {
    return parent.children("os-version").stream()
        .map(range -> new OsRange(range.word("min"), range.word("before")))
        .toList();
  }

  private static double gigabytes(String text) {
    return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") ? Double.parseDouble(text) : 0;
  }
}
