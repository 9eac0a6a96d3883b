package io.github.macnightly.manifests;

import io.github.macnightly.plist.PropertyLists;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A result in the shape of Munki's ManagedInstallReport.plist, for tools that collect such reports.
 * It holds what is decided, and nothing about installing. Conditions are all facts but the
 * applications, which are many; the fact {@code date} is the true instant, where Munki's own report
 * has one that is shifted by the time zone.
 */
public final class ManifestReport {

  private static final String APPLICATIONS = "applications";
  private static final String DATE = "date";

  private ManifestReport() {}

  /**
   * Writes the report as a property list in XML.
   *
   * @param facts those that the conditions were asked about
   * @param at when that was
   */
  public static byte[] write(ManifestResult result, Map<String, ?> facts, Instant at) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("ManifestName", result.manifest());
    report.put("StartTime", at);
    report.put("Conditions", conditions(facts, at));
    report.put("managed_installs_list", items(result, Action.INSTALL));
    report.put("managed_uninstalls_list", items(result, Action.REMOVE));
    report.put("managed_updates_list", items(result, Action.UPDATE));
    report.put("optional_installs_list", items(result, Action.OPTIONAL));
    report.put("featured_items_list", items(result, Action.FEATURED));
    report.put("Errors", texts(result, true));
    report.put("Warnings", texts(result, false));
    return PropertyLists.writeXml(report);
  }

  private static Map<String, Object> conditions(Map<String, ?> facts, Instant at) {
    Map<String, Object> conditions = new TreeMap<>();
    facts.forEach(
        (key, value) -> {
          if (value != null && !key.equals(APPLICATIONS)) {
            conditions.put(key, key.equals(DATE) ? at : plain(value));
          }
        });
    return conditions;
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new TreeMap<>();
      map.forEach((key, each) -> plain.put(String.valueOf(key), plain(each)));
      plain.values().removeIf(each -> each.equals(""));
      return plain;
    } else if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(each -> plain.add(plain(each)));
      return plain;
    } else if (value instanceof Date date) {
      return date.toInstant();
    } else if (value instanceof Boolean
        || value instanceof Number
        || value instanceof Instant
        || value instanceof byte[]) {
      return value;
    }
    // XML has no way to write most control characters.
    return value == null ? "" : value.toString().replaceAll("[\\p{Cntrl}&&[^\t\n\r]]", "?");
  }

  private static List<String> items(ManifestResult result, Action action) {
    return result.decisions().stream()
        .filter(decision -> decision.action() == action && !decision.leftOut())
        .map(Decision::item)
        .toList();
  }

  private static List<String> texts(ManifestResult result, boolean error) {
    return result.problems().stream()
        .filter(problem -> problem.error() == error)
        .map(ManifestProblem::toString)
        .toList();
  }
}
