package io.github.macnightly.udif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.fixtures.Shared;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResourceForkTest {

  private static final String BOTH = "sparkle-app-sla-bz2.dmg";

  @Test
  void readsTheSameFromTheClassicForkAsFromTheList() throws Exception {
    byte[] file = found(BOTH);
    ResourceFork listed = resources(file);
    ResourceFork classic = resources(withoutList(file));
    for (String type : List.of("blkx", "LPic", "STR#", "TEXT", "styl", "plst")) {
      assertThat(listed.resources(type)).as(type).isNotEmpty();
      assertThat(classic.resources(type))
          .usingRecursiveComparison()
          .as(type)
          .isEqualTo(listed.resources(type));
    }
  }

  private static ResourceFork resources(byte[] file) throws IOException {
    return ResourceFork.read(Source.of(file), UdifTrailer.read(Source.of(file)));
  }

  @Test
  void decodesAnImageThatHasOnlyAClassicFork() throws Exception {
    byte[] file = found(BOTH);
    UdifImage image = UdifImage.open(Source.of(withoutList(file)));
    image.verify();
    assertThat(FoundImagesTest.sha256(image.disk()))
        .isEqualTo(FoundImagesTest.sha256(UdifImage.open(Source.of(file)).disk()));
  }

  @Test
  void survivesEveryChangeOfAClassicFork() throws Exception {
    byte[] file = withoutList(found(BOTH));
    ByteBuffer trailer = ByteBuffer.wrap(file, file.length - 512, 512).slice();
    byte[] fork = new byte[(int) trailer.getLong(48)];
    System.arraycopy(file, (int) trailer.getLong(40), fork, 0, fork.length);
    Random random = new Random(8);
    for (int i = 0; i < 3000; i++) {
      byte[] mutant = fork.clone();
      for (int k = 0; k < 3; k++) {
        int reach = random.nextBoolean() ? 16 : 400;
        int at =
            random.nextBoolean() ? random.nextInt(16) : fork.length - 1 - random.nextInt(reach);
        mutant[at] = (byte) random.nextInt();
      }
      try {
        License.read(ClassicResources.parse(ByteBuffer.wrap(mutant), 0));
      } catch (FormatException expected) {
        assertThat(expected).hasMessageContaining("UDIF");
      }
    }
  }

  @Test
  void refusesAForkWhoseMapPointsOutside() {
    ByteBuffer fork = ByteBuffer.allocate(100).putInt(0, 16).putInt(4, 90);
    assertThatThrownBy(() -> ClassicResources.parse(fork, 0)).isInstanceOf(CorruptException.class);
    ByteBuffer types =
        ByteBuffer.allocate(100).putInt(0, 16).putInt(4, 16).putShort(40, (short) -1);
    assertThatThrownBy(() -> ClassicResources.parse(types, 0)).isInstanceOf(CorruptException.class);
  }

  @Test
  void readsALicenceInTwoLanguages() throws Exception {
    License license =
        UdifImage.open(Source.of(found("made-xorriso-hybrid-sla2-zlib.dmg")))
            .license()
            .orElseThrow();
    assertThat(license.texts())
        .extracting(License.Text::language)
        .containsExactly("en-US", "de-DE");
    assertThat(license.best(Locale.GERMANY).text()).isEqualTo("Lizenztext \u00fcber alles.");
    assertThat(license.best(Locale.forLanguageTag("de-AT")).text()).startsWith("Lizenz");
    assertThat(license.best(Locale.JAPAN).text())
        .isEqualTo("Licence text, plain.\nCaf\u00e9 \u00a9 1.\n");
  }

  @Test
  void readsALicenceInOneLanguage() throws Exception {
    UdifImage image = UdifImage.open(Source.of(found(BOTH)));
    assertThat(image.license().orElseThrow().best(Locale.ITALY).text())
        .isEqualTo("Blah blah blah blah blah blah, ok.. Agree.");
  }

  private static byte[] found(String name) throws IOException {
    Path file = Shared.fixture("dmg/" + name).orElse(null);
    assumeTrue(file != null, "../shared/fixtures is absent");
    return Files.readAllBytes(file);
  }

  private static byte[] withoutList(byte[] file) {
    byte[] copy = file.clone();
    ByteBuffer.wrap(copy).putLong(file.length - 512 + 216, 0).putLong(file.length - 512 + 224, 0);
    return copy;
  }
}
