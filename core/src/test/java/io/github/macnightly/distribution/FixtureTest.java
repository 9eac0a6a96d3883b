package io.github.macnightly.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.Source;
import io.github.macnightly.xar.XarArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Found and made distributions on twelve Macs, against what Node made of their scripts. */
final class FixtureTest {

  private static final List<String> FOLDERS = List.of("dist", "real", "synthetic/benign", "recipe");

  @TestFactory
  Stream<DynamicTest> selectsAndChecksWhatAnotherEngineDoes() throws IOException {
    Path truth = Shared.fixture("pkg/truth/choices.json").orElse(null);
    if (truth == null) {
      return Stream.of(DynamicTest.dynamicTest("absent", () -> assumeTrue(false, "no fixtures")));
    }
    JsonObject all = JsonParser.parseString(Files.readString(truth)).getAsJsonObject();
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonElement> entry : all.entrySet()) {
      JsonObject wanted = entry.getValue().getAsJsonObject();
      tests.add(DynamicTest.dynamicTest(entry.getKey(), () -> compare(entry.getKey(), wanted)));
    }
    return tests.stream();
  }

  /** Reads the script of a package, of a metapackage, or a script by itself. */
  static Optional<DistributionFile> read(Path file) throws IOException {
    Path inside = file.resolve("Contents/distribution.dist");
    if (Files.isDirectory(file)) {
      return Files.exists(inside)
          ? Optional.of(DistributionFile.parse(Files.readAllBytes(inside)))
          : Optional.empty();
    }
    if (!file.toString().matches(".*\\.(pkg|xar)")) {
      return Optional.of(DistributionFile.parse(Files.readAllBytes(file)));
    }
    try (XarArchive archive = XarArchive.open(Source.open(file))) {
      byte[] bytes = archive.read(archive.find("Distribution").orElseThrow(), 1 << 20);
      return Optional.of(DistributionFile.parse(bytes));
    }
  }

  static DistributionFile find(String name) throws IOException {
    for (String folder : FOLDERS) {
      Optional<Path> file = Shared.fixture("pkg/" + folder + "/" + name);
      if (file.isPresent()) {
        return read(file.get()).orElseThrow();
      }
    }
    assumeTrue(false, name + " was not handed out");
    throw new AssertionError();
  }

  private static void compare(String name, JsonObject wanted) throws IOException {
    DistributionFile file = find(name);
    JsonElement architectures = wanted.get("hostArchitectures");
    String hosts = architectures.isJsonNull() ? "" : architectures.getAsString();
    assertThat(String.join(",", file.options().hostArchitectures())).isEqualTo(hosts);
    int ranges = file.requirements().stream().mapToInt(r -> r.ranges().size()).sum();
    assertThat(ranges).isEqualTo(wanted.getAsJsonArray("osVersions").size());
    for (JsonElement group : wanted.getAsJsonArray("groups")) {
      for (JsonElement mac : group.getAsJsonObject().getAsJsonArray("when")) {
        String[] parts = mac.getAsString().split("/");
        Evaluation got = file.evaluate(Target.of(parts[0], parts[1]), List.of());
        compare(mac.getAsString(), got, group.getAsJsonObject());
      }
    }
  }

  private static void compare(String mac, Evaluation got, JsonObject wanted) {
    List<String> refs =
        wanted.getAsJsonArray("selectedRefs").asList().stream()
            .map(JsonElement::getAsString)
            .toList();
    assertThat(Scripted.ids(got)).as(mac).isEqualTo(refs);
    for (String check : List.of("installation-check", "volume-check")) {
      String key = check.startsWith("i") ? "installationCheck" : "volumeCheck";
      boolean failed = got.checks().stream().anyMatch(c -> c.name().equals(check) && isFailed(c));
      assertThat(!failed)
          .as(mac + " " + check + " " + got)
          .isEqualTo(wanted.get(key).getAsBoolean());
    }
    if (wanted.has("icMessage")) {
      String message = wanted.get("icMessage").getAsString();
      assertThat(got.checks()).as(mac).anyMatch(check -> check.message().startsWith(message));
    }
  }

  private static boolean isFailed(Check check) {
    return Set.of(Check.Outcome.FAILED, Check.Outcome.STOPPED, Check.Outcome.NOT_EVALUATED)
        .contains(check.outcome());
  }
}
