package io.github.macnightly.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.macnightly.fixtures.ProcessorTime;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FactFileTest {

  private static final Map<String, Object> WANTED = wanted();

  @TempDir Path folder;

  private static Map<String, Object> wanted() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("hostname", "LAB-17");
    facts.put("os_vers_major", 15L);
    facts.put("load", 0.5);
    facts.put("x86_64_capable", true);
    facts.put("date", Instant.parse("2026-12-24T18:00:00Z"));
    facts.put("catalogs", List.of("testing", "production"));
    facts.put("applications", List.of(Map.of("name", "Word", "version", "16.96.2")));
    return facts;
  }

  private Map<String, Object> read(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return FactFile.read(file);
  }

  @Test
  void everyNotationGivesTheSameFacts() throws Exception {
    Path xml = Files.write(folder.resolve("a.plist"), PropertyLists.writeXml(WANTED));
    Path binary = Files.write(folder.resolve("b.plist"), PropertyLists.writeBinary(WANTED));

    assertThat(FactFile.read(xml)).isEqualTo(WANTED);
    assertThat(FactFile.read(binary)).isEqualTo(WANTED);
    assertThat(read("c.json", JSON)).isEqualTo(WANTED);
    assertThat(read("d.yaml", YAML)).isEqualTo(WANTED);
    assertThat(read("e.yml", YAML).keySet()).containsExactlyElementsOf(WANTED.keySet());
  }

  private static final String JSON =
      """
      {"hostname": "LAB-17", "os_vers_major": 15, "load": 0.5, "x86_64_capable": true,
       "date": "2026-12-24T19:00:00+01:00", "catalogs": ["testing", "production"],
       "applications": [{"name": "Word", "version": "16.96.2"}]}
      """;

  private static final String YAML =
      """
      # what would this one get
      hostname: LAB-17
      os_vers_major: 15
      load: 0.5
      x86_64_capable: true
      date: 2026-12-24T18:00:00Z
      catalogs: [testing, production]
      applications:
        - name: Word
          version: "16.96.2"
      """;

  @Test
  void withoutAnEndingTheContentTells() throws Exception {
    for (byte[] bytes :
        List.of(
            PropertyLists.writeXml(WANTED),
            PropertyLists.writeBinary(WANTED),
            JSON.getBytes(StandardCharsets.UTF_8),
            ("\ufeff\n " + JSON).getBytes(StandardCharsets.UTF_8),
            YAML.getBytes(StandardCharsets.UTF_8))) {
      Path file = Files.write(folder.resolve("facts"), bytes);

      assertThat(FactFile.read(file)).isEqualTo(WANTED);
      assertThat(FactFile.read(bytes, "answer")).isEqualTo(WANTED);
    }
  }

  @Test
  void yamlHasTheKindsOfItsCoreSchema() throws Exception {
    Map<String, Object> facts =
        read(
            "a.yaml",
            "a: yes\nb: 0x1F\nc: ~\nd: 1e3\ne: '15'\nf: !!str 15\ng: 123456789012345678901\n"
                + "h: -.inf\ni: !!timestamp 2026-01-01T00:00:00Z\nj: |\n  two\n  lines\n1.5: k\n");

    assertThat(facts)
        .containsEntry("a", "yes")
        .containsEntry("b", 31L)
        .containsEntry("c", null)
        .containsEntry("d", 1000.0)
        .containsEntry("e", "15")
        .containsEntry("f", "15")
        .containsEntry("g", new BigInteger("123456789012345678901"))
        .containsEntry("h", Double.NEGATIVE_INFINITY)
        .containsEntry("i", Instant.parse("2026-01-01T00:00:00Z"))
        .containsEntry("j", "two\nlines\n")
        .containsEntry("1.5", "k");
  }

  @Test
  void dateInADictionaryOfItsOwnIsADateAnywhere() throws Exception {
    Instant date = Instant.parse("2025-05-05T12:00:00Z");

    assertThat(read("a.json", "{\"x\": [{\"$date\": \"2025-05-05T12:00:00Z\"}]}"))
        .containsEntry("x", List.of(date));
    assertThat(read("a.yaml", "x:\n  y: {$date: 2025-05-05T12:00:00Z}\n"))
        .containsEntry("x", Map.of("y", date));
  }

  @Test
  void sharedPartsOfYamlAreThereTwice() throws Exception {
    Map<String, Object> facts = read("a.yaml", "a: &x [1, 2]\nb: *x\nc: &y text\nd: *y\n");

    assertThat(facts).containsEntry("b", List.of(1L, 2L)).containsEntry("d", "text");
  }

  @Test
  void fileOfNothingButCommentsHasNoFacts() throws Exception {
    assertThat(read("a.yaml", "# later\n")).isEmpty();
    assertThat(read("b.yaml", "")).isEmpty();
    assertThat(read("c.json", "{}")).isEmpty();
  }

  /** Column 1 is the ending, column 2 the text, column 3 what the message says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "json|{'a': 1,\\n 'b' 2}|line 2, column 7, at b: ",
        "json|{'a': {'b': [1, 2,]}}|at a.b[2]: this is not JSON",
        "json|{'a': 1, 'a': 2}|at a: the key is there twice",
        "json|{'a': 1} {}|line 1, column 1",
        "json|[1]|wanted a dictionary of facts",
        "json|// c\\n{}|this is not JSON",
        "json|{'date': 'tomorrow'}|at date: wanted a date such as 2026-12-24T18:00:00Z",
        "json|{'x': [{'$date': 7}]}|at x[0]: wanted a date",
        "json|{'a': 1|End of input",
        "json|{'a': NaN}|at a: this is not JSON",
        "yaml|a: 1\\nb: [1, 2\\nc: 3|line 3, column 2: at b[2]: this is not YAML: ",
        "yaml|a: {b: [1, {c: !!binary aGk=}]}|line 1, column 16: at a.b[1].c: 'aGk=' with tag",
        "yaml|a: 1\\na: 2|line 2, column 1: at a: the key is there twice",
        "yaml|- 1|wanted a dictionary of facts",
        "yaml|a: 1\\n---\\nb: 2|a second document",
        "yaml|a: *b|*b refers to what is not there",
        "yaml|a: &a [1, *a]|at a[1]: *a refers to what is not there, or not complete",
        "yaml|b: &b {x: 1}\\na:\\n  <<: *b|a merge key",
        "yaml|? [1, 2]\\n: 3|a key is a dictionary or a list",
        "yaml|date: soon|at date: wanted a date",
        "yaml|a: !thing 3|'3' with !thing is no value",
        "yaml|a: !!int three|'three' with tag:yaml.org,2002:int is no value",
        "yaml|a: !!set {x}|unknown tag",
        "plist|<plist><dict><key>a</key><string>x</dict></plist>|(at byte ",
        "plist|<plist><array/></plist>|not a dictionary",
        "plist|hello|starts like neither"
      })
  void refusalNamesFileKeyPathAndPosition(String ending, String text, String message) {
    String real = text.replace("\\n", "\n");
    String name = "what-if." + ending;

    assertThatThrownBy(() -> read(name, ending.equals("json") ? real.replace('\'', '"') : real))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(folder.resolve(name).toString())
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.yaml"})
  void textThatIsNotUtf8IsRefusedAtItsByte(String name) throws Exception {
    Path file = Files.write(folder.resolve(name), new byte[] {'{', '"', (byte) 0xe4, '"'});

    assertThatThrownBy(() -> FactFile.read(file))
        .isInstanceOf(CorruptException.class)
        .hasMessageEndingWith("is not UTF-8 text (at byte 2)");
  }

  @Test
  void missingFileIsAMissingFile() {
    assertThatThrownBy(() -> FactFile.read(folder.resolve("none.yaml")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private void refusedQuickly(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    ProcessorTime.Measured<Throwable> refusal =
        ProcessorTime.of(0, () -> catchThrowable(() -> FactFile.read(file)));

    assertThat(refusal.value()).as(name).isInstanceOf(FormatException.class);
    assertThat(refusal.millis()).isLessThan(1_000);
  }

  private void refusedQuickly(String name, String text) throws IOException {
    refusedQuickly(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void depthIsBounded() throws Exception {
    for (String open : List.of("[", "{\"a\":")) {
      refusedQuickly("deep.json", "{\"x\":" + open.repeat(100_000));
      refusedQuickly("deep.yaml", "x: " + open.repeat(100_000));
    }
    refusedQuickly("lines.yaml", "x: " + "- ".repeat(100_000) + "1");
    refusedQuickly("deep.plist", "<plist><dict><key>a</key>" + "<array>".repeat(100_000));
    refusedQuickly("flat.plist", "<plist><dict><key>a</key>" + nested("<array>", "</array>"));
  }

  private static String nested(String open, String close) {
    return open.repeat(100) + close.repeat(100) + "</dict></plist>";
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.yaml"})
  void depthJustWithinTheLimitIsRead(String name) throws Exception {
    String lists = "[".repeat(FactFile.MAX_DEPTH) + "]".repeat(FactFile.MAX_DEPTH);

    assertThat(read(name, "{\"x\": " + lists + "}")).containsKey("x");
    assertThatThrownBy(() -> read(name, "{\"x\": [" + lists + "]}"))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("nesting");
  }

  @Test
  void billionLaughsAreNotLaughed() throws Exception {
    StringBuilder yaml = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 20; i++) {
      String one = "*a" + (i - 1);
      yaml.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(8, one)))
          .append("]\n");
    }
    refusedQuickly("laughs.yaml", yaml.toString());
    refusedQuickly(
        "laughs.plist",
        "<!DOCTYPE plist [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\">]>"
            + "<plist><dict><key>a</key><string>&b;</string></dict></plist>");
  }

  @Test
  void cyclicPropertyListIsRefused() throws Exception {
    byte[] list = PropertyLists.writeBinary(Map.of("a", List.of("b")));
    int marker = indexOf(list, (byte) 0xa1); // an array of one
    list[marker + 1] = reference(list, marker);

    refusedQuickly("cycle.plist", list);
  }

  private static int indexOf(byte[] bytes, byte wanted) {
    for (int i = 8; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw new AssertionError("no array in " + Arrays.toString(bytes));
  }

  /** Finds the number of the object that starts at an offset, in a table of one byte each. */
  private static byte reference(byte[] list, int offset) {
    int table = list[list.length - 1] & 0xff;
    for (int i = 0; table + i < list.length - 32; i++) {
      if ((list[table + i] & 0xff) == offset) {
        return (byte) i;
      }
    }
    throw new AssertionError("no object at " + offset);
  }

  @Test
  void sizeAndNumberOfValuesAreBounded() throws Exception {
    refusedQuickly("big.yaml", "a: " + "x".repeat(FactFile.MAX_BYTES));
    refusedQuickly("many.json", "{\"a\": [" + "1,".repeat(FactFile.MAX_VALUES) + "1]}");
    refusedQuickly("many.yaml", "a: [" + "1,".repeat(FactFile.MAX_VALUES) + "1]");
    List<Object> many = new ArrayList<>(Collections.nCopies(FactFile.MAX_VALUES + 1, true));
    refusedQuickly("many.plist", PropertyLists.writeBinary(Map.of("a", many)));
  }

  @Test
  void longRowOfDigitsIsText() throws Exception {
    String digits = "1".repeat(500_000);

    assertThat(read("a.yaml", "a: " + digits)).containsEntry("a", digits);
    refusedQuickly("digits.json", "{\"a\": " + digits + "}");
  }
}
