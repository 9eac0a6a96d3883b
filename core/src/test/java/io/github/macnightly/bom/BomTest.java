package io.github.macnightly.bom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bills of materials that were found, and hostile ones made by hand. */
final class BomTest {

  /** Metadata of a directory is a file, yet has the type bits of the directory. */
  private static final Pattern METADATA = Pattern.compile("^([^\t]*/\\._[^\t]*\t)40(755)");

  private static Path fixture(String name) {
    Path file = Shared.fixture("pkg/" + name).orElse(null);
    assumeTrue(file != null, "../shared/fixtures is absent");
    return file;
  }

  private static void refused(byte[] bytes, String words) {
    assertThatThrownBy(() -> Bom.read(Source.of(bytes)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"osxbom-test.bom", "apr-python-applications.bom"})
  void listsWhatLsbomLists(String name) throws IOException {
    String json = Files.readString(fixture("truth/real/" + name + ".json"));
    List<String> wanted =
        JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("entries").asList().stream()
            .map(line -> METADATA.matcher(line.getAsString().strip()).replaceFirst("$1100$2"))
            .toList();
    List<BomEntry> entries = Bom.read(Source.open(fixture("real/" + name))).entries();
    assertThat(entries.stream().map(BomTest::lsbom)).containsExactlyInAnyOrderElementsOf(wanted);
  }

  /** Writes an entry as {@code lsbom} does, with the type bits in front of the mode. */
  private static String lsbom(BomEntry e) {
    int character = e.path().equals("char") ? 020000 : 060000;
    int[] types = {0100000, 040000, 0120000, character};
    String mode = Integer.toOctalString(types[e.type().ordinal()] | e.mode());
    String path = e.path().isEmpty() ? "." : "./" + e.path();
    String head = path + "\t" + mode + "\t" + e.uid() + "/" + e.gid();
    String sized = head + "\t" + e.size() + "\t" + e.checksum();
    return switch (e.type()) {
      case DIRECTORY -> head;
      case DEVICE -> head + "\t" + e.checksum();
      case FILE -> sized;
      case SYMLINK -> sized + "\t" + e.linkTarget();
    };
  }

  @Test
  void joinsTheNamesOfParents() throws IOException {
    byte[] bom = new BomBuilder().path(1, 0, ".").path(3, 2, "b").path(2, 1, "a").build();
    assertThat(Bom.read(Source.of(bom)).entries())
        .extracting(BomEntry::path)
        .containsExactly("", "a/b", "a");
  }

  @Test
  void readsTheTargetOfALink() throws IOException {
    byte[] bom = new BomBuilder().path(1, 0, ".").link(2, 1, "a", "../b").build();
    assertThat(Bom.read(Source.of(bom)).entries().get(1).linkTarget()).isEqualTo("../b");
  }

  @Test
  void refusesAPathThatIsItsOwnParent() {
    refused(new BomBuilder().path(1, 1, "a").build(), "deep");
  }

  @Test
  void refusesPathsThatAreEachOthersParents() {
    refused(new BomBuilder().path(1, 2, "a").path(2, 1, "b").build(), "deep");
  }

  @Test
  void refusesAPathWhoseParentIsMissing() {
    refused(new BomBuilder().path(1, 7, "a").build(), "missing");
  }

  @Test
  void refusesAnIdThatOccursTwice() {
    refused(new BomBuilder().path(1, 0, ".").path(1, 0, "a").build(), "occurs twice");
  }

  @Test
  void refusesAPageThatIsItsOwnSuccessor() {
    refused(new BomBuilder().path(1, 0, ".").endlessPages().build(), "its own successor");
  }

  @Test
  void refusesPathsThatLieTooDeep() {
    BomBuilder builder = new BomBuilder();
    IntStream.range(1, 2000).map(i -> 2000 - i).forEach(i -> builder.path(i, i - 1, "d"));
    refused(builder.build(), "deep");
  }

  @Test
  void refusesPathsThatAreTooLong() {
    BomBuilder builder = new BomBuilder();
    String name = "n".repeat(1000);
    IntStream.range(1, 1000).forEach(i -> builder.path(i, i - 1, name));
    refused(builder.build(), "longer than");
  }

  @Test
  void refusesAnIndexThatIsLargerThanItsRoom() {
    byte[] bom = new BomBuilder().path(1, 0, ".").build();
    ByteBuffer b = ByteBuffer.wrap(bom);
    b.putInt(b.getInt(16), Integer.MAX_VALUE);
    refused(bom, "index of 2147483647");
  }

  @Test
  void refusesWhatIsNotABom() {
    assertThatThrownBy(() -> Bom.read(Source.of("something else".getBytes())))
        .isInstanceOf(NotThisFormatException.class);
  }

  @Test
  void endsInAResultOrARefusalOnEveryPrefix() {
    byte[] whole = new BomBuilder().path(1, 0, ".").link(2, 1, "a", "b").build();
    for (int length = 0; length < whole.length; length++) {
      check(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void endsInAResultOrARefusalOnMutants() throws IOException {
    Random random = new Random(2);
    byte[] real = Files.readAllBytes(fixture("real/osxbom-test.bom"));
    byte[] made = new BomBuilder().path(1, 0, ".").link(2, 1, "a", "b").build();
    for (int i = 0; i < 2000; i++) {
      byte[] mutant = (i % 2 == 0 ? real : made).clone();
      int changes = 1 + random.nextInt(8);
      for (int j = 0; j < changes; j++) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      check(mutant);
    }
  }

  private static void check(byte[] bytes) {
    try {
      assertThat(Bom.read(Source.of(bytes)).entries()).isNotNull();
    } catch (FormatException e) {
      assertThat(e).hasMessageStartingWith("Bom: ");
    } catch (IOException e) {
      throw new AssertionError("not a refusal", e);
    }
  }
}
