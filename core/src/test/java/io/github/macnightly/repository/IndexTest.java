package io.github.macnightly.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IndexTest {

  private static final String SUM = "bd2ab919477b545bdc51209ae9ade105";
  private static final String OTHER = "0c1920da27ead93b41958afa1c80f2fd";

  @Test
  void readsNamesWithBlanksInTheOrderOfTheIndex() {
    Index index = parse(SUM + "  Firefox 1.5.0.1.dmg\n" + OTHER + "  Fugu1.2.0.dmg\n");

    assertThat(index.entries())
        .containsExactly(
            new IndexEntry("Firefox 1.5.0.1.dmg", SUM, 1),
            new IndexEntry("Fugu1.2.0.dmg", OTHER, 2));
    assertThat(index.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  a b.dmg",
        " *a b.dmg",
        " a b.dmg",
        "\ta b.dmg",
        "   a b.dmg",
        "  a b.dmg \t",
        "  ./a b.dmg",
        "  ././a b.dmg"
      })
  void acceptsEveryWayInWhichToolsSeparateSumAndName(String rest) {
    assertThat(names(parse(SUM + rest))).containsExactly("a b.dmg");
  }

  @Test
  void acceptsUpperCaseSumsEndsOfLineOfAllSystemsAndAByteOrderMark() {
    String text =
        "\uFEFF" + SUM.toUpperCase() + "  a.dmg\r\n" + OTHER + "  b.dmg\r" + SUM + "  c.dmg";

    Index index = parse(text);

    assertThat(names(index)).containsExactly("a.dmg", "b.dmg", "c.dmg");
    assertThat(index.find("a.dmg")).contains(new IndexEntry("a.dmg", SUM, 1));
    assertThat(index.find("c.dmg").orElseThrow().line()).isEqualTo(3);
  }

  @Test
  void undoesTheEscapesOfMd5sum() {
    assertThat(names(parse("\\" + SUM + "  a\\nb\\\\c\\rd.dmg"))).containsExactly("a\nb\\c\rd.dmg");
    assertThat(names(parse(SUM + "  a\\nb.dmg"))).containsExactly("a\\nb.dmg");
  }

  @Test
  void agreesWithMd5sumOnNamesOfEveryKind(@TempDir Path directory) throws Exception {
    List<String> names =
        List.of(
            "a b.dmg", "q\"'`$(x).dmg", "back\\slash.dmg", "two\nlines.dmg", "*star.dmg", "ü.dmg");
    for (String name : names) {
      Files.writeString(directory.resolve(name), name);
    }
    List<String> command = new ArrayList<>(List.of("md5sum", "--"));
    command.addAll(names);
    Index index = Index.parse("md5sum", output(directory, command));

    assertThat(names(index)).containsExactlyElementsOf(names);
    assertThat(index.problems()).isEmpty();
  }

  @Test
  void skipsTheIndexItselfAndComments() {
    Index index = parse(SUM + "  ./.pkglist\n  # made by hand\n\n   \n" + OTHER + "  a.dmg");

    assertThat(names(index)).containsExactly("a.dmg");
    assertThat(index.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x.dmg",
        "/etc/passwd",
        "a/../b.dmg",
        "a//b.dmg",
        "a/./b.dmg",
        "a\0.dmg",
        "./",
        "..",
        "a/",
        "."
      })
  void refusesNamesThatLeadElsewhere(String name) {
    Index index = parse(SUM + "  good.dmg\n" + OTHER + "  " + name + "\n");

    assertThat(names(index)).containsExactly("good.dmg");
    assertThat(index.problems()).singleElement().extracting(Problem::line).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "bd2ab919  short.dmg",
        SUM,
        SUM + "x.dmg",
        "zd2ab919477b545bdc51209ae9ade105  z.dmg",
        "\\" + SUM + "  bad\\x.dmg",
        "\\" + SUM + "  end\\",
        "<html>"
      })
  void reportsLinesThatAreNoIndexLines(String line) {
    Index index = parse(line);

    assertThat(index.entries()).isEmpty();
    assertThat(index.problems()).singleElement().extracting(Problem::line).isEqualTo(1);
  }

  @Test
  void reportsALineThatIsNotUtf8AndReadsTheOthers() {
    byte[] text =
        (SUM + "  B\u00fccher.dmg\n" + OTHER + "  a.dmg\n").getBytes(StandardCharsets.ISO_8859_1);

    Index index = Index.parse(".pkglist", text);

    assertThat(names(index)).containsExactly("a.dmg");
    assertThat(index.problems())
        .singleElement()
        .asString()
        .startsWith(".pkglist:1: ")
        .contains("UTF-8");
  }

  @Test
  void takesTheLaterOfTwoLinesForOneNameAndSaysSo() {
    Index index = parse(SUM + "  a.dmg\n" + OTHER + "  ./a.dmg\n");

    assertThat(index.entries()).containsExactly(new IndexEntry("a.dmg", OTHER, 2));
    assertThat(index.problems()).singleElement().asString().contains(":2: ").contains("line 1");
  }

  @Test
  void endsInAResultWhateverTheBytes() {
    Random random = new Random(3);
    byte[] good =
        (SUM + "  a b.dmg\n\\" + OTHER + " *c\\nd.dmg\r\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2000; i++) {
      byte[] mutant = good.clone();
      for (int k = 0; k < 3; k++) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      assertThat(Index.parse("x", mutant)).isNotNull();
      assertThat(ActionList.parse("x", mutant)).isNotNull();
    }
  }

  private static Index parse(String text) {
    return Index.parse(".pkglist", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> names(Index index) {
    return index.entries().stream().map(IndexEntry::name).toList();
  }

  private static byte[] output(Path directory, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .start()
        .getInputStream()
        .readAllBytes();
  }
}
