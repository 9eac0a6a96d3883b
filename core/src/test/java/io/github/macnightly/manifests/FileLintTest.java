package io.github.macnightly.manifests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.plist.PropertyLists;
import io.github.macnightly.predicate.FactType;
import io.github.macnightly.predicate.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of files that hold conditions. */
class FileLintTest {

  @TempDir Path folder;

  private static Map<String, FactType> known() {
    Map<String, FactType> facts = new TreeMap<>();
    for (String key : "hostname arch os_vers machine_model machine_type serial_number".split(" ")) {
      facts.put(key, FactType.TEXT);
    }
    for (String key : "os_vers_major os_vers_minor os_vers_patch shard".split(" ")) {
      facts.put(key, FactType.NUMBER);
    }
    facts.put("catalogs", FactType.TEXTS);
    facts.put("ipv4_address", FactType.TEXTS);
    facts.put("date", FactType.DATE);
    facts.put("munki_version", FactType.TEXT);
    return facts;
  }

  private List<FileFinding> check(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return new FileLint(known()).check(file);
  }

  @Test
  void tellsFileKeyPathAndPosition() throws IOException {
    List<FileFinding> findings =
        check(
            "m.yaml",
            """
            conditional_items:
              - condition: arch == 'arm64'
                conditional_items:
                  - condition: machine_modle == 'x'
            """);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).where())
        .isEqualTo(
            folder.resolve("m.yaml")
                + ": conditional_items[0].conditional_items[0].condition: character 1");
    assertThat(findings.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(findings.get(0).rule()).isEqualTo("unknown-key");
  }

  @Test
  void findsNestedConditionsThatCannotHoldThere() throws IOException {
    List<FileFinding> findings =
        check(
            "m.yaml",
            """
            conditional_items:
              - condition: machine_type == 'laptop' OR machine_type == 'tablet'
                conditional_items:
                  - condition: machine_type == 'desktop'
                  - condition: machine_type == 'laptop'
                  - condition: os_vers_major > 14
                    conditional_items:
                      - condition: os_vers_major < 10 AND arch == 'x86_64'
              - condition: machine_type == 'desktop'
            """);

    assertThat(findings)
        .filteredOn(finding -> finding.rule().equals("unreachable"))
        .extracting(FileFinding::keyPath)
        .containsExactly(
            "conditional_items[0].conditional_items[0].condition",
            "conditional_items[0].conditional_items[2].conditional_items[0].condition");
    assertThat(findings).hasSize(2);
  }

  @Test
  void findsUnreachableConditionsOnTextAndSaysNothingOfReachableOnes() throws IOException {
    List<FileFinding> findings =
        check(
            "m.yaml",
            """
            conditional_items:
              - condition: hostname BEGINSWITH[c] 'lab-'
                conditional_items:
                  - condition: hostname LIKE 'office*'
                  - condition: hostname MATCHES 'LAB-[0-9]+'
                  - condition: hostname IN {'srv-1', 'srv-2'}
                    conditional_items:
                      - condition: arch == 'arm64'
              - condition: NOT catalogs CONTAINS 'testing'
                catalogs: [testing]
                conditional_items:
                  - condition: catalogs CONTAINS 'testing'
              - condition: NOT catalogs CONTAINS 'testing'
                conditional_items:
                  - condition: catalogs CONTAINS 'testing'
            """);

    assertThat(findings)
        .extracting(FileFinding::rule, FileFinding::keyPath)
        .containsExactly(
            tuple("unreachable", "conditional_items[0].conditional_items[0].condition"),
            tuple("unreachable", "conditional_items[0].conditional_items[2].condition"),
            tuple(
                "unreachable",
                "conditional_items[0].conditional_items[2].conditional_items[0].condition"),
            tuple("unreachable", "conditional_items[2].conditional_items[0].condition"));
  }

  @Test
  void findsCirclesOfIncludesAlsoBehindConditionsOnce() throws IOException {
    check("manifests/groups/b", plist(Map.of("included_manifests", List.of("c"))));
    check(
        "manifests/c",
        plist(
            Map.of(
                "conditional_items",
                List.of(
                    Map.of("condition", "shard < 5", "included_manifests", List.of("groups/b"))))));
    FileLint lint = new FileLint(known());
    Path a = folder.resolve("manifests/a.yaml");
    Files.writeString(a, "included_manifests: [groups/b, gone]\n");

    List<FileFinding> findings = new ArrayList<>(lint.check(a));
    findings.addAll(lint.check(folder.resolve("manifests/groups/b")));
    findings.addAll(lint.check(folder.resolve("manifests/c")));

    assertThat(findings)
        .extracting(FileFinding::rule)
        .containsExactly("missing-include", "include-circle");
    assertThat(findings.get(1).file()).endsWith("manifests/c");
    assertThat(findings.get(1).keyPath()).isEqualTo("conditional_items[0].included_manifests[0]");
    assertThat(findings.get(1).message()).endsWith("circle: groups/b -> c -> groups/b");
  }

  private static String plist(Map<String, Object> map) {
    return new String(PropertyLists.writeXml(map), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void readsPredicatesALine() throws IOException {
    List<FileFinding> findings =
        check("conditions.txt", "# comment\narch == 'arm64'\n\nboard-id == 'x'\n#size == 1\n");

    assertThat(findings).extracting(FileFinding::line).containsExactly(4, 4, 5);
    assertThat(findings.get(0).rule()).isEqualTo("hyphenated-key");
    assertThat(findings.get(2).severity()).isEqualTo(Severity.NOTE);
  }

  @Test
  void readsPkginfoFilesAndCatalogsAndCases() throws IOException {
    assertThat(
            check(
                "pkgsinfo/Tea.plist",
                plist(Map.of("name", "Tea", "installable_condition", "arch == "))))
        .singleElement()
        .extracting(FileFinding::where)
        .asString()
        .endsWith("installable_condition: character 9");
    assertThat(check("all.json", "[{}, {\"installable_condition\": \"'arch' == 'x'\"}]"))
        .singleElement()
        .extracting(FileFinding::keyPath)
        .isEqualTo("[1].installable_condition");
    assertThat(
            check("cases.jsonl", "{\"predicate\": \"arch == 'x'\"}\n{\"predicate\": \"5 < 6\"}\nx"))
        .extracting(FileFinding::line)
        .containsExactly(2, 3);
  }

  @Test
  void tellsUnknownKeysWithTheNearestKnownOne() throws IOException {
    List<FileFinding> findings =
        check(
            "m.yaml",
            """
            managed_intalls: [Tea]
            notes: for the lab
            conditional_items:
              - condition: arch == 'arm64'
                optional_instals: [Go]
            """);

    assertThat(findings).extracting(FileFinding::rule).containsOnly("unknown-manifest-key");
    assertThat(findings)
        .extracting(FileFinding::keyPath)
        .containsExactly("managed_intalls", "conditional_items[0].optional_instals");
    assertThat(findings.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(findings.get(0).message()).endsWith("did you mean managed_installs?");
    assertThat(check("only.yaml", "managed_intalls: [Tea]\n")).hasSize(1);
  }

  @Test
  void keysOfOtherDocumentsAreTheirs() throws IOException {
    String catalog =
        "{\"name\": \"a\", \"version\": \"1\", \"catalogs\": [\"p\"], \"receipts\": [{}]}";
    assertThat(check("pkginfo.json", catalog)).isEmpty();
    assertThat(check("facts.json", "{\"ports\": [1], \"site\": \"A\"}")).isEmpty();
  }

  @Test
  void documentsWithoutAnEndingAreRecognised() throws IOException {
    for (String text :
        List.of("# Lab\n---\nmanaged_installs: [Tea]\n", "managed_installs:\n- Tea\n")) {
      assertThat(check("site_default", text))
          .singleElement()
          .satisfies(finding -> assertThat(finding.rule()).isEqualTo("malformed"))
          .satisfies(finding -> assertThat(finding.line()).isZero())
          .extracting(FileFinding::message)
          .asString()
          .endsWith("is YAML, wanted a property list or a name that ends in .yaml");
    }
    assertThat(check("site_default", "{\"managed_installs\": []}"))
        .singleElement()
        .extracting(FileFinding::message)
        .asString()
        .contains("is JSON");
    assertThat(check("old", "{ managed_installs = (Tea); managed_intalls = (Go); }"))
        .singleElement()
        .extracting(FileFinding::rule)
        .isEqualTo("unknown-manifest-key");
    assertThat(check("predicates", "{1, 2} CONTAINS os_vers_major\nTRUEPREDICATE\n"))
        .noneMatch(finding -> finding.rule().equals("malformed"));
  }

  @Test
  void largeCaseFilesAreLookedAt() throws IOException {
    String line =
        "{\"predicate\": \"arch == 'x'\", \"facts\": {\"x\": \"" + "y".repeat(1000) + "\"}}\n";

    assertThat(check("cases.jsonl", line.repeat(1100) + "{\"predicate\": \"arhc == 'x'\"}\n"))
        .extracting(FileFinding::line)
        .containsExactly(1101);
  }

  @Test
  void whatIsTooLargeIsNotCalledAManifest() throws IOException {
    Path file = folder.resolve("large.txt");
    Files.write(file, new byte[(1 << 20) + 1]);

    assertThatThrownBy(() -> new FileLint(known()).check(file))
        .hasMessageStartingWith("file of conditions: " + file)
        .hasMessageNotContaining("manifest:");
  }

  @Test
  void findingsAreShortWhateverTheFileHolds() throws IOException {
    String megabyte = "x".repeat(900_000);

    assertThat(check("cases.jsonl", "{\"predicate\": \"" + megabyte + " ==\"}"))
        .isNotEmpty()
        .allMatch(finding -> finding.message().length() < 1100);
    assertThat(check("a.json", "{\"catalogs\": 1, \"" + megabyte + "\": [1]}"))
        .hasSize(2)
        .allMatch(finding -> finding.where().length() < 1500);
  }

  @Test
  void malformedFilesAreFindings() throws IOException {
    assertThat(check("m.plist", "<plist><dict>"))
        .singleElement()
        .extracting(FileFinding::rule)
        .isEqualTo("malformed");
    assertThat(
            check("n.yaml", "managed_installs: Tea\nconditional_items: [{managed_installs: [A]}]"))
        .extracting(FileFinding::keyPath)
        .containsExactly("managed_installs", "conditional_items[0]");
  }

  /** Found out by reading them: none of these asks what its author wanted to know. */
  @Test
  void findsTheBrokenOnesOfAHundredRealPredicates() throws IOException {
    Optional<Path> file = Shared.fixture("munki/predicates/real_world_predicates.jsonl");
    assumeTrue(file.isPresent(), "no ../shared/fixtures/munki/predicates");
    StringBuilder lines = new StringBuilder();
    for (String line : Files.readAllLines(file.orElseThrow())) {
      lines.append(JsonParser.parseString(line).getAsJsonArray().get(1).getAsString()).append('\n');
    }

    for (List<FileFinding> findings :
        List.of(
            check("real.txt", lines.toString()), new FileLint(known()).check(file.orElseThrow()))) {
      assertThat(findings)
          .filteredOn(finding -> finding.severity() != Severity.NOTE)
          .extracting(FileFinding::line)
          .isSorted()
          .containsOnly(
              3, 4, 5, 6, 7, 8, 10, 11, 28, 29, 30, 31, 32, 33, 34, 36, 62, 75, 76, 77, 80, 90, 99,
              100);
    }
  }

  /** Writes the tree in which manifests name each other from its root. */
  private Path tree(String name) throws IOException {
    Path tree = folder.resolve(name);
    Files.createDirectories(tree.resolve("groups"));
    Files.writeString(tree.resolve("site.json"), "{\"included_manifests\": [\"groups/a\"]}");
    Files.writeString(tree.resolve("groups/a.json"), "{\"included_manifests\": [\"groups/b\"]}");
    Files.writeString(tree.resolve("groups/b.json"), "{\"included_manifests\": [\"groups/a\"]}");
    return tree;
  }

  @Test
  void namesAreRelativeToTheFolderThatIsLookedAt() throws IOException {
    Path tree = tree("LT");
    FileLint lint = new FileLint(known());
    List<FileFinding> all = new ArrayList<>();
    for (String name : List.of("groups/a.json", "groups/b.json", "site.json")) {
      all.addAll(lint.check(tree.resolve(name), tree).orElseThrow());
    }

    assertThat(all).extracting(FileFinding::rule).containsExactly("include-circle");
    assertThat(all.get(0).message()).endsWith("groups/a.json -> groups/b.json -> groups/a.json");
  }

  @Test
  void namesAreRelativeToTheFolderOfTheFirstFile() throws IOException {
    Path tree = tree("LT");
    FileLint lint = new FileLint(known());
    List<FileFinding> all = new ArrayList<>(lint.check(tree.resolve("site.json")));
    all.addAll(lint.check(tree.resolve("groups/b.json")));

    assertThat(all).extracting(FileFinding::rule).containsExactly("include-circle");
  }

  @Test
  void namesAreRelativeToTheFolderThatIsSaid() throws IOException {
    Path tree = tree("LT");

    assertThat(new FileLint(known()).check(tree.resolve("groups/b.json")))
        .extracting(FileFinding::rule)
        .containsExactly("missing-include");
    assertThat(new FileLint(known(), tree).check(tree.resolve("groups/b.json")))
        .extracting(FileFinding::rule)
        .containsExactly("include-circle");
  }

  @Test
  void filesOfAFolderWithoutConditionsAreLeftOut() throws IOException {
    FileLint lint = new FileLint(known());
    Map<String, String> files =
        Map.of(
            "LICENSE", "MIT License\n\nPermission is hereby granted, free of charge,\n",
            "README.md", "Title: our conditions\n\nRead this first, please.\n",
            "icon.png", "\u0089PNG\u0000",
            "notes", "# a title\n\nnothing to see\n");
    for (Map.Entry<String, String> each : files.entrySet()) {
      Files.writeString(folder.resolve(each.getKey()), each.getValue());
      assertThat(lint.check(folder.resolve(each.getKey()), folder)).as(each.getKey()).isEmpty();
    }
    Files.writeString(folder.resolve("p.txt"), "arch == 'arm64'\narhc == 'x'\n");
    assertThat(lint.check(folder.resolve("p.txt"), folder).orElseThrow()).hasSize(1);
  }

  @Test
  void factsOfACaseAreKnownToIt() throws IOException {
    String line = "{\"predicate\": \"dept == 'it'\", \"facts\": {\"dept\": \"it\"}}\n";

    assertThat(check("c.jsonl", line)).isEmpty();
    assertThat(check("d.jsonl", line.replace("\"dept\":", "\"site\":")))
        .extracting(FileFinding::rule)
        .containsExactly("unknown-key");
  }

  @Test
  void slipsInTheKeysOfACaseAreTold() throws IOException {
    assertThat(check("c.jsonl", "{\"predicate\": \"arch == 'x'\", \"fcats\": {}, \"why\": 1}"))
        .extracting(FileFinding::rule, FileFinding::message)
        .containsExactly(tuple("unknown-case-key", "a case has no key fcats; did you mean facts?"));
  }

  @Test
  void whatComesFromElsewhereIsRecognised() throws IOException {
    FileLint lint = new FileLint(known());
    String line = "{\"id\": 1, \"predicate\": \"arhc == 'x'\"}\n";

    assertThat(lint.check("standard input", (line + line).getBytes(UTF_8)))
        .extracting(FileFinding::where)
        .containsExactly(
            "standard input:1: predicate: character 1", "standard input:2: predicate: character 1");
    assertThat(lint.check("standard input", "arhc == 'x'".getBytes(UTF_8))).hasSize(1);
    assertThat(lint.check("standard input", "{\"conditional_items\": []}".getBytes(UTF_8)))
        .isEmpty();
  }
}
