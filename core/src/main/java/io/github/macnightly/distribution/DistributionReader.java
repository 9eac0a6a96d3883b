package io.github.macnightly.distribution;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.xml.XmlElement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the model of a document. */
final class DistributionReader {

  private static final List<String> RESOURCES =
      List.of("background", "background-darkAqua", "welcome", "readme", "license", "conclusion");

  private final XmlElement root;
  private final List<String> notes = new ArrayList<>();

  DistributionReader(XmlElement root) {
    this.root = root;
  }

  DistributionFile.Parts read() throws FormatException {
    if (!root.name().matches("installer-(gui-)?script")) {
      String got = "root element is '" + root.name() + "', wanted installer-gui-script";
      throw new CorruptException(DistributionFile.FORMAT, 0, got);
    }
    Map<String, PackageRef> references = new PackageRefReader(root).read();
    Map<String, Choice> choices = choices();
    return new DistributionFile.Parts(
        root.children("title").stream().findFirst().map(XmlElement::words).orElse(""),
        options(),
        domains(),
        Collections.unmodifiableMap(choices),
        new OutlineReader(root, choices, notes).read(),
        Collections.unmodifiableMap(references),
        new RequirementReader(root).read(),
        root.all("script").stream().map(element -> element.text().toString()).toList(),
        resources(),
        strings(),
        List.copyOf(notes));
  }

  private Options options() {
    Map<String, String> all = new LinkedHashMap<>();
    root.children("options").forEach(element -> all.putAll(element.attributes()));
    List<String> architectures =
        Arrays.stream(all.getOrDefault("hostArchitectures", "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    return new Options(
        all.getOrDefault("customize", "").strip(),
        architectures,
        Literal.of(all.getOrDefault("require-scripts", ""), true),
        Literal.of(all.getOrDefault("allow-external-scripts", ""), false),
        Literal.of(all.getOrDefault("rootVolumeOnly", ""), false));
  }

  private Domains domains() {
    List<XmlElement> all = root.children("domains");
    if (all.isEmpty()) {
      return new Domains(true, false, true);
    }
    XmlElement domains = all.get(0);
    return new Domains(
        Literal.of(domains.word("enable_anywhere"), false),
        Literal.of(domains.word("enable_currentUserHome"), false),
        Literal.of(domains.word("enable_localSystem"), false));
  }

  private Map<String, Choice> choices() {
    Map<String, Choice> choices = new LinkedHashMap<>();
    for (XmlElement element : root.all("choice")) {
      Choice choice = choice(element);
      if (choices.putIfAbsent(choice.id(), choice) != null) {
        notes.add("the choice '" + choice.id() + "' is there twice: the first one counts");
      }
    }
    return choices;
  }

  private static Choice choice(XmlElement element) {
    Map<String, String> conditions = new LinkedHashMap<>();
    for (String name : Choice.CONDITIONS) {
      if (!element.word(name).isEmpty()) {
        conditions.put(name, element.word(name));
      }
    }
    return new Choice(
        element.word("id"),
        element.word("title"),
        element.word("description"),
        element.word("customLocation"),
        Collections.unmodifiableMap(conditions),
        element.children("pkg-ref").stream().map(ref -> ref.word("id")).distinct().toList());
  }

  private List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    for (XmlElement element : root.children()) {
      if (RESOURCES.contains(element.name()) && !element.word("file").isEmpty()) {
        resources.add(new Resource(element.name(), element.word("file")));
      }
    }
    return List.copyOf(resources);
  }

  /** The tables of {@code localization}; one that cannot be read is no reason to refuse. */
  private Map<String, Map<String, String>> strings() {
    Map<String, Map<String, String>> tables = new LinkedHashMap<>();
    for (XmlElement localization : root.children("localization")) {
      for (XmlElement table : localization.children("strings")) {
        try {
          byte[] text = table.text().toString().getBytes(StandardCharsets.UTF_8);
          tables.put(table.word("language"), LocalizedStrings.parse(text));
        } catch (IOException e) {
          notes.add("a string table could not be read: " + e.getMessage());
        }
      }
    }
    return Collections.unmodifiableMap(tables);
  }
}
