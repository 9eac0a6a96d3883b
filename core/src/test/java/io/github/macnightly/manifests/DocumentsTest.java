package io.github.macnightly.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.macnightly.fixtures.ProcessorTime;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notations of manifests. */
class DocumentsTest {

  private static Object read(String file, String text) throws IOException {
    return Documents.read(file, text.getBytes(StandardCharsets.UTF_8), file);
  }

  @Test
  void allNotationsSayTheSame() throws IOException {
    Map<String, Object> manifest =
        Map.of("catalogs", List.of("p"), "conditional_items", List.of(Map.of("condition", "a==1")));

    assertThat(
            read(
                "m.json",
                "{\"catalogs\":[\"p\"],\"conditional_items\":[{\"condition\":\"a==1\"}]}"))
        .isEqualTo(manifest);
    assertThat(read("m.yml", "catalogs: [p]\nconditional_items:\n- condition: a==1\n"))
        .isEqualTo(manifest);
    assertThat(Documents.read("m", PropertyLists.writeXml(manifest), "m")).isEqualTo(manifest);
    assertThat(Documents.read("m.plist", PropertyLists.writeBinary(manifest), "m"))
        .isEqualTo(manifest);
  }

  @Test
  void scalarsOfYamlAreText() throws IOException {
    assertThat(read("m.yaml", "a: [1.10, yes, 007, 2024-01-01, '', ~]\nb:\nc: \"null\""))
        .isEqualTo(
            new java.util.HashMap<>() {
              private static final long serialVersionUID = 1L;

              {
                put("a", Arrays.asList("1.10", "yes", "007", "2024-01-01", "", null));
                put("b", null);
                put("c", "null");
              }
            });
  }

  @Test
  void yamlMayReferToWhatStandsBefore() throws IOException {
    assertThat(read("m.yaml", "a: &x [1, 2]\nb: *x\n"))
        .isEqualTo(Map.of("a", List.of("1", "2"), "b", List.of("1", "2")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m.yaml | a: [1             | line 1",
        "m.yaml | a: &x [*x]        | refers to nothing before it",
        "m.yaml | [1, 2]: x         | the key is a list",
        "m.yaml | {a: 1, a: 2}      | stands there twice",
        "m.json | {\"a\": 1, \"a\": 2} | twice",
        "m.json | {\"a\": 1} x         | JSON",
        "m.json | {'a': 1}          | JSON",
        "m.json | {\"$date\": \"x\"}   | wanted one like",
        "m      | {a = (            | property list",
        "m      | catalogs: [p]     | 'is YAML, wanted a property list or a name that ends in"
            + " .yaml'",
        "m      | {\"a\": 1}         | 'is JSON, wanted a property list or a name that ends in"
            + " .json'"
      })
  void malformedOnesAreRefusedInOneLine(String file, String text, String told) {
    assertThatThrownBy(() -> read(file, text))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(told)
        .hasMessageNotContaining("\n");
  }

  @Test
  void textHasToBeUtf8() {
    assertThatThrownBy(() -> Documents.read("m.yaml", new byte[] {(byte) 0xff}, "m.yaml"))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "m.yaml | [",
        "m.yaml | {a: ",
        "m.yaml | `- `",
        "m.yaml | `? `",
        "m.json | [",
        "m.json | {\"a\":",
        "m | <array>",
        "m | <dict><key>a</key>",
        "m | (",
        "m | {a="
      })
  void depthIsRefusedSoon(String file, String opening) {
    assertRefused(file, opening.repeat(1_000_000 / opening.length()));
  }

  @Test
  void billionLaughsAreRefusedSoon() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String one = "*a" + (i - 1) + ", ";
      yaml.append("a" + i + ": &a" + i + " [" + one.repeat(8) + "*a" + (i - 1) + "]\n");
    }
    assertThatThrownBy(() -> read("m.yaml", yaml.toString()))
        .isInstanceOf(LimitExceededException.class);
    assertRefused(
        "m",
        "<!DOCTYPE plist [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><plist><string>&b;</string>"
            + "</plist>");
  }

  /** A list of a thousand times the list of a thousand times the same dictionary: 4 KB. */
  @Test
  void binaryListThatUnfoldsToAMillionValuesIsRefused() {
    java.io.ByteArrayOutputStream list = new java.io.ByteArrayOutputStream();
    list.writeBytes("bplist00".getBytes(StandardCharsets.US_ASCII));
    for (byte inner = 1; inner <= 2; inner++) {
      list.writeBytes(new byte[] {(byte) 0xaf, 0x11, 3, (byte) 0xe8});
      byte[] references = new byte[1000];
      Arrays.fill(references, inner);
      list.writeBytes(references);
    }
    list.write(0xd0);
    list.writeBytes(new byte[] {0, 8, 3, (byte) 0xf4, 7, (byte) 0xe0});
    list.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, 2, 1});
    list.writeBytes(java.nio.ByteBuffer.allocate(24).putLong(3).putLong(0).putLong(2017).array());
    byte[] bytes = list.toByteArray();

    assertThatThrownBy(() -> Documents.read("m", bytes, "m"))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("200000");
  }

  /** Object 0 is an array that holds object 0. */
  @Test
  void cyclicPropertyListIsRefused() {
    byte[] list = new byte[8 + 2 + 1 + 32];
    byte[] head = "bplist00".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, list, 0, 8);
    list[8] = (byte) 0xa1;
    list[10] = 8;
    list[11 + 6] = 1;
    list[11 + 7] = 1;
    list[11 + 15] = 1;
    list[11 + 31] = 10;
    assertThatThrownBy(() -> Documents.read("m", list, "m")).isInstanceOf(FormatException.class);
  }

  private static void assertRefused(String file, String text) {
    ProcessorTime.Measured<Throwable> refusal =
        ProcessorTime.of(0, () -> catchThrowable(() -> read(file, text)));
    assertThat(refusal.value()).isInstanceOf(FormatException.class);
    assertThat(refusal.millis()).isLessThan(1_000);
  }
}
