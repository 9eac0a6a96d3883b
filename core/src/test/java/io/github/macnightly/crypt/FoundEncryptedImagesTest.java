package io.github.macnightly.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.udif.UdifImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Images of versions 1 and 2 that hdiutil made, with AES-128 and AES-256. */
class FoundEncryptedImagesTest {

  private static final List<Found> IMAGES =
      Stream.concat(Found.all("cdsaencr v1").stream(), Found.all("encrcdsa v2").stream()).toList();

  @Test
  void collectionIsPresent() {
    assumeTrue(!IMAGES.isEmpty(), "../shared/fixtures is absent");
    assertThat(IMAGES).hasSizeGreaterThanOrEqualTo(8);
  }

  @TestFactory
  Stream<DynamicTest> showsAContentOfTheRightSize() {
    return tests(
        found -> {
          assertThat(EncryptedImage.isEncrypted(Source.open(found.image()))).isTrue();
          try (Source content = open(found)) {
            assertThat(content.size()).isEqualTo(found.contentSize());
          }
        });
  }

  /** The content of encrypted sparse images is read in the room of those. */
  @TestFactory
  Stream<DynamicTest> decryptsTheWholeDisk() {
    return tests(
        found -> {
          if (!found.layer(1).equals("sparseimage")) {
            try (Source content = open(found)) {
              checkDisk(found, content);
            }
          }
        });
  }

  private static void checkDisk(Found found, Source content) throws IOException {
    if (!found.layer(1).equals("UDIF")) {
      assertThat(content.size()).isEqualTo(found.diskSize());
      assertThat(Found.sha256(content)).isEqualTo(found.diskSha256().orElseThrow());
      return;
    }
    UdifImage image = UdifImage.open(content);
    assertThat(image.disk().size()).isEqualTo(found.diskSize());
    if (found.diskSha256().isPresent()) {
      assertThat(Found.sha256(image.disk())).isEqualTo(found.diskSha256().get());
    }
    // a disk of 17 GB has no digest in its manifest, but the image has Apple's own checksums
    image.verify();
  }

  @TestFactory
  Stream<DynamicTest> readsAnyPlaceAsInOrder() {
    return tests(
        found -> {
          try (Source content = open(found)) {
            byte[] whole = content.stream().readAllBytes();
            Random random = new Random(4);
            for (int i = 0; i < 200; i++) {
              int at = random.nextInt(whole.length);
              int length = random.nextInt(Math.min(20_000, whole.length - at) + 1);
              assertThat(content.read(at, length)).isEqualTo(ByteBuffer.wrap(whole, at, length));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> refusesAWrongPassphrase() {
    return tests(
        found ->
            assertThatThrownBy(
                    () ->
                        EncryptedImage.open(
                            Source.open(found.image()),
                            () -> Optional.of("not this one".toCharArray())))
                .isInstanceOfSatisfying(
                    PassphraseException.class, e -> assertThat(e.missing()).isFalse()));
  }

  @TestFactory
  Stream<DynamicTest> endsInAResultOrARefusalWhateverIsChanged() {
    return tests(
        found -> {
          byte[] file = Files.readAllBytes(found.image());
          boolean trailer = found.layer(0).contains("v1");
          Random random = new Random(5);
          // an image of many iterations is tried less often
          int rounds = iterations(file, trailer) > 100_000 ? 6 : 60;
          for (int i = 0; i < rounds; i++) {
            byte[] copy = file.clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
              int at = trailer ? copy.length - 1 - random.nextInt(1276) : random.nextInt(260);
              copy[at] = (byte) random.nextInt();
            }
            tryToRead(copy, found);
          }
        });
  }

  private static void tryToRead(byte[] file, Found found) throws IOException {
    // where the iterations changed, the work may be millions of them: no need to wait for it
    boolean many = iterations(file, found.layer(0).contains("v1")) > 200_000;
    Passphrases passphrases = many ? Passphrases.none() : found.passphrases();
    try (Source content = EncryptedImage.open(Source.of(file), passphrases)) {
      Found.sha256(content);
    } catch (FormatException | PassphraseException expected) {
      assertThat(expected.getMessage()).doesNotContain("\n");
    }
  }

  private static long iterations(byte[] file, boolean trailer) {
    int at = trailer ? file.length - 1276 + 48 : 104;
    return Integer.toUnsignedLong(ByteBuffer.wrap(file).getInt(at));
  }

  private static Source open(Found found) throws IOException {
    return EncryptedImage.open(Source.open(found.image()), found.passphrases());
  }

  private interface Check {
    void run(Found found) throws Exception;
  }

  private static Stream<DynamicTest> tests(Check check) {
    return IMAGES.stream()
        .map(found -> DynamicTest.dynamicTest(found.toString(), () -> check.run(found)));
  }
}
