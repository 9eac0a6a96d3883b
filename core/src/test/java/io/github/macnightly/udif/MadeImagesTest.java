package io.github.macnightly.udif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.dmg.Codec;
import io.github.macnightly.fixtures.dmg.ImageChecksum;
import io.github.macnightly.fixtures.dmg.License;
import io.github.macnightly.fixtures.dmg.Scheme;
import io.github.macnightly.fixtures.dmg.UdifWriter;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every layout of an image gives the disk that was put in. */
class MadeImagesTest {

  private static final int CHUNK = 64 * 512;

  @TempDir Path dir;

  private final byte[] volume = new byte[25 * CHUNK + 512];
  private byte[] disk;
  private Path image;

  @BeforeEach
  void makeVolume() throws IOException {
    Random random = new Random(11);
    for (int chunk = 0; chunk < 25; chunk++) {
      for (int i = 0; i < CHUNK && chunk % 3 != 0; i++) {
        volume[chunk * CHUNK + i] = (byte) random.nextInt(chunk % 3 == 1 ? 5 : 256);
      }
    }
    image = dir.resolve("x.dmg");
    Path bare = dir.resolve("bare");
    UdifWriter.create().codec(Codec.UDRW).write(volume, bare);
    disk = Files.readAllBytes(bare);
  }

  private static UdifWriter writer() {
    return UdifWriter.create().chunkSectors(64);
  }

  private UdifImage open() throws IOException {
    return UdifImage.open(Source.open(image), image);
  }

  private void readsBack(UdifWriter writer) throws IOException {
    writer.write(volume, image);
    try (UdifImage open = open()) {
      assertThat(open.disk().stream().readAllBytes()).isEqualTo(disk);
      open.verify();
    }
    try (UdifImage open = open()) {
      open.verify();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Codec.class,
      names = {"UDRW"},
      mode = EnumSource.Mode.EXCLUDE)
  void readsEveryCodec(Codec codec) throws IOException {
    readsBack(writer().codec(codec));
  }

  @Test
  void readsAnImageMadeFromAFolder() throws IOException {
    readsBack(writer().segmentCount(0));
  }

  @Test
  void readsIgnoredRunsAndComments() throws IOException {
    readsBack(writer().ignoreZeros().comments());
  }

  @Test
  void readsAnImageWithoutAPropertyList() throws IOException {
    readsBack(writer().resources(UdifWriter.Place.RESOURCE_FORK));
  }

  @Test
  void readsAnImageWhoseTrailerStandsAtTheFront() throws IOException {
    readsBack(writer().front());
    assertThat(Files.readAllBytes(image)).startsWith("koly".getBytes());
    readsBack(writer().front().resources(UdifWriter.Place.RESOURCE_FORK));
    try (Source file = Source.open(image)) {
      assertThat(UdifImage.isUdif(file)).isTrue();
    }
  }

  @Test
  void readsAnImageWhoseLastTableIsMissing() throws IOException {
    readsBack(writer().withoutLastTable());
  }

  @Test
  void readsADiskWithNothingButATrailer() throws IOException {
    readsBack(writer().codec(Codec.UDRW).stub());
    try (UdifImage open = open()) {
      assertThat(open.format()).isEqualTo("UDRW");
      assertThat(open.license()).isEmpty();
      assertThat(open.chunkSize()).isEqualTo(1 << 20);
    }
  }

  @Test
  void tellsTheSizeOfItsChunks() throws IOException {
    writer().scheme(Scheme.NONE).write(volume, image);
    try (UdifImage open = open()) {
      assertThat(open.chunkSize()).isEqualTo(CHUNK);
    }
  }

  @ParameterizedTest
  @EnumSource(ImageChecksum.class)
  void comparesChecksumsOfEveryKind(ImageChecksum checksum) throws IOException {
    readsBack(writer().checksum(checksum).ignoreZeros());
    readsBack(writer().checksum(checksum).codec(Codec.RAW));
  }

  @ParameterizedTest
  @EnumSource(value = ImageChecksum.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void findsThatAnyChecksumIsWrong(ImageChecksum checksum) throws IOException {
    writer().checksum(checksum).resources(UdifWriter.Place.RESOURCE_FORK).write(volume, image);
    byte[] bytes = Files.readAllBytes(image);
    int trailer = bytes.length - 512;
    int table = (int) ByteBuffer.wrap(bytes).getLong(trailer + 40) + 256 + 4;
    for (int at : new int[] {table + 72, trailer + 88, trailer + 360}) {
      byte[] wrong = bytes.clone();
      wrong[at] ^= 16;
      assertThatThrownBy(() -> UdifImage.open(Source.of(wrong)).verify())
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining("checksum of")
          .hasMessageContaining("wanted");
    }
  }

  @ParameterizedTest
  @EnumSource(value = ImageChecksum.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void findsThatABlockIsWrongAfterItWasRead(ImageChecksum checksum) throws IOException {
    writer().checksum(checksum).codec(Codec.RAW).scheme(Scheme.NONE).write(volume, image);
    byte[] bytes = Files.readAllBytes(image);
    bytes[1000] ^= 1;
    UdifImage open = UdifImage.open(Source.of(bytes));
    assertThat(open.disk().stream().readAllBytes()).hasSize(volume.length);
    assertThatThrownBy(open::verify)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("block \"whole disk");
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 33_333, 4_000_000})
  void joinsSegments(int bytes) throws IOException {
    for (ImageChecksum checksum : new ImageChecksum[] {ImageChecksum.CRC32, ImageChecksum.SHA256}) {
      readsBack(writer().segments(bytes).checksum(checksum));
    }
    readsBack(writer().segments(bytes).codec(Codec.RAW));
    readsBack(writer().segments(bytes).resources(UdifWriter.Place.RESOURCE_FORK));
  }

  @Test
  void joinsSegmentsOfADiskWithoutTables() throws IOException {
    readsBack(writer().codec(Codec.UDRW).stub().segments(100_000));
  }

  @Test
  void acceptsTheChecksumOfTheWholeInEverySegment() throws IOException {
    writer().segments(1 << 30).write(volume, image);
    byte[] whole = Files.readAllBytes(image);
    writer().segments(120_000).write(volume, image);
    for (String name : new String[] {"x.dmg", "x.002.dmgpart", "x.003.dmgpart"}) {
      byte[] part = Files.readAllBytes(dir.resolve(name));
      System.arraycopy(whole, whole.length - 512 + 80, part, part.length - 512 + 80, 136);
      Files.write(dir.resolve(name), part);
    }
    open().verify();
    flip("x.003.dmgpart", part -> part.length - 512 + 88);
    assertThatThrownBy(() -> open().verify())
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("data fork");
  }

  @Test
  void namesTheSegmentThatIsMissing() throws IOException {
    writer().segments(120_000).write(volume, image);
    Files.delete(dir.resolve("x.003.dmgpart"));
    assertThatThrownBy(this::open)
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("put x.003.dmgpart beside x.dmg");
  }

  @Test
  void findsSegmentsByTheirOldNames() throws IOException {
    writer().segments(120_000).write(volume, image);
    image = Files.move(image, dir.resolve("x.001.dmg"));
    Files.move(dir.resolve("x.002.dmgpart"), dir.resolve("x.002.dmg"));
    try (UdifImage open = open()) {
      assertThat(open.disk().stream().readAllBytes()).isEqualTo(disk);
    }
  }

  @Test
  void saysHowToOpenSegments() throws IOException {
    writer().segments(120_000).write(volume, image);
    assertThatThrownBy(() -> UdifImage.open(Source.open(image)))
        .hasMessageContaining("by its path");
    image = dir.resolve("x.002.dmgpart");
    assertThatThrownBy(this::open)
        .hasMessageContaining("this is segment 2 of")
        .hasMessageContaining("open the first");
  }

  @Test
  void refusesSegmentsThatDoNotBelongTogether() throws IOException {
    writer().segments(120_000).write(volume, image);
    Path second = dir.resolve("x.002.dmgpart");
    byte[] right = Files.readAllBytes(second);
    for (int field : new int[] {16 + 7, 56 + 3, 60 + 3, 64, 72}) {
      Files.write(second, right);
      flip("x.002.dmgpart", part -> part.length - 512 + field);
      assertThatThrownBy(this::open)
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining("segment");
    }
    Files.write(second, Arrays.copyOf(right, right.length - 1));
    assertThatThrownBy(this::open).hasMessageContaining("koly");
  }

  private interface Place {
    int in(byte[] file);
  }

  private void flip(String name, Place place) throws IOException {
    byte[] file = Files.readAllBytes(dir.resolve(name));
    file[place.in(file)] ^= 1;
    Files.write(dir.resolve(name), file);
  }

  @ParameterizedTest
  @EnumSource(UdifWriter.Place.class)
  void readsLicencesWhereverTheyAre(UdifWriter.Place place) throws IOException {
    writer().resources(place).licenses(License.samples()).write(volume, image);
    try (UdifImage open = open()) {
      var license = open.license().orElseThrow();
      assertThat(license.texts()).hasSize(2);
      assertThat(license.best(Locale.GERMANY).text()).contains("für das Café ©");
      assertThat(license.best(Locale.GERMANY).buttons().orElseThrow().agree()).isEqualTo("Agree");
    }
  }
}
