package io.github.macnightly.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of predicates before any computer is asked. */
class LintTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "board-id == 'x'                          | 0  | ERROR   | hyphenated-key",
        "hostname CONTAINS A-LAB                  | 18 | ERROR   | hyphenated-key",
        "'arch' == 'arm64'                        | 0  | ERROR   | quoted-key",
        "5 < 6                                    | 0  | ERROR   | literal-comparison",
        "arch == 'a' AND arch == 'b'              | 0  | ERROR   | always-false",
        "arch != 'a' OR arch != 'b'               | 0  | ERROR   | always-true",
        "shard > 9 AND shard < 3                  | 0  | ERROR   | always-false",
        "arch BEGINSWITH 'x' AND arch BEGINSWITH 'y' | 0 | ERROR | always-false",
        "hostname BEGINSWITH ''                   | 0  | ERROR   | always-false",
        "shard BETWEEN {9, 1}                     | 0  | ERROR   | always-false",
        "SUBQUERY(applications, $a, $a.name == 'x' AND $a.name == 'y').@count >"
            + " 0|27|ERROR|always-false",
        "NOT arch LIKE 'a*' OR NOT arch LIKE 'b*' | 0  | ERROR   | always-true",
        "date == nil OR (arch=='a' OR NOT arch=='a') | 0 | ERROR | always-true",
        "os_vers_minor > '5'                      | 0  | ERROR   | type-mismatch",
        "os_vers_minor == '5'                     | 0  | WARNING | type-mismatch",
        "ANY arch == 'x'                          | 0  | ERROR   | type-mismatch",
        "catalogs BEGINSWITH 'x'                  | 0  | ERROR   | type-mismatch",
        "catalogs == 'x'                          | 0  | WARNING | type-mismatch",
        "shard BETWEEN {1, 2, 3}                  | 0  | ERROR   | type-mismatch",
        "date > '2024-01-01'                      | 0  | ERROR   | type-mismatch",
        "date > CAST('2024-01-01', 'NSDate')      | 7  | ERROR   | no-value",
        "arch MATCHES '*x'                        | 13 | ERROR   | regular-expression",
        "arch MATCHES '\\d+'                      | 14 | WARNING | lost-escape",
        "arch == $x                               | 8  | ERROR   | unbound-variable",
        "arch ==                                  | 7  | ERROR   | syntax",
        "ipv4_address CONTAINS '10.0.'            | 0  | WARNING | list-contains",
        "catalogs CONTAINS[c] 'testing'           | 0  | WARNING | ignored-option",
        "hostname IN 'a,b'                        | 0  | WARNING | text-list",
        "os_vers >= '10.14'                       | 0  | WARNING | version-order",
        "arch == arm64                            | 8  | WARNING | unquoted-word",
        "hostnme == 'x'                           | 0  | WARNING | unknown-key",
        "SHARD < 5                                | 0  | WARNING | unknown-key",
        "my_own_key == 'x'                        | 0  | NOTE    | unknown-key",
        "arch=='a' OR arch=='b' AND shard==1      | 13 | NOTE    | and-within-or",
        "ANY catalogs != 'x'                      | 0  | NOTE    | any-differs"
      })
  void finds(String predicate, int start, Severity severity, String rule) {
    assertThat(Lint.check(predicate, Munki.FACTS))
        .anySatisfy(
            finding -> {
              assertThat(finding.start()).isEqualTo(start);
              assertThat(finding.severity()).isEqualTo(severity);
              assertThat(finding.rule()).isEqualTo(rule);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRUEPREDICATE",
        "NOT FALSEPREDICATE",
        "catalogs CONTAINS 'testing'",
        "x86_64_capable == TRUE",
        "ANY ipv4_address BEGINSWITH '10.0.'",
        "date > CAST('2024-01-01T00:00:00Z', 'NSDate')",
        "SUBQUERY(applications, $a, $a.bundleid == 'x' AND $a.version == '1').@count > 0",
        "os_vers_major * 100 + os_vers_minor >= 1015",
        "shard >= 10 AND shard < 20",
        "NONE applications.name == 'x'",
        "shard BETWEEN {0, 49}",
        "'production' IN catalogs",
        "os_vers_major == 10 OR os_vers_major == 11",
        "hostname MATCHES 'LAB-[0-9]+'",
        "board_id IN {'a', 'b'}",
        "length(hostname) > 3",
        "arch != nil AND arch != 'x'"
      })
  void saysNothingOfSoundOnes(String predicate) {
    assertThat(Lint.check(predicate, Munki.FACTS)).isEmpty();
  }

  @Test
  void namesTheNearestKey() {
    assertThat(Lint.check("machine_modle == 'x'", Munki.FACTS))
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("did you mean machine_model?");
  }

  @Test
  void callsNoKeyUnknownWhenNoneIsKnown() {
    assertThat(Lint.check("anything == 'x'", Map.of())).isEmpty();
  }

  /** Found out by reading them: none of these asks what its author wanted to know. */
  @Test
  void findsTheBrokenOnesOfAHundredRealPredicates() throws IOException {
    Optional<Path> file = Shared.fixture("munki/predicates/real_world_predicates.jsonl");
    assumeTrue(file.isPresent(), "no ../shared/fixtures/munki/predicates");
    List<String> lines = Files.readAllLines(file.orElseThrow());
    TreeSet<Integer> broken = new TreeSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String predicate = JsonParser.parseString(lines.get(i)).getAsJsonArray().get(1).getAsString();
      if (Lint.check(predicate, Munki.FACTS).stream()
          .anyMatch(finding -> finding.severity() != Severity.NOTE)) {
        broken.add(i + 1);
      }
    }
    assertThat(broken)
        .containsExactly(
            3, 4, 5, 6, 7, 8, 10, 11, 28, 29, 30, 31, 32, 33, 34, 36, 62, 75, 76, 77, 80, 90, 99,
            100);
  }
}
