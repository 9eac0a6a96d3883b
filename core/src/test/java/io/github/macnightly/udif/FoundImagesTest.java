package io.github.macnightly.udif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.partition.PartitionTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

class FoundImagesTest {

  private static final List<Manifest> IMAGES = Manifest.all();

  @Test
  void collectionIsPresent() {
    assumeTrue(!IMAGES.isEmpty(), "../shared/fixtures is absent");
    assertThat(IMAGES).hasSizeGreaterThan(20);
  }

  @TestFactory
  Stream<DynamicTest> decodesTheWholeDisk() {
    return all(
        manifest -> {
          try (UdifImage image = open(manifest)) {
            assertThat(image.disk().size()).isEqualTo(manifest.rawSize());
            if (manifest.rawSha256().isPresent()) {
              assertThat(sha256(image.disk())).isEqualTo(manifest.rawSha256().get());
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> verifiesEveryChecksum() {
    return all(
        manifest -> {
          try (UdifImage image = open(manifest)) {
            image.verify();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> findsThePartitions() {
    return all(
        manifest -> {
          try (UdifImage image = open(manifest)) {
            PartitionTable table = PartitionTable.read(image.disk());
            assertThat(table.scheme()).isEqualTo(manifest.scheme());
            if (!table.scheme().equals("none")) {
              assertThat(table.partitions()).isEqualTo(manifest.partitions());
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> namesTheKindOfImage() {
    return all(
        manifest -> {
          try (UdifImage image = open(manifest)) {
            assertThat(image.format()).isEqualTo(manifest.format());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> findsAFlippedBitInTheData() {
    return tests(
        IMAGES.stream().filter(m -> m.rawSha256().isPresent()),
        manifest -> {
          byte[] file = manifest.open().stream().readAllBytes();
          int data = (int) ByteBuffer.wrap(file).getLong(file.length - 512 + 32);
          file[new Random(3).nextInt(data)] ^= 4;
          UdifImage image = UdifImage.open(Source.of(file));
          // some images hold bytes that no checksum covers; then the disk must still be the same
          try {
            image.verify();
            assertThat(sha256(image.disk())).isEqualTo(manifest.rawSha256().get());
          } catch (CorruptException expected) {
            assertThat(expected).hasMessageContaining("UDIF");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> readsAnyPlaceAsInOrder() {
    return tests(
        IMAGES.stream().filter(m -> m.rawSize() < 3_000_000),
        manifest -> {
          try (UdifImage image = open(manifest)) {
            byte[] whole = image.disk().stream().readAllBytes();
            Random random = new Random(4);
            for (int i = 0; i < 200; i++) {
              int at = random.nextInt(whole.length);
              int length = random.nextInt(Math.min(70_000, whole.length - at) + 1);
              ByteBuffer part = image.disk().read(at, length);
              assertThat(part).isEqualTo(ByteBuffer.wrap(whole, at, length));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> endsInAResultOrARefusalWhateverIsChanged() {
    return tests(
        IMAGES.stream().filter(m -> m.rawSize() < 6_000_000),
        manifest -> {
          byte[] file = manifest.open().stream().readAllBytes();
          Random random = new Random(5);
          for (int i = 0; i < 25; i++) {
            mutate(file.clone(), random);
          }
        });
  }

  private static void mutate(byte[] file, Random random) throws IOException {
    // the trailer and the list before it are where a change matters
    int reach = Math.min(file.length, 9000);
    for (int k = random.nextInt(3); k >= 0; k--) {
      file[file.length - 1 - random.nextInt(random.nextBoolean() ? 512 : reach)] =
          (byte) random.nextInt();
    }
    try (UdifImage image = UdifImage.open(Source.of(file))) {
      image.verify();
      PartitionTable.read(image.disk());
      image.license();
    } catch (FormatException expected) {
      assertThat(expected.getMessage()).doesNotContain("\n");
    }
  }

  private static Stream<DynamicTest> all(Check check) {
    return tests(IMAGES.stream(), check);
  }

  private static Stream<DynamicTest> tests(Stream<Manifest> manifests, Check check) {
    return manifests.map(
        manifest -> {
          Executable body = () -> check.run(manifest);
          return DynamicTest.dynamicTest(manifest.toString(), body);
        });
  }

  private interface Check {
    void run(Manifest manifest) throws Exception;
  }

  private static UdifImage open(Manifest manifest) throws IOException {
    return UdifImage.open(manifest.open());
  }

  static String sha256(Source disk) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    InputStream in = disk.stream();
    byte[] buffer = new byte[1 << 16];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      digest.update(buffer, 0, count);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
