package io.github.macnightly.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.crypt.EncryptedImage;
import io.github.macnightly.crypt.Found;
import io.github.macnightly.crypt.PassphraseException;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Sparse images and bundles that hdiutil made. The bundles have one band each, and no image has
 * more than one table: the rest is tested on images that we made.
 */
class FoundSparseImagesTest {

  private static final List<Found> IMAGES =
      Stream.of("cdsaencr", "encrcdsa", "sparse")
          .flatMap(kind -> Found.all(kind).stream())
          .filter(found -> found.toString().contains(".sparse"))
          .toList();

  @Test
  void collectionIsPresent() {
    assumeTrue(!IMAGES.isEmpty(), "../shared/fixtures is absent");
    assertThat(IMAGES).hasSizeGreaterThanOrEqualTo(5);
  }

  @TestFactory
  Stream<DynamicTest> showsTheWholeDisk() {
    return tests(
        found -> {
          try (Source disk = open(found)) {
            assertThat(disk.size()).isEqualTo(found.diskSize());
            assertThat(Found.sha256(disk)).isEqualTo(found.diskSha256().orElseThrow());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> readsAnyPlaceAsInOrder() {
    return tests(
        found -> {
          try (Source disk = open(found)) {
            byte[] whole = disk.stream().readAllBytes();
            Random random = new Random(4);
            for (int i = 0; i < 100; i++) {
              int at = random.nextInt(whole.length);
              int length = random.nextInt(Math.min(20_000, whole.length - at) + 1);
              assertThat(disk.read(at, length)).isEqualTo(ByteBuffer.wrap(whole, at, length));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> knowsTheKind() {
    return tests(
        found -> {
          boolean folder = Files.isDirectory(found.image());
          assertThat(SparseBundle.isBundle(found.image())).isEqualTo(folder);
          if (!folder) {
            assertThat(SparseImage.isSparse(file(found))).isTrue();
          }
        });
  }

  @Test
  void asksForThePassphraseOfABundle() {
    List<Found> bundles = Found.all("encrypted sparsebundle");
    assumeTrue(!bundles.isEmpty(), "../shared/fixtures is absent");
    for (Found found : bundles) {
      assertThatThrownBy(() -> SparseBundle.open(found.image(), Passphrases.none()))
          .isInstanceOfSatisfying(PassphraseException.class, e -> assertThat(e.missing()).isTrue());
      assertThatThrownBy(
              () -> SparseBundle.open(found.image(), () -> Optional.of("no".toCharArray())))
          .isInstanceOfSatisfying(
              PassphraseException.class, e -> assertThat(e.missing()).isFalse());
    }
  }

  @TestFactory
  Stream<DynamicTest> endsInAResultOrARefusalWhateverIsChanged() {
    return tests(
        found -> {
          if (Files.isDirectory(found.image())) {
            return;
          }
          byte[] file = file(found).stream().readAllBytes();
          Random random = new Random(5);
          for (int i = 0; i < 300; i++) {
            byte[] head = Arrays.copyOf(file, 128);
            for (int k = random.nextInt(3); k >= 0; k--) {
              head[4 + random.nextInt(100)] = (byte) random.nextInt();
            }
            tryToRead(head, file);
          }
        });
  }

  private static void tryToRead(byte[] head, byte[] file) throws IOException {
    byte[] kept = Arrays.copyOf(file, head.length);
    System.arraycopy(head, 0, file, 0, head.length);
    try (Source disk = SparseImage.open(Source.of(file))) {
      disk.read(0, (int) Math.min(disk.size(), 5000));
      disk.read(Math.max(0, disk.size() - 5000), (int) Math.min(disk.size(), 5000));
    } catch (FormatException expected) {
      assertThat(expected.getMessage()).doesNotContain("\n");
    } finally {
      System.arraycopy(kept, 0, file, 0, kept.length);
    }
  }

  private static Source open(Found found) throws IOException {
    return Files.isDirectory(found.image())
        ? SparseBundle.open(found.image(), found.passphrases())
        : SparseImage.open(file(found));
  }

  private static Source file(Found found) throws IOException {
    if (!Files.exists(found.image())) {
      Path packed = found.image().resolveSibling(found + ".gz");
      try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
        return Source.of(in.readAllBytes());
      }
    }
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
