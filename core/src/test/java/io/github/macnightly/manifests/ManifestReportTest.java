package io.github.macnightly.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in Munki's shape. */
class ManifestReportTest {

  @TempDir Path folder;

  @Test
  void holdsDecisionsProblemsAndConditionsWithoutApplications() throws IOException {
    Tree tree =
        new Tree(folder)
            .file(
                "site.yaml",
                "catalogs: [p]\nmanaged_installs: [A, B]\nmanaged_uninstalls: [B, C]\n"
                    + "managed_updates: [D]\nincluded_manifests: [gone]\n");
    Map<String, Object> facts = new HashMap<>();
    facts.put("hostname", "mac\u000117");
    facts.put("os_vers_major", 15);
    facts.put("date", Instant.parse("2026-11-20T03:00:00Z"));
    facts.put("ipv4_address", Arrays.asList("10.0.1.5", null));
    facts.put("nothing", null);
    facts.put("applications", List.of(Map.of("name", "Tea")));
    Instant now = Instant.parse("2026-11-20T02:00:00Z");

    Map<String, Object> report =
        PropertyLists.readDictionary(
            ManifestReport.write(tree.walk("site", facts), facts, now), "report");

    assertThat(report.get("ManifestName")).isEqualTo("site");
    assertThat(report.get("managed_installs_list")).isEqualTo(List.of("A", "B"));
    assertThat(report.get("managed_uninstalls_list")).isEqualTo(List.of()); // for the error
    assertThat(report.get("managed_updates_list")).isEqualTo(List.of("D"));
    assertThat((List<?>) report.get("Errors")).hasSize(1);
    assertThat((List<?>) report.get("Warnings")).hasSize(1);
    assertThat(report.get("Conditions"))
        .isEqualTo(
            Map.of(
                "hostname",
                "mac?17",
                "os_vers_major",
                15L,
                "date",
                now,
                "ipv4_address",
                List.of("10.0.1.5", "")));
  }
}
