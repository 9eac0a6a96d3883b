package io.github.macnightly.scripts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputAnswerTest {

  @TempDir Path root;

  private static OutputAnswer of(String output) throws IOException {
    return OutputAnswer.of(output.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n\t\r\n", "\ufeff"})
  void nothingIsNoAnswer(String output) throws Exception {
    assertThat(of(output)).isEqualTo(new OutputAnswer(Map.of(), List.of(), List.of()));
  }

  @Test
  void linesGiveTexts() throws Exception {
    OutputAnswer answer =
        of("a=1\nversion=1.10\r\nb= two words \n\nempty=\nsum=1+1=2\nmaß_2=größer\nquoted=\"x\"");

    assertThat(answer.keys())
        .containsExactly(
            Map.entry("a", "1"),
            Map.entry("version", "1.10"),
            Map.entry("b", "two words"),
            Map.entry("empty", ""),
            Map.entry("sum", "1+1=2"),
            Map.entry("maß_2", "größer"),
            Map.entry("quoted", "\"x\""));
    assertThat(answer.notes()).isEmpty();
  }

  @Test
  void otherLinesAreTalk() throws Exception {
    OutputAnswer answer = of("Current user = bob\na=1\n=x\n2=y\nkey = value\nhttp://x/?a=b\n");

    assertThat(answer.keys()).containsOnly(Map.entry("a", "1"));
    assertThat(answer.notes())
        .containsExactly("a line of its output is not key=value: Current user = bob (and 4 more)");
  }

  @Test
  void laterLineOfAKeyIsUsed() throws Exception {
    OutputAnswer answer = of("a=1\na=2\na=3\n");

    assertThat(answer.keys()).containsOnly(Map.entry("a", "3"));
    assertThat(answer.notes())
        .containsExactly("a key is given twice, the later line is used: a (and 1 more)");
  }

  @Test
  void lineThatIsNoUtf8IsTalk() throws Exception {
    OutputAnswer answer = OutputAnswer.of("a=1\nb=für\n".getBytes(ISO_8859_1));

    assertThat(answer.keys()).containsOnlyKeys("a");
    assertThat(answer.notes()).hasSize(1);
  }

  @Test
  void aMillionBytesOfLinesAreOneNote() throws Exception {
    OutputAnswer answer = of("=\n".repeat(1 << 19));

    assertThat(answer.notes()).hasSize(1);
  }

  @Test
  void objectOfJsonKeepsItsTypes() throws Exception {
    OutputAnswer answer =
        of(
            "\n  {\"t\":\"ä\\u00fc\",\"i\":5,\"big\":92233720368547758070,\"d\":1.0,\"b\":true,"
                + "\"l\":[1,null,\"x\",[],{}],\"n\":null,\"m\":{\"k\":-1e3,\"n\":null}}\n\n");

    assertThat(answer.keys())
        .containsExactly(
            Map.entry("t", "äü"),
            Map.entry("i", 5L),
            Map.entry("big", 92233720368547758070d),
            Map.entry("d", 1.0),
            Map.entry("b", true),
            Map.entry("l", List.of(1L, "x", List.of(), Map.of())),
            Map.entry("m", Map.of("k", -1000d)));
  }

  @Test
  void byteOrderMarkBeforeJsonIsPassedOver() throws Exception {
    assertThat(of("\ufeff{\"a\":1}").keys()).containsOnly(Map.entry("a", 1L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}x",
        "{} {}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":1e999}",
        "{\"a\":\"\\ud8\"}",
        "{\"a\" = 1;}",
        "{ a = 1; }"
      })
  void brokenJsonIsRefused(String output) {
    assertThatThrownBy(() -> of(output))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("JSON: ")
        .message()
        .doesNotContain("\n", "JsonReader", "Strictness");
  }

  @Test
  void jsonThatIsNoUtf8IsRefused() {
    assertThatThrownBy(() -> OutputAnswer.of("{\"a\":\"für\"}".getBytes(ISO_8859_1)))
        .hasMessage("JSON: it is no UTF-8");
  }

  @Test
  void deepJsonIsRefused() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThatThrownBy(() -> of(deep)).isInstanceOf(FormatException.class);
  }

  @Test
  void propertyListsOfAllNotationsAreRead() throws Exception {
    Map<String, Object> keys = Map.of("a", List.of("x", 1L, true));
    byte[] xml = PropertyLists.writeXml(keys);

    assertThat(OutputAnswer.of(xml).keys()).isEqualTo(keys);
    assertThat(of("\n\n" + new String(xml, UTF_8)).keys()).isEqualTo(keys);
    assertThat(OutputAnswer.of(PropertyLists.writeBinary(keys)).keys()).isEqualTo(keys);
    assertThat(of("<plist><dict><key>a</key><integer>7</integer></dict></plist>").keys())
        .containsOnly(Map.entry("a", 7L));
    String wide = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><plist><dict/></plist>";
    assertThat(OutputAnswer.of(wide.getBytes(UTF_16)).keys()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<", "<html/>", "<plist><array/></plist>", "bplist00", "bplist=1", "<plist>"})
  void brokenListIsRefused(String output) {
    assertThatThrownBy(() -> of(output)).isInstanceOf(FormatException.class);
  }

  @Test
  void binaryListPassesThroughThePipe() throws Exception {
    Site site = new Site(root);
    Map<String, Object> keys = Map.of("größe", List.of(1L, -1L, 1e300, "日本"));
    Path list = root.resolve("list");
    Files.write(list, PropertyLists.writeBinary(keys));
    site.sh("1", "cat '" + list + "'");

    assertThat(site.runOne().keys()).isEqualTo(keys);
  }

  @Test
  void damagedAnswersEndInARefusalOrAnAnswer() throws Exception {
    Random random = new Random(5);
    byte[][] seeds = {
      "{\"a\":[1,2.5,{\"b\":\"\\u00fc\"}],\"c\":null}".getBytes(UTF_8),
      PropertyLists.writeXml(Map.of("a", List.of("x", 1L))),
      PropertyLists.writeBinary(Map.of("a", List.of("x", 1L, 2.5, true))),
      "a=1\nb=2\n".getBytes(UTF_8)
    };
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = seeds[i % seeds.length].clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        OutputAnswer.of(damaged);
      } catch (FormatException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(100, 1_900);
  }
}
