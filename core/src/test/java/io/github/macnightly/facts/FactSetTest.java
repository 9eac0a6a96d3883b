package io.github.macnightly.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.predicate.Condition;
import io.github.macnightly.predicate.FactType;
import io.github.macnightly.predicate.Lint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FactSetTest {

  private static final FactRules MUNKI = new FactRules(true, false);
  private static final FactRules HONEST = new FactRules(false, true);

  @TempDir Path root;
  private FakeMachine mac;

  @BeforeEach
  void mac() throws Exception {
    mac =
        new FakeMachine(root)
            .mac("15.4.1", "24E263")
            .answer("uname -n", "lab-17.example.org")
            .answer("sysctl -n hw.optional.arm64", "1")
            .answer("sysctl -n hw.model", "Mac14,9")
            .answer("pmset -g batt", "-InternalBattery-0");
  }

  private FactSet facts(FactRules rules, FactLayer... layers) {
    FactSet facts = FactSet.of(mac.machine(), rules);
    for (FactLayer layer : layers) {
      facts = facts.with(layer);
    }
    return facts;
  }

  private static FactLayer script(String name, Object... pairs) {
    return FactLayer.script(name, values(pairs));
  }

  private static FactLayer file(Object... pairs) {
    return FactLayer.file("what-if.yaml", values(pairs));
  }

  private static Map<String, Object> values(Object... pairs) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return values;
  }

  private static boolean holds(FactSet facts, String predicate) throws Exception {
    return Condition.parse(predicate).evaluate(facts);
  }

  @Test
  void scriptWinsOverTheMachineAndAFileOverScripts() {
    FactSet facts =
        facts(
            FactRules.DEFAULT,
            file("hostname", "from-file"),
            script("a", "hostname", "from-a", "arch", "from-a", "site", "A"),
            script("b", "arch", "from-b"));

    assertThat(facts.get("hostname")).isEqualTo("from-file");
    assertThat(facts.get("arch")).isEqualTo("from-b");
    assertThat(facts.get("site")).isEqualTo("A");
    assertThat(facts.get("os_vers")).isEqualTo("15.4.1");
    assertThat(facts.get("no_such")).isNull();
    assertThat(facts.origin("hostname")).contains("file what-if.yaml");
    assertThat(facts.origin("arch")).contains("script b");
    assertThat(facts.origin("os_vers")).contains("built-in");
    assertThat(facts.origin("no_such")).isEmpty();
  }

  @Test
  void scriptReplacesMachineTypeAsTheDocumentationSays() {
    FactLayer script = script("type", "machine_type", "kiosk");

    assertThat(facts(FactRules.DEFAULT, script).get("machine_type")).isEqualTo("kiosk");
    assertThat(facts(MUNKI, script).get("machine_type")).isEqualTo("laptop");
    assertThat(facts(MUNKI, script).origin("machine_type")).contains("built-in");
  }

  @ParameterizedTest
  @CsvSource({
    "os_vers_major,26,15",
    "os_vers_minor,26,4",
    "os_vers_patch,26,1",
    "os_build_last_component,26,263"
  })
  void numbersOfAScriptArePassedOverInMunkisOrder(String key, long given, long own) {
    FactLayer script = script("numbers", key, given);

    assertThat(facts(FactRules.DEFAULT, script).get(key)).isEqualTo(given);
    assertThat(facts(MUNKI, script).get(key)).isEqualTo(own);
  }

  @Test
  void munkisOrderStillTakesWhatScriptsMayReplace() {
    FactSet facts = facts(MUNKI, script("s", "hostname", "other", "os_vers", "26.1"));

    assertThat(facts.get("hostname")).isEqualTo("other");
    assertThat(facts.get("os_vers")).isEqualTo("26.1");
    assertThat(facts.get("os_vers_major")).isEqualTo(15L);
  }

  @Test
  void dateAndApplicationsOfAScriptArePassedOverInMunkisOrder() {
    Instant other = Instant.parse("2001-01-01T00:00:00Z");
    FactLayer script = script("s", "date", other, "applications", List.of(Map.of("name", "X")));

    assertThat(facts(MUNKI, script).get("date")).isEqualTo(Instant.parse("2026-07-05T00:30:00Z"));
    assertThat(facts(MUNKI, script).get("applications")).isEqualTo(List.of());
    assertThat(facts(FactRules.DEFAULT, script).get("date"))
        .isEqualTo(Instant.parse("2001-01-01T01:00:00Z"));
  }

  @Test
  void fileWinsInMunkisOrderToo() {
    FactSet facts = facts(MUNKI, file("machine_type", "desktop", "os_vers", "14.7"));

    assertThat(facts.get("machine_type")).isEqualTo("desktop");
    assertThat(facts.get("os_vers_major")).isEqualTo(14L);
    assertThat(facts.get("os_vers_minor")).isEqualTo(7L);
  }

  @Test
  void whatFollowsFromAFactFollowsTheFile() {
    FactSet facts =
        facts(
            FactRules.DEFAULT,
            file("os_vers", "26.1", "os_build_number", "25B5042k", "arch", "x86_64"));

    assertThat(facts.get("os_vers_major")).isEqualTo(26L);
    assertThat(facts.get("os_vers_minor")).isEqualTo(1L);
    assertThat(facts.get("os_vers_patch")).isEqualTo(0L);
    assertThat(facts.get("os_build_last_component")).isEqualTo(5042L);
    assertThat(facts.get("x86_64_capable")).isEqualTo(true);
    assertThat(mac.asked).isEmpty();
  }

  @Test
  void literalInZIsComparedWithTheWallClock() throws Exception {
    FactSet facts = facts(FactRules.DEFAULT); // 22:30 in UTC is 00:30 of the next day in Berlin

    assertThat(holds(facts, "date > CAST('2026-07-05T00:29:59Z', 'NSDate')")).isTrue();
    assertThat(holds(facts, "date > CAST('2026-07-05T00:30:01Z', 'NSDate')")).isFalse();
    assertThat(facts.instant()).isEqualTo(FakeMachine.NOW);
  }

  @Test
  void honestDateIsTheInstant() throws Exception {
    FactSet facts = facts(HONEST);

    assertThat(facts.get("date")).isEqualTo(FakeMachine.NOW);
    assertThat(holds(facts, "date > CAST('2026-07-05T00:29:59Z', 'NSDate')")).isFalse();
    assertThat(holds(facts, "date > CAST('2026-07-04T22:29:59Z', 'NSDate')")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-15T12:00:00Z,America/Los_Angeles,2026-01-15T04:00:00Z",
    "2026-03-29T00:59:59Z,Europe/Berlin,2026-03-29T01:59:59Z",
    "2026-03-29T01:00:00Z,Europe/Berlin,2026-03-29T03:00:00Z",
    "2026-06-01T23:45:00Z,Asia/Kathmandu,2026-06-02T05:30:00Z",
    "2026-06-01T23:45:00Z,UTC,2026-06-01T23:45:00Z"
  })
  void dateIsMovedByTheOffsetOfNow(String now, String zone, String moved) {
    mac.clock(now, zone);

    assertThat(facts(FactRules.DEFAULT).get("date")).isEqualTo(Instant.parse(moved));
    assertThat(facts(FactRules.DEFAULT).report()).containsEntry("date", Instant.parse(now));
    assertThat(facts(HONEST).report()).containsEntry("date", Instant.parse(now));
  }

  @Test
  void dateOfALayerIsATrueInstantAndIsMovedOnce() {
    Instant given = Instant.parse("2026-12-24T18:00:00Z");

    for (FactLayer layer : List.of(file("date", given), script("s", "date", given))) {
      FactSet munki = facts(FactRules.DEFAULT, layer);
      FactSet honest = facts(HONEST, layer);

      assertThat(munki.get("date")).isEqualTo(Instant.parse("2026-12-24T19:00:00Z"));
      assertThat(honest.get("date")).isEqualTo(given);
      for (FactSet facts : List.of(munki, honest)) {
        assertThat(facts.report()).containsEntry("date", given);
        assertThat(facts.get("hour")).isEqualTo(19L);
      }
    }
  }

  @Test
  void reportAsAFileOfFactsGivesTheSameFacts() {
    FactSet first = facts(FactRules.DEFAULT);

    FactSet again =
        facts(FactRules.DEFAULT, new FactLayer(FactLayer.Kind.FILE, "f", first.report()));

    assertThat(again.get("date")).isEqualTo(first.get("date"));
    assertThat(again.report()).isEqualTo(first.report());
  }

  @Test
  void keysThatNoConditionCanNameAreTold() {
    FactLayer layer = script("s", "k-1", "a", "a.b", "b", "\u00fc", "c", "and", "d", "room_1", "e");

    assertThat(layer.remarks())
        .extracting(FactProblem::line)
        .containsExactlyInAnyOrder(
            "k-1: script s: no condition can name this key; wanted are letters from a to z, digits"
                + " and _",
            "a.b: script s: no condition can name this key; wanted are letters from a to z, digits"
                + " and _",
            "\u00fc: script s: no condition can name this key; wanted are letters from a to z,"
                + " digits and _",
            "and: script s: a condition has to write #and for this key");
  }

  @Test
  void hourAndWeekdayAreThoseOfTheWallClock() {
    for (FactRules rules : List.of(FactRules.DEFAULT, HONEST)) {
      assertThat(facts(rules).get("hour")).isEqualTo(0L);
      assertThat(facts(rules).get("weekday")).isEqualTo(7L); // 5 July 2026 is a Sunday
    }
  }

  @ParameterizedTest
  @CsvSource({
    "15.4.1,15,4,1",
    "15.4,15,4,0",
    "26,26,0,0",
    "10.15.7,10,15,7",
    "'',0,0,0",
    "12.6.1-beta,12,6,1",
    "x.y,0,0,0",
    "999999999.1,999999999,1,0"
  })
  void versionIsSplitAsMunkiDoes(String version, long major, long minor, long patch) {
    FactSet facts = facts(FactRules.DEFAULT, file("os_vers", version));

    assertThat(facts.get("os_vers_major")).isEqualTo(major);
    assertThat(facts.get("os_vers_minor")).isEqualTo(minor);
    assertThat(facts.get("os_vers_patch")).isEqualTo(patch);
  }

  @ParameterizedTest
  @CsvSource({"24E263,263", "24E5238a,5238", "12C60,60", "'',0", "20240101,0"})
  void lastComponentOfABuildIsANumber(String build, long expected) {
    FactSet facts = facts(FactRules.DEFAULT, file("os_build_number", build));

    assertThat(facts.get("os_build_last_component")).isEqualTo(expected);
  }

  /** Expected is what {@code int(hashlib.md5(serial).hexdigest(), 16) % 100} is in Python. */
  @ParameterizedTest
  @CsvSource({"C02ABC123,13", "X7Q2V9K4LM,61", "W9999999U2P,28"})
  void shardIsThatOfScriptsInUse(String serial, long expected) {
    assertThat(facts(FactRules.DEFAULT, file("serial_number", serial)).get("shard"))
        .isEqualTo(expected);
  }

  @Test
  void shardFollowsNoOtherNameAndNoScript() {
    Object here = facts(FactRules.DEFAULT).get("shard");
    FactLayer script =
        FactLayer.script("a.sh", Map.of("hostname", "lab-18", "serial_number", "C02ABC123"));

    assertThat(facts(FactRules.DEFAULT, file("hostname", "lab-18")).get("shard")).isEqualTo(here);
    assertThat(facts(FactRules.DEFAULT, script).get("shard")).isEqualTo(here);
    assertThat(facts(FactRules.DEFAULT, file("shard", 7L)).get("shard")).isEqualTo(7L);
  }

  @Test
  void shardsAreSpreadEvenly() {
    int[] counts = new int[100];
    for (int i = 0; i < 20_000; i++) {
      counts[Derived.shard("C02" + i).intValue()]++;
    }
    assertThat(Arrays.stream(counts).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(130, 280));
  }

  @Test
  void catalogsAreThoseOfTheManifestThatIsProcessed() throws Exception {
    FactSet facts = facts(FactRules.DEFAULT, file("catalogs", List.of("testing")));
    FactSet inManifest = facts.withCatalogs(List.of("production"));

    assertThat(holds(facts, "catalogs CONTAINS 'testing'")).isTrue();
    assertThat(holds(inManifest, "catalogs CONTAINS 'testing'")).isFalse();
    assertThat(holds(inManifest, "catalogs CONTAINS 'production'")).isTrue();
    assertThat(inManifest.origin("catalogs")).contains("manifest");
    assertThat(facts(FactRules.DEFAULT).get("catalogs")).isNull();
  }

  @Test
  void reportHasEveryFactButTheApplications() {
    FactSet facts = facts(FactRules.DEFAULT, script("s", "site", "A"));

    assertThat(facts.report().keySet())
        .containsAll(List.of("hostname", "date", "catalogs", "shard", "site"))
        .doesNotContain("applications")
        .hasSize(BuiltIn.values().length);
    assertThat(facts.all()).containsKey("applications");
  }

  @Test
  void factThatALayerSetsAsksNobody() {
    facts(FactRules.DEFAULT, file("machine_model", "Mac15,3")).find(Set.of("machine_model"));

    assertThat(mac.asked).isEmpty();
  }

  @Test
  void nullSaysThatAFactIsNotKnown() throws Exception {
    FactSet facts = facts(FactRules.DEFAULT, file("machine_type", null));

    assertThat(facts.get("machine_type")).isNull();
    assertThat(holds(facts, "machine_type == 'laptop'")).isFalse();
    assertThat(facts.problems()).isEmpty();
  }

  @Test
  void kindsAreKnownWithoutAskingAnybody() {
    FactSet facts = facts(FactRules.DEFAULT, script("s", "site", "A", "ports", List.of("Wi-Fi")));

    assertThat(facts.types())
        .containsEntry("os_build_last_component", FactType.NUMBER)
        .containsEntry("date", FactType.DATE)
        .containsEntry("applications", FactType.DICTIONARIES)
        .containsEntry("site", FactType.TEXT)
        .containsEntry("ports", FactType.TEXTS);
    assertThat(FactSet.builtInTypes()).hasSize(32).doesNotContainKey("site");
    assertThat(mac.asked).isEmpty();
  }

  @Test
  void everyBuiltInFactHasItsKind() {
    FactSet facts = facts(FactRules.DEFAULT);

    facts
        .all()
        .forEach(
            (key, value) -> assertThat(Kinds.fits(facts.types().get(key), value)).as(key).isTrue());
  }

  @Test
  void kindThatConditionsDoNotExpectIsReported() {
    FactSet facts = facts(FactRules.DEFAULT, file("os_vers", 15.4, "hour", "07", "sip", 1L));

    assertThat(facts.problems())
        .extracting(FactProblem::line)
        .containsExactly(
            "os_vers: file what-if.yaml gives a number, conditions expect text;"
                + " write it in quotes",
            "hour: file what-if.yaml gives text, conditions expect a number");
    assertThat(facts.types()).containsEntry("os_vers", FactType.NUMBER);
  }

  @Test
  void lintKnowsTheFacts() {
    FactSet facts = facts(FactRules.DEFAULT, script("s", "site", "A"));

    assertThat(Lint.check("site == 'A' AND shard < 10 AND weekday > 5", facts.types())).isEmpty();
    assertThat(Lint.check("machine_typ == 'laptop'", facts.types()))
        .singleElement()
        .extracting("rule")
        .isEqualTo("unknown-key");
  }
}
