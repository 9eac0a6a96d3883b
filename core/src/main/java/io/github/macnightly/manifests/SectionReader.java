package io.github.macnightly.manifests;

import io.github.macnightly.text.Excerpt;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes a manifest of plain values. What cannot be used is a problem and is left out. */
final class SectionReader {

  private final String manifest;
  private final Rules rules;
  private final Consumer<ManifestProblem> problems;

  SectionReader(String manifest, Rules rules, Consumer<ManifestProblem> problems) {
    this.manifest = manifest;
    this.rules = rules;
    this.problems = problems;
  }

  Section read(Map<?, ?> root) {
    return section(root, "", null);
  }

  private Section section(Map<?, ?> map, String path, Rule rule) {
    keys(map, path, rule != null);
    Map<ListKey, List<Entry>> lists = new EnumMap<>(ListKey.class);
    for (ListKey key : ListKey.values()) {
      List<Entry> items = names(map, path, key.key());
      if (!items.isEmpty()) {
        lists.put(key, items);
      }
    }
    List<String> catalogs = names(map, path, "catalogs").stream().map(Entry::name).toList();
    List<Entry> included = names(map, path, "included_manifests");
    return new Section(path, rule, catalogs, included, conditions(map, path), lists);
  }

  private List<Section> conditions(Map<?, ?> map, String path) {
    String at = join(path, "conditional_items");
    List<Section> sections = new ArrayList<>();
    List<?> items = list(map.get("conditional_items"), at);
    for (int i = 0; i < items.size(); i++) {
      String here = at + "[" + i + "]";
      if (!(items.get(i) instanceof Map<?, ?> item)) {
        wrong(here, items.get(i), "a dictionary with a condition");
      } else if (item.get("condition") instanceof String text) {
        sections.add(section(item, here, rule(text, here)));
      } else if (item.containsKey("condition")) {
        wrong(here + ".condition", item.get("condition"), "a predicate as text");
      } else {
        keys(item, here, true);
        problems.accept(
            ManifestProblem.error(
                manifest, here, "has no condition: TRUEPREDICATE is one that always holds"));
      }
    }
    return sections;
  }

  private void keys(Map<?, ?> map, String path, boolean conditional) {
    map.forEach(
        (key, value) -> {
          String objection = ManifestKeys.objection(key, value, conditional);
          if (!objection.isEmpty()) {
            String at = join(path, String.valueOf(key));
            problems.accept(ManifestProblem.warning(manifest, at, objection));
          }
        });
  }

  private Rule rule(String text, String here) {
    Rule rule = rules.read(text);
    if (rule.error() != null) {
      String message = rule.error().getMessage() + "; in: " + rule.error().around();
      problems.accept(
          new ManifestProblem(
              true, manifest, here + ".condition", rule.error().start() + 1, message));
    }
    return rule;
  }

  private List<Entry> names(Map<?, ?> map, String path, String key) {
    String at = join(path, key);
    List<?> values = list(map.get(key), at);
    List<Entry> names = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      String here = at + "[" + i + "]";
      if (!(values.get(i) instanceof String name)) {
        wrong(here, values.get(i), "a name as text");
      } else if (name.isBlank() || name.chars().anyMatch(c -> c < ' ' || c == 127)) {
        problems.accept(
            ManifestProblem.error(
                manifest,
                here,
                name.isBlank()
                    ? "is empty, wanted a name"
                    : "has a control character, wanted a name: " + Excerpt.of(name)));
      } else {
        names.add(new Entry(name.strip(), here));
      }
    }
    return names;
  }

  private List<?> list(Object value, String at) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    wrong(at, value, "a list");
    return List.of();
  }

  private void wrong(String path, Object got, String wanted) {
    problems.accept(
        ManifestProblem.error(manifest, path, "is " + Documents.kind(got) + ", wanted " + wanted));
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
