package io.github.macnightly.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.predicate.Facts;
import io.github.macnightly.predicate.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random trees come out as by the plain rules: one recursive walk per list, written down again here
 * without any memory of what was walked before.
 */
class PlainOrderTest {

  private static final Facts FACTS = Facts.of(Map.of("arch", "arm64", "shard", 40L));
  private static final List<String> CONDITIONS =
      List.of(
          "arch == 'arm64'",
          "arch == 'x86_64'",
          "shard < 50",
          "catalogs CONTAINS 'testing'",
          "NOT catalogs CONTAINS 'testing'",
          "shard > 'x'",
          "arch ==");

  private final SplittableRandom random = new SplittableRandom(20060711);

  private Map<String, Object> section(int number, int total, int depth) {
    Map<String, Object> section = new LinkedHashMap<>();
    if (number == 0 && depth == 0 || random.nextInt(6) == 0) {
      section.put("catalogs", List.of(random.nextBoolean() ? "testing" : "production"));
    }
    List<String> includes = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0 && number + 1 < total; i--) {
      includes.add("m" + random.nextInt(number + 1, total));
    }
    section.put("included_manifests", includes);
    for (ListKey key : ListKey.values()) {
      List<String> items = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        items.add("item" + random.nextInt(25));
      }
      section.put(key.key(), items);
    }
    List<Object> conditional = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0 && depth < 3; i--) {
      Map<String, Object> inner = section(number, total, depth + 1);
      inner.put("condition", CONDITIONS.get(random.nextInt(CONDITIONS.size())));
      conditional.add(inner);
    }
    section.put("conditional_items", conditional);
    return section;
  }

  /** Some trees have circles, which leave removals out; the order is the same. */
  private static String bare(String line) {
    return line.replaceFirst("^# (remove [^:]*): left out.*", "$1");
  }

  @Test
  void threeHundredRandomTrees() throws IOException {
    int lines = 0;
    for (int i = 0; i < 300; i++) {
      Map<String, Map<String, Object>> tree = new LinkedHashMap<>();
      int total = random.nextInt(1, 9);
      for (int m = 0; m < total; m++) {
        tree.put("m" + m, section(m, total, 0));
      }
      ManifestSource source =
          name ->
              Optional.of(new ManifestFile(name, name + ".json", name, name, json(tree.get(name))));
      List<String> found =
          new ManifestWalk(source, FACTS)
              .run(List.of("m0")).lines().stream().map(PlainOrderTest::bare).toList();
      assertThat(found).isEqualTo(new Plain(tree).lines());
      lines += found.size();
    }
    assertThat(lines).isGreaterThan(3000);
  }

  private static byte[] json(Map<String, Object> map) {
    return new com.google.gson.Gson().toJson(map).getBytes(StandardCharsets.UTF_8);
  }

  /** The rules as they are told. */
  private static final class Plain {
    private final Map<String, Map<String, Object>> tree;
    private final List<String> lines = new ArrayList<>();
    private final List<String> installs = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final List<String> updates = new ArrayList<>();
    private final List<String> optional = new ArrayList<>();

    Plain(Map<String, Map<String, Object>> tree) {
      this.tree = tree;
    }

    List<String> lines() {
      for (ListKey key : ListKey.values()) {
        walk(tree.get("m0"), key, List.of());
      }
      return lines;
    }

    @SuppressWarnings("unchecked")
    private void walk(Map<String, Object> manifest, ListKey key, List<String> parent) {
      List<String> catalogs = (List<String>) manifest.getOrDefault("catalogs", parent);
      for (String name : (List<String>) manifest.get("included_manifests")) {
        walk(tree.get(name), key, catalogs);
      }
      for (Map<String, Object> item :
          (List<Map<String, Object>>) manifest.get("conditional_items")) {
        Facts facts = fact -> fact.equals("catalogs") ? catalogs : FACTS.get(fact);
        if (Verdict.of((String) item.get("condition"), facts).outcome().holds()) {
          walk(item, key, catalogs);
        }
      }
      ((List<String>) manifest.get(key.key())).forEach(item -> item(key, item));
    }

    private void item(ListKey key, String item) {
      switch (key) {
        case MANAGED_INSTALLS -> add(installs, "install ", item, !removals.contains(item));
        case MANAGED_UNINSTALLS -> add(removals, "remove ", item, !installs.contains(item));
        case MANAGED_UPDATES ->
            add(updates, "update ", item, !installs.contains(item) && !removals.contains(item));
        case OPTIONAL_INSTALLS ->
            add(
                optional,
                "# optional ",
                item,
                !installs.contains(item) && !removals.contains(item));
        case FEATURED_ITEMS -> {
          String line = "# featured " + item;
          if (optional.contains(item) && !lines.contains(line)) {
            lines.add(line);
          }
        }
        default ->
            add(installs, "install ", item, optional.contains(item) && !updates.contains(item));
      }
    }

    private void add(List<String> list, String verb, String item, boolean may) {
      if (may && !list.contains(item)) {
        list.add(item);
        lines.add(verb + item);
      }
    }
  }
}
