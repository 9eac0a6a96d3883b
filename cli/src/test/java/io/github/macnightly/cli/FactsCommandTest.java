package io.github.macnightly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.macnightly.cli.console.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code conditions facts}, on this machine and as if on another. */
class FactsCommandTest {

  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Run facts(String... words) {
    List<String> all = new ArrayList<>(List.of("facts"));
    all.addAll(List.of(words));
    return Run.as("conditions", all.toArray(String[]::new));
  }

  private static JsonObject json(Run run) {
    return JsonParser.parseString(run.output()).getAsJsonObject();
  }

  @Test
  void rowsAreNameTabValueInTheOrderThatWasAskedFor() {
    Run run = facts("weekday", "hostname");

    assertThat(run.status()).isZero();
    assertThat(run.output()).matches("weekday\t[1-7]\nhostname\t\\S+\n");
  }

  @Test
  void jsonKeepsTheKindsOfTheFacts() throws IOException {
    String file =
        file(
            "a.yaml",
            "os_vers: \"26.1\"\nx86_64_capable: true\nipv4_address: [10.0.0.1, 10.0.0.2]\n"
                + "ram_gb: 16\nsite: ~\n");
    JsonObject facts = json(facts("--json", "--facts", file));

    assertThat(facts.get("os_vers").getAsString()).isEqualTo("26.1");
    assertThat(facts.get("os_vers_major").getAsJsonPrimitive().isNumber()).isTrue();
    assertThat(facts.get("os_vers_major").getAsLong()).isEqualTo(26);
    assertThat(facts.get("x86_64_capable").getAsJsonPrimitive().isBoolean()).isTrue();
    assertThat(facts.get("ipv4_address").getAsJsonArray()).hasSize(2);
    assertThat(facts.get("ram_gb").getAsLong()).isEqualTo(16);
    assertThat(facts.get("site").isJsonNull()).isTrue();
    assertThat(facts.has("applications")).isFalse();
  }

  @Test
  void listsAndUnknownFactsAreOneRow() throws IOException {
    String file = file("a.json", "{\"ports\": [\"Wi-Fi\", \"Ethernet\"], \"site\": null}");

    assertThat(facts("--facts", file, "ports", "site").output())
        .isEqualTo("ports\tWi-Fi, Ethernet\nsite\t\n");
  }

  @Test
  void eachDictionaryOfAListHasItsRow() throws IOException {
    String file =
        file(
            "a.yaml",
            "applications:\n"
                + "  - {name: Word, version: '16'}\n"
                + "  - {name: \"T\\te\\n"
                + "a\", version: 2}\n");

    assertThat(facts("--facts", file, "applications").output())
        .isEqualTo(
            "applications\tname=Word, version=16\n"
                + "applications\tname=T\\u0009e\\u000aa, version=2\n");
  }

  @Test
  void lastOfSeveralFilesWins() throws IOException {
    String first = file("a.json", "{\"site\": \"A\", \"room\": 1}");
    String second = file("b.yaml", "site: B\n");

    assertThat(facts("--facts", first, "--facts=" + second, "site", "room").output())
        .isEqualTo("site\tB\nroom\t1\n");
  }

  @Test
  void dateIsTheTrueInstantWithAndWithoutHonestDates() {
    for (String[] words : new String[][] {{"date"}, {"--honest-dates", "--munki-order", "date"}}) {
      String text = facts(words).output().strip().split("\t")[1];

      assertThat(Duration.between(Instant.parse(text), Instant.now()))
          .isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }
  }

  @Test
  void unknownFactNamesTheNearestOne() {
    Run run = facts("--no-scripts", "hostnme");

    assertThat(run.status()).isEqualTo(ExitStatus.USAGE.code());
    assertThat(run.errors())
        .isEqualTo(
            "conditions facts: there is no fact 'hostnme'; did you mean hostname?; try"
                + " 'conditions facts --help'\n");
    assertThat(facts("--no-scripts", "x".repeat(100_000)).errors())
        .contains("...'; without a KEY all are printed")
        .hasSizeLessThan(400);
  }

  @Test
  void folderOfFactsIsNamed() {
    Run run = facts("--facts", folder.toString());

    assertThat(run.status()).isEqualTo(ExitStatus.NO_INPUT.code());
    assertThat(run.errors()).contains(folder + ": is a directory, wanted a file with facts");
  }

  @Test
  void damagedFileEndsTheCommandWithItsPlace() throws IOException {
    String file = file("a.json", "{\"a\": 1,\n \"b\" 2}");
    Run run = facts("--facts", file);

    assertThat(run.status()).isEqualTo(ExitStatus.DAMAGED.code());
    assertThat(run.output()).isEmpty();
    assertThat(run.errors())
        .containsOnlyOnce("\n")
        .contains("JSON: " + file + ": line 2, column 7, at b: ");
  }

  @Test
  void missingFileIsMissingInput() {
    Run run = facts("--facts", folder.resolve("none.plist").toString());

    assertThat(run.status()).isEqualTo(ExitStatus.NO_INPUT.code());
    assertThat(run.errors()).contains("none.plist: there is no such file or directory");
  }

  @Test
  void emptyNameOfAFileIsWrongUsage() {
    assertThat(facts("--facts", "").status()).isEqualTo(ExitStatus.USAGE.code());
  }

  @Test
  void kindThatNobodyExpectsIsComplainedOf() throws IOException {
    String file = file("a.yaml", "os_vers: 15.4\n");
    Run run = facts("--quiet", "--facts", file, "os_vers");

    assertThat(run.status()).isEqualTo(ExitStatus.SOME_FAILED.code());
    assertThat(run.output()).isEqualTo("os_vers\t15.4\n");
    assertThat(run.errors())
        .contains(
            "os_vers: file "
                + file
                + " gives a number, conditions expect text;"
                + " write it in quotes");
  }

  @Test
  void dataIsBase64() throws IOException {
    String file = file("a.plist", "<plist><dict><key>d</key><data>aGk=</data></dict></plist>");

    assertThat(facts("--facts", file, "d").output()).isEqualTo("d\taGk=\n");
    assertThat(json(facts("--json", "--facts", file, "d")).get("d").getAsString())
        .isEqualTo("aGk=");
  }
}
