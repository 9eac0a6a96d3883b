package io.github.macnightly.nightly;

import io.github.macnightly.packages.ItemResult;
import io.github.macnightly.packages.PackageReport;
import io.github.macnightly.repository.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results as plain maps. */
final class ReportMap {

  private ReportMap() {}

  static Map<String, Object> of(StepResult step) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", step.name().label());
    map.put("outcome", step.outcome().name().toLowerCase(Locale.ROOT));
    map.put("reason", step.reason());
    map.put("seconds", step.duration().toMillis() / 1000.0);
    map.put("output", step.output());
    if (step.packages() != null) {
      map.put("packages", of(step.packages()));
    }
    return map;
  }

  private static Map<String, Object> of(PackageReport report) {
    List<Map<String, Object>> items = report.items().stream().map(ReportMap::of).toList();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("items", items);
    map.put("problems", report.problems().stream().map(Problem::toString).toList());
    return map;
  }

  private static Map<String, Object> of(ItemResult item) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", item.name());
    map.put("outcome", item.outcome().name().toLowerCase(Locale.ROOT));
    map.put("reason", item.reason());
    map.put("notes", List.copyOf(item.notes()));
    return map;
  }
}
