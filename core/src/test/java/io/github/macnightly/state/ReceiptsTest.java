package io.github.macnightly.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReceiptsTest {

  @TempDir Path folder;
  private Receipts receipts;

  @BeforeEach
  void makeReceipts() {
    receipts = new Receipts(folder);
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(receipts.fileFor(name), text);
  }

  private String text(String name) {
    return new String(receipts.encode(Items.of(name, 4)), UTF_8);
  }

  @Test
  void receiptThatWasWrittenIsReadBack() throws Exception {
    InstalledItem item = Items.of("Fünf \"Sachen\"\n☃.dmg", 100);
    Files.write(receipts.fileFor(item.name()), receipts.encode(item));

    assertThat(receipts.read(item.name())).contains(item);
    assertThat(receipts.all()).containsExactly(item);
  }

  @Test
  void sameItemGivesTheSameBytes() {
    assertThat(receipts.encode(Items.of("a", 9))).isEqualTo(receipts.encode(Items.of("a", 9)));
  }

  @Test
  void receiptHasALineForEachPath() {
    assertThat(text("a.dmg"))
        .contains("\"format\": 1,\n \"name\": \"a.dmg\"")
        .containsPattern("\\{\"path\":\"/Applications/a.dmg/ä 3\",.*\"size\":3,.*\\},?\n");
  }

  @Test
  void missingReceiptIsEmpty() throws Exception {
    assertThat(receipts.read("nothing")).isEmpty();
    assertThat(new Receipts(folder.resolve("missing")).all()).isEmpty();
  }

  @Test
  void anyNameBecomesASafeFileNameOfItsOwn() {
    List<String> names =
        List.of(
            "a",
            "A",
            "",
            ".",
            "..",
            "../etc/passwd",
            "/",
            "a/b",
            "a%2Fb",
            "a b",
            ".hidden",
            "\0",
            "\n",
            "ä",
            "a\u0308",
            "é".repeat(300),
            "x".repeat(255),
            "x".repeat(256),
            "-rf",
            "a.json",
            "x".repeat(300) + "1",
            "x".repeat(300) + "2",
            "CON",
            "a:b",
            "~",
            "*",
            "\uD83D\uDE00");
    Set<String> files = new HashSet<>();
    for (String name : names) {
      Path file = receipts.fileFor(name);
      assertThat(file.getParent()).isEqualTo(folder);
      assertThat(file.getFileName().toString())
          .matches("[A-Za-z0-9._%-]{1,255}")
          .endsWith(".json")
          .satisfies(f -> assertThat(f.equals(".json") || f.startsWith("..")).isFalse());
      files.add(file.getFileName().toString().toLowerCase(Locale.ROOT));
    }
    assertThat(files).hasSize(names.size());
  }

  @Test
  void receiptOfAnotherItemIsRefused() throws Exception {
    write("b.dmg", text("a.dmg"));

    assertThatThrownBy(() -> receipts.read("b.dmg"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("is of item a.dmg, wanted that of b.dmg");
  }

  @Test
  void newerFormatIsRefused() throws Exception {
    write("a.dmg", text("a.dmg").replace("\"format\": 1", "\"format\": 2"));

    assertThatThrownBy(() -> receipts.read("a.dmg"))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining(receipts.fileFor("a.dmg") + " has format 2");
  }

  @Test
  void keysOfALaterProgramArePassedOver() throws Exception {
    write("a.dmg", text("a.dmg").replace("\"kind\": \"dmg\"", "\"kind\": \"dmg\", \"x\": [{}, 1]"));

    assertThat(receipts.read("a.dmg")).contains(Items.of("a.dmg", 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}",
        "[]",
        "null",
        "1",
        "\"a\"",
        "{\"format\": 1}",
        "{\"format\": \"x\"}",
        "{\"format\": 1, \"name\": 5}",
        "{\"format\": 99999999999}",
        "{\"format\": 1.5}",
        "{'format': 1}",
        "{\"format\": 1, \"ledger\": [1]}",
        "{\"format\": 1, \"parts\": {}}",
        "{\"format\": 1, \"ledger\": [{\"path\": \"/x\"}]}",
        "// c\n{}",
        "{\"format\": 1, \"name\": \"a\", \"installed\": \"now\"}",
        "{\"format\": 1, \"ledger\": [{\"path\":\"/\",\"type\":\"d\",\"mode\":9999999999}]}"
      })
  void whatIsNoReceiptIsRefusedWithItsFile(String text) throws Exception {
    write("a.dmg", text);

    assertThatThrownBy(() -> receipts.read("a.dmg"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(receipts.fileFor("a.dmg").toString());
  }

  @Test
  void deepNestingIsRefused() throws Exception {
    write("a.dmg", "{\"x\": " + "[".repeat(100_000));

    assertThatThrownBy(() -> receipts.read("a.dmg")).isInstanceOf(FormatException.class);
  }

  @Test
  void everyChangedByteIsNoticed() throws Exception {
    byte[] whole = receipts.encode(Items.of("a.dmg", 4));
    Random random = new Random(7);
    for (int n = 0; n < 2000; n++) {
      byte[] mutant = whole.clone();
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      Files.write(receipts.fileFor("a.dmg"), mutant);
      try {
        assertThat(receipts.read("a.dmg")).contains(Items.of("a.dmg", 4)); // a blank, a new key
      } catch (FormatException e) {
        assertThat(e).hasMessageContaining("a.dmg");
      }
    }
  }

  @Test
  void everyCutReceiptIsRefused() throws Exception {
    byte[] whole = receipts.encode(Items.of("a.dmg", 4));
    for (int length = 0; length < whole.length - 2; length++) {
      Files.write(receipts.fileFor("a.dmg"), java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> receipts.read("a.dmg")).isInstanceOf(FormatException.class);
    }
  }
}
