package io.github.macnightly.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.predicate.Facts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which items manifests come to, and who wins. */
class ManifestWalkTest {

  private static final Map<String, Object> LAPTOP =
      Map.of("machine_type", "laptop", "os_vers", "10.7.2", "os_vers_minor", 7L);

  @TempDir Path folder;

  private Tree tree;

  @BeforeEach
  void setUp() {
    tree = new Tree(folder);
  }

  @Test
  void walksTheWholeTreeOncePerListInTheOrderOfLists() throws IOException {
    tree.file(
        "site.yaml",
        """
        catalogs: [production]
        default_installs: [Mail]
        featured_items: [Chess]
        optional_installs: [Chess, Mail, Go]
        managed_updates: [Tide]
        managed_uninstalls: [Old]
        managed_installs: [Tea]
        """);

    assertThat(tree.walk("site", Map.of()).lines())
        .containsExactly(
            "install Tea",
            "remove Old",
            "update Tide",
            "# optional Chess",
            "# optional Mail",
            "# optional Go",
            "# featured Chess",
            "install Mail");
  }

  @Test
  void nothingIsRemovedWhileAPartIsLost() throws IOException {
    String removal = "catalogs: [p]\nmanaged_uninstalls: [Tea]\nmanaged_installs: [Tide]\n";
    List<String> losses =
        List.of(
            "included_manifests: [gone]\n",
            "included_manifests: [broken]\n",
            "conditional_items: [{condition: 'a ==', managed_installs: [Tea]}]\n",
            "conditional_items: [{condition: 'a > {1}', managed_installs: [Tea]}]\n",
            "managed_updates: 7\n");
    tree.file("broken.yaml", "managed_installs: [Tea\n");
    for (String loss : losses) {
      ManifestResult result = tree.file("site.yaml", removal + loss).walk("site", Map.of("a", 1L));

      assertThat(result.failed()).as(loss).isTrue();
      assertThat(result.lines())
          .as(loss)
          .containsExactly("install Tide", "# remove Tea: left out, the manifest is incomplete");
      assertThat(result.decisions()).extracting(Decision::leftOut).containsExactly(false, true);
      byte[] report = ManifestReport.write(result, Map.of(), Instant.EPOCH);
      assertThat(new String(report, StandardCharsets.UTF_8))
          .contains("Tide")
          .doesNotContain(">Tea<");
    }
    assertThat(tree.file("site.yaml", removal).walk("site", Map.of()).lines())
        .containsExactly("install Tide", "remove Tea");
  }

  @Test
  void takesIncludesFirstThenConditionsThenItsOwnList() throws IOException {
    tree.file(
        "site.yaml",
        """
        managed_installs: [Own]
        conditional_items:
          - condition: machine_type == "laptop"
            managed_installs: [Conditional]
            included_manifests: [inner]
          - condition: machine_type == "desktop"
            managed_installs: [Other]
        included_manifests: [groups/base, more]
        catalogs: [production]
        """);
    tree.file("groups/base.yaml", "managed_installs: [Base]\nincluded_manifests: [deep]\n");
    tree.file("deep.yaml", "managed_installs: [Deep]\n");
    tree.file("more.yaml", "managed_installs: [More, Deep]\n");
    tree.file("inner.yaml", "managed_installs: [Inner]\n");

    ManifestResult result = tree.walk("site", LAPTOP);

    assertThat(result.lines())
        .containsExactly(
            "install Deep",
            "install Base",
            "install More",
            "install Inner",
            "install Conditional",
            "install Own");
    assertThat(result.problems()).isEmpty();
    assertThat(result.failed()).isFalse();
  }

  @Test
  void tellsWhatPutAnItemThere() throws IOException {
    tree.file(
        "site.yaml",
        """
        catalogs: [testing, production]
        conditional_items:
          - condition: machine_type == "laptop"
            conditional_items:
              - condition: os_vers BEGINSWITH "10.7"
                included_manifests: [lion]
        """);
    tree.file("lion.yaml", "managed_installs: [A, VPN]\n");

    assertThat(tree.walk("site", LAPTOP).decisions().get(1))
        .isEqualTo(
            new Decision(
                "VPN",
                Action.INSTALL,
                ListKey.MANAGED_INSTALLS,
                "lion",
                "managed_installs[1]",
                List.of("machine_type == \"laptop\"", "os_vers BEGINSWITH \"10.7\""),
                List.of("site", "lion"),
                List.of("testing", "production"),
                false));
  }

  @Test
  void installAnywhereBeatsRemovalAnywhere() throws IOException {
    tree.file(
        "site.yaml",
        """
        catalogs: [production]
        included_manifests: [first]
        managed_installs: [Tea]
        """);
    tree.file("first.yaml", "managed_uninstalls: [Tea]\n");

    ManifestResult result = tree.walk("site", Map.of());

    assertThat(result.lines()).containsExactly("install Tea");
    assertThat(result.failed()).isFalse();
    assertThat(result.problems())
        .singleElement()
        .hasToString(
            "first: managed_uninstalls[0]: remove Tea is overruled by install Tea in site:"
                + " managed_installs[0], which comes first");
  }

  @Test
  void installOfOneVersionBeatsTheRemovalOfTheItem() throws IOException {
    tree.file(
        "site.yaml",
        "catalogs: [p]\nmanaged_installs: [Fox-3.0.9]\nmanaged_uninstalls: [Fox, Fox-2.0]\n");

    assertThat(tree.walk("site", Map.of()).lines()).containsExactly("install Fox-3.0.9");
  }

  @Test
  void whatIsManagedIsNeitherUpdatedNorOffered() throws IOException {
    tree.file(
        "site.yaml",
        """
        catalogs: [p]
        managed_installs: [Tea]
        managed_uninstalls: [Old]
        managed_updates: [Tea, Old, Tide]
        optional_installs: [Tea, Old, Tide]
        """);

    ManifestResult result = tree.walk("site", Map.of());

    assertThat(result.lines())
        .containsExactly("install Tea", "remove Old", "update Tide", "# optional Tide");
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void featuredAndDefaultItemsHaveToBeOptional() throws IOException {
    tree.file("site.yaml", "catalogs: [p]\nfeatured_items: [A]\ndefault_installs: [B]\n");

    ManifestResult result = tree.walk("site", Map.of());

    assertThat(result.lines()).isEmpty();
    assertThat(result.failed()).isFalse();
    assertThat(result.problems())
        .extracting(ManifestProblem::text)
        .allMatch(text -> text.contains("is not in optional_installs"))
        .hasSize(2);
  }

  @Test
  void ownCatalogsCountInPlaceOfThoseOfTheIncluder() throws IOException {
    tree.file(
        "site.yaml",
        """
        catalogs: [production]
        included_manifests: [own, none, empty]
        """);
    String item =
        """
        conditional_items:
          - condition: catalogs CONTAINS "testing"
            managed_installs: [%s]
        """;
    tree.file("own.yaml", "catalogs: [testing]\n" + item.formatted("A"));
    tree.file("none.yaml", item.formatted("B"));
    tree.file("empty.yaml", "catalogs: []\nmanaged_installs: [C]\n");

    List<Decision> decisions = tree.walk("site", Map.of("catalogs", List.of("x"))).decisions();

    assertThat(decisions).extracting(Decision::item).containsExactly("A", "C");
    assertThat(decisions)
        .extracting(Decision::catalogs)
        .containsExactly(List.of("testing"), List.of("production"));
  }

  @Test
  void manifestWithoutCatalogsIsIgnoredWithAllThatItIncludes() throws IOException {
    tree.file("site.yaml", "included_manifests: [own]\nmanaged_installs: [A]\n");
    tree.file("own.yaml", "catalogs: [testing]\nmanaged_installs: [B]\n");

    ManifestResult result = tree.walk("site", Map.of());

    assertThat(result.lines()).isEmpty();
    assertThat(result.problems()).hasSize(1);
    assertThat(result.failed()).isTrue();
  }

  @Test
  void circleIsToldWithItsChainAndTheRestIsDone() throws IOException {
    tree.file("a.yaml", "catalogs: [p]\nincluded_manifests: [b]\nmanaged_installs: [A]\n");
    tree.file("b.yaml", "included_manifests: [c]\nmanaged_installs: [B]\n");
    tree.file("c.yaml", "included_manifests: [b]\nmanaged_installs: [C]\n");

    ManifestResult result = tree.walk("a", Map.of());

    assertThat(result.lines()).containsExactly("install C", "install B", "install A");
    assertThat(result.failed()).isTrue();
    assertThat(result.problems())
        .singleElement()
        .hasToString("c: included_manifests[0]: includes in a circle: a -> b -> c -> b");
  }

  @Test
  void manifestMayBeIncludedTwice() throws IOException {
    tree.file("a.yaml", "catalogs: [p]\nincluded_manifests: [b, c, b]\n");
    tree.file("b.yaml", "included_manifests: [c]\n");
    tree.file("c.yaml", "managed_installs: [C]\n");

    ManifestResult result = tree.walk("a", Map.of());

    assertThat(result.lines()).containsExactly("install C");
    assertThat(result.problems()).isEmpty();
    assertThat(result.manifests()).containsExactly("a", "b", "c");
  }

  @Test
  void misspeltKeyIsToldOnce() throws IOException {
    tree.file(
        "a.yaml",
        """
        catalogs: [p]
        managed_intalls: [A]
        display_name: Lab
        notes: [remark]
        colour: green
        apps: [B]
        condition: arch == 'x'
        conditional_items:
          - condition: TRUEPREDICATE
            managed_uninstals: [C]
          - conditon: TRUEPREDICATE
        """);

    ManifestResult result = tree.walk("a", Map.of());

    assertThat(result.problems())
        .extracting(ManifestProblem::toString)
        .containsExactly(
            "a: managed_intalls: is no key of a manifest; did you mean managed_installs?",
            "a: apps: is no key of a manifest",
            "a: condition: means nothing here: only conditional_items have a condition",
            "a: conditional_items[0].managed_uninstals: is no key of a conditional item;"
                + " did you mean managed_uninstalls?",
            "a: conditional_items[1].conditon: is no key of a conditional item; did you mean"
                + " condition?",
            "a: conditional_items[1]: has no condition: TRUEPREDICATE is one that always holds");
    assertThat(result.problems()).filteredOn(ManifestProblem::error).hasSize(1);
  }

  @Test
  void missingIncludeIsToldAndTheRestIsDone() throws IOException {
    tree.file(
        "a.yaml", "catalogs: [p]\nincluded_manifests: [gone, ../etc]\nmanaged_installs: [A]\n");

    ManifestResult result = tree.walk("a", Map.of());

    assertThat(result.lines()).containsExactly("install A");
    assertThat(result.failed()).isTrue();
    assertThat(result.problems())
        .extracting(ManifestProblem::toString)
        .satisfiesExactly(
            gone ->
                assertThat(gone)
                    .startsWith("a: included_manifests[0]: there is no")
                    .contains("gone"),
            outside ->
                assertThat(outside).startsWith("a: included_manifests[1]: cannot be included"));
  }

  @Test
  void firstManifestHasToBeThere() {
    assertThatThrownBy(() -> tree.walk("gone", Map.of()))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("gone");
  }

  @Test
  void takesTheFirstCandidateThatIsThere() throws IOException {
    tree.file("site_default", PLIST);

    ManifestResult result =
        new ManifestWalk(ManifestSource.of(folder), Facts.of(Map.of()))
            .run(List.of("mac17.example.org", "mac17", "C02", "site_default"));

    assertThat(result.manifest()).isEqualTo("site_default");
    assertThat(result.lines()).containsExactly("install Tea");
  }

  private static final String PLIST =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <plist version="1.0"><dict><key>catalogs</key><array><string>p</string></array>
      <key>managed_installs</key><array><string>Tea</string></array></dict></plist>
      """;

  @Test
  void brokenConditionCountsAsFalseAndIsToldOnceWithItsPosition() throws IOException {
    tree.file(
        "a.yaml",
        """
        catalogs: [p]
        managed_installs: [A]
        conditional_items:
          - condition: arch ==
            managed_installs: [B]
          - condition: NOT (os_vers_minor > "5")
            managed_installs: [C]
          - managed_installs: [D]
          - condition: [x]
          - text
        """);

    ManifestResult result = tree.walk("a", LAPTOP);

    assertThat(result.lines()).containsExactly("install A");
    assertThat(result.failed()).isTrue();
    assertThat(result.problems())
        .extracting(ManifestProblem::keyPath)
        .containsExactly(
            "conditional_items[0].condition",
            "conditional_items[2]",
            "conditional_items[3].condition",
            "conditional_items[4]",
            "conditional_items[1].condition");
    assertThat(result.problems().get(0).text()).startsWith("character 8: got the end");
    assertThat(result.problems().get(4).position()).isPositive();
    assertThat(result.problems().get(4).text()).endsWith("it counts as false");
  }

  @Test
  void valuesOfAWrongKindCostThemselvesOnly() throws IOException {
    tree.file(
        "a.json",
        """
        {"catalogs": ["p"], "managed_installs": ["A", 7, "", "x\\ny", {"a": 1}],
         "managed_uninstalls": "B", "conditional_items": {"condition": "TRUEPREDICATE"}}
        """);

    ManifestResult result = tree.walk("a", Map.of());

    assertThat(result.lines()).containsExactly("install A");
    assertThat(result.problems())
        .extracting(ManifestProblem::toString)
        .contains(
            "a: managed_installs[1]: is a number, wanted a name as text",
            "a: managed_uninstalls: is text, wanted a list",
            "a: conditional_items: is a dictionary, wanted a list")
        .hasSize(6);
  }

  @Test
  void predicateThatManyHoldIsReadOnce() throws IOException {
    StringBuilder includes = new StringBuilder("catalogs: [p]\nincluded_manifests:\n");
    for (int i = 0; i < 50; i++) {
      includes.append("  - m").append(i).append('\n');
      tree.file(
          "m" + i + ".yaml",
          "conditional_items:\n  - condition: arch == 'x'\n    managed_installs: [I" + i + "]\n");
    }
    tree.file("a.yaml", includes.toString());

    ManifestResult result = tree.walk("a", Map.of("arch", "x"));

    assertThat(result.predicates()).isEqualTo(1);
    assertThat(result.decisions()).hasSize(50);
  }

  @Test
  void localManifestComesBehindTheManagedListsAndBeforeTheOptionalOnes() throws IOException {
    tree.file(
        "a.yaml",
        "catalogs: [p]\nmanaged_installs: [A]\nmanaged_uninstalls: [B]\noptional_installs: [C]\n");
    Path local = folder.resolve("local.yaml");
    Files.writeString(
        local,
        "catalogs: [q]\nmanaged_installs: [B, C]\nmanaged_uninstalls: [A, D]\n"
            + "managed_updates: [U]\noptional_installs: [O]\nfeatured_items: [O]\n");

    ManifestResult result =
        new ManifestWalk(ManifestSource.of(folder), Facts.of(Map.of()))
            .withLocal(local)
            .run(List.of("a"));

    assertThat(result.lines())
        .containsExactly(
            "install A", "remove B", "install C", "remove D", "update U", "# optional O");
    assertThat(result.decisions().get(2).catalogs()).containsExactly("p");
    assertThat(result.problems()).hasSize(3).noneMatch(ManifestProblem::error);
  }

  @Test
  void usersChooseAmongWhatIsOfferedOnly() throws IOException {
    tree.file(
        "a.yaml",
        "catalogs: [p]\nmanaged_installs: [A]\noptional_installs: [B, C, D]\n"
            + "default_installs: [C, D]\n");
    Path choices = folder.resolve("choices.yaml");
    Files.writeString(
        choices,
        "managed_installs: [B, Evil]\nmanaged_uninstalls: [A, C]\ndefault_installs: [C]\n");

    ManifestResult result =
        new ManifestWalk(ManifestSource.of(folder), Facts.of(Map.of()))
            .withChoices(choices)
            .run(List.of("a"));

    assertThat(result.lines())
        .containsExactly(
            "install A",
            "# optional B",
            "# optional C",
            "# optional D",
            "install B",
            "install D",
            "remove C");
  }
}
