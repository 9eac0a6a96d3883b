package io.github.macnightly.distribution;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
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

  private final Element root;
  private final List<String> notes = new ArrayList<>();

  DistributionReader(Element root) {
    this.root = root;
  }

  DistributionFile.Parts read() throws FormatException {
    if (!root.name().matches("installer-(gui-)?script")) {
      String got = "root element is '" + root.name() + "', wanted installer-gui-script";
      throw new CorruptException(Element.FORMAT, 0, got);
    }
    Map<String, PackageRef> references = new PackageRefReader(root).read();
    Map<String, Choice> choices = choices();
    return new DistributionFile.Parts(
        root.children("title").stream().findFirst().map(Element::words).orElse(""),
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
    List<Element> all = root.children("domains");
    if (all.isEmpty()) {
      return new Domains(true, false, true);
    }
    Element domains = all.get(0);
    return new Domains(
        Literal.of(domains.attribute("enable_anywhere"), false),
        Literal.of(domains.attribute("enable_currentUserHome"), false),
        Literal.of(domains.attribute("enable_localSystem"), false));
  }

  private Map<String, Choice> choices() {
    Map<String, Choice> choices = new LinkedHashMap<>();
    for (Element element : root.all("choice")) {
      Choice choice = choice(element);
      if (choices.putIfAbsent(choice.id(), choice) != null) {
        notes.add("the choice '" + choice.id() + "' is there twice: the first one counts");
      }
    }
    return choices;
  }

  private static Choice choice(Element element) {
    Map<String, String> conditions = new LinkedHashMap<>();
    for (String name : Choice.CONDITIONS) {
      if (!element.attribute(name).isEmpty()) {
        conditions.put(name, element.attribute(name));
      }
    }
    return new Choice(
        element.attribute("id"),
        element.attribute("title"),
        element.attribute("description"),
        element.attribute("customLocation"),
        Collections.unmodifiableMap(conditions),
        element.children("pkg-ref").stream().map(ref -> ref.attribute("id")).distinct().toList());
  }

  private List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    for (Element element : root.children()) {
      if (RESOURCES.contains(element.name()) && !element.attribute("file").isEmpty()) {
        resources.add(new Resource(element.name(), element.attribute("file")));
      }
    }
    return List.copyOf(resources);
  }

  /** The tables of {@code localization}; one that cannot be read is no reason to refuse. */
  private Map<String, Map<String, String>> strings() {
    Map<String, Map<String, String>> tables = new LinkedHashMap<>();
    for (Element localization : root.children("localization")) {
      for (Element table : localization.children("strings")) {
        try {
          byte[] text = table.text().toString().getBytes(StandardCharsets.UTF_8);
          tables.put(table.attribute("language"), LocalizedStrings.parse(text));
        } catch (IOException e) {
          notes.add("a string table could not be read: " + e.getMessage());
        }
      }
    }
    return Collections.unmodifiableMap(tables);
  }
}
