package io.github.macnightly.plist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostilePropertyListsTest {

  @Test
  void refusesABillionLaughs() {
    StringBuilder text = new StringBuilder("<!DOCTYPE plist [<!ENTITY a \"ha\">");
    for (char c = 'b'; c < 'z'; c++) {
      String one = "&" + (char) (c - 1) + ";";
      text.append("<!ENTITY ").append(c).append(" \"").append(one.repeat(10)).append("\">");
    }
    refused(text + "]><plist><string>&y;</string></plist>", CorruptException.class);
  }

  @Test
  void neverReadsAFileThatAnEntityNames(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "password");
    String text =
        "<!DOCTYPE plist [<!ENTITY f SYSTEM \"" + secret.toUri() + "\">]><string>&f;</string>";
    refused(text, CorruptException.class);
  }

  @Test
  void refusesDeclarationsThatAreNotUsedAndEntitiesThatAreNotDeclared() {
    String unused = "<!DOCTYPE plist [<!ENTITY a \"ha\">]><plist><dict/></plist>";
    refused(unused, CorruptException.class);
    refused(("\ufeff" + unused).getBytes(StandardCharsets.UTF_16LE), CorruptException.class);
    refused("<plist><string>&nbsp;</string></plist>", CorruptException.class);
  }

  @Test
  void refusesXmlThatIsTooDeep() {
    refused("<array>".repeat(513) + "</array>".repeat(513), LimitExceededException.class);
    refused("<array>".repeat(2_000_000), LimitExceededException.class);
  }

  @Test
  void refusesBracesThatAreTooDeep() {
    refused("(".repeat(100_000), LimitExceededException.class);
  }

  @Test
  void refusesTooManyValues() {
    refused("<array>" + "<true/>".repeat(1_000_001) + "</array>", LimitExceededException.class);
  }

  @Test
  void refusesAListOverTheSizeLimit() {
    assertThatThrownBy(() -> PropertyLists.read(new byte[(64 << 20) + 1], "big"))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("67108864");
  }

  @Test
  void refusesABinaryArrayThatHoldsItself() {
    refused(BinaryLists.of(new byte[] {(byte) 0xa1, 0}), CorruptException.class);
  }

  @Test
  void refusesBinaryArraysThatUnfoldForEver() {
    byte[][] objects = new byte[200][];
    for (int i = 0; i < 199; i++) {
      objects[i] = new byte[] {(byte) 0xa2, (byte) (i + 1), (byte) (i + 1)};
    }
    objects[199] = new byte[] {0x08};
    refused(BinaryLists.of(objects), LimitExceededException.class);
  }

  @Test
  void refusesBinaryArraysThatAreTooDeep() {
    byte[][] objects = new byte[3000][];
    for (int i = 0; i < 2999; i++) {
      objects[i] = new byte[] {(byte) 0xa1, (byte) (i + 1 >> 8), (byte) (i + 1)};
    }
    objects[2999] = new byte[] {0x08};
    refused(BinaryLists.ofWide(objects), CorruptException.class);
  }

  @Test
  void refusesBinaryObjectsThatClaimMoreThanThereIs() {
    refused(BinaryLists.of(new byte[] {0x4f, 0x12, 0x7f, -1, -1, -1}), CorruptException.class);
    refused(
        BinaryLists.of(new byte[] {(byte) 0xaf, 0x13, -1, -1, -1, -1, -1, -1, -1, -1}),
        CorruptException.class);
    refused(BinaryLists.of(new byte[] {0x4f, 0x44, 1}), CorruptException.class);
    refused(BinaryLists.of(new byte[] {0x1e}), CorruptException.class);
  }

  @Test
  void refusesATrailerThatPointsOutside() {
    byte[] list = BinaryLists.of(new byte[] {0x08});
    for (int field : List.of(8, 16, 24)) {
      byte[] bad = list.clone();
      bad[list.length - 32 + field + 1] = 1;
      refused(bad, CorruptException.class);
    }
  }

  @Test
  void endsInAResultOrARefusalWhateverIsChanged() {
    Map<String, Object> map =
        Map.of(
            "a",
            List.of("text", 1L, 2.5, true),
            "b",
            Map.of("d", new byte[40]),
            "t",
            Instant.EPOCH);
    for (byte[] seed : List.of(PropertyLists.writeXml(map), PropertyLists.writeBinary(map))) {
      mutants(seed, 2000);
    }
  }

  @Test
  void readsTheListsOfTheCollectionAndSurvivesTheirMutants() throws IOException {
    Path folder = Shared.fixture("pkg").orElse(null);
    Assumptions.assumeTrue(folder != null, "../shared/fixtures is absent");
    List<Path> lists;
    try (var all = Files.walk(folder)) {
      lists =
          all.filter(p -> p.toString().matches("(?!.*/hostile/|.*(broken|App578)).*[.]plist"))
              .filter(Files::isRegularFile)
              .toList();
    }
    for (Path list : lists) {
      assertThat(PropertyLists.read(Files.readAllBytes(list), list.toString())).isNotNull();
      mutants(Files.readAllBytes(list), 50);
    }
  }

  private static void mutants(byte[] seed, int count) {
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      byte[] mutant = seed.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(PropertyLists.read(mutant, "mutant")).isNotNull();
      } catch (FormatException expected) {
        assertThat(expected).hasMessageContaining("mutant");
      } catch (IOException e) {
        throw new AssertionError("mutant " + i, e);
      }
    }
  }

  private static void refused(String list, Class<? extends FormatException> kind) {
    refused(list.getBytes(StandardCharsets.UTF_8), kind);
  }

  private static void refused(byte[] list, Class<? extends FormatException> kind) {
    assertThatThrownBy(() -> PropertyLists.read(list, "hostile")).isInstanceOf(kind);
  }
}
