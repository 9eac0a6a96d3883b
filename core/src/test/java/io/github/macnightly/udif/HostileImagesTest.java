package io.github.macnightly.udif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HostileImagesTest {

  private static final long MANY = Long.MAX_VALUE;

  @Test
  void refusesAListThatLiesOutsideTheFile() {
    for (long[] range :
        List.of(
            new long[] {1 << 20, 100},
            new long[] {0, 1 << 20},
            new long[] {MANY, MANY},
            new long[] {-1, 100},
            new long[] {100, -1},
            new long[] {100, MANY})) {
      trailer(b -> b.putLong(216, range[0]).putLong(224, range[1]), CorruptException.class);
    }
  }

  @Test
  void refusesADataForkOutsideTheFile() {
    trailer(b -> b.putLong(24, MANY).putLong(32, 5), CorruptException.class);
    trailer(b -> b.putLong(32, -5), CorruptException.class);
  }

  @Test
  void refusesAHugeListBeforeReadingIt() {
    Source huge = new HugeSource(new TestImage(1).raw(0, new byte[512]).build(), 1L << 32);
    assertThatThrownBy(() -> UdifImage.open(huge)).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void refusesSegmentsAndOtherVersions() {
    trailer(b -> b.putInt(60, 2), UnsupportedFormatException.class);
    trailer(b -> b.putInt(60, -1), LimitExceededException.class);
    trailer(b -> b.putInt(4, 5), UnsupportedFormatException.class);
  }

  @Test
  void refusesADiskThatIsTooLargeToCount() {
    trailer(b -> b.putLong(492, MANY / 512 + 1), CorruptException.class);
    trailer(b -> b.putLong(492, -1), CorruptException.class);
  }

  @Test
  void refusesRunsOutsideOfTheDisk() {
    for (long[] range :
        List.of(
            new long[] {8, 1},
            new long[] {0, 9},
            new long[] {-1, 1},
            new long[] {1, -1},
            new long[] {MANY, MANY},
            new long[] {1, MANY})) {
      refused(new TestImage(8).blank(TestImage.ZERO, range[0], range[1]), CorruptException.class);
    }
    refused(
        new TestImage(8).firstSector(MANY).blank(TestImage.ZERO, MANY, 1), CorruptException.class);
    refused(new TestImage(8).firstSector(-1).blank(TestImage.ZERO, 2, 1), CorruptException.class);
  }

  @Test
  void refusesDataOutsideOfTheFile() {
    for (long[] place :
        List.of(
            new long[] {1 << 20, 512},
            new long[] {-512, 512},
            new long[] {0, 1 << 20},
            new long[] {0, -1},
            new long[] {MANY, 512},
            new long[] {MANY, MANY})) {
      refused(new TestImage(8).run(TestImage.ZLIB, 0, 1, place), CorruptException.class);
    }
    refused(
        new TestImage(8).dataOffset(MANY).run(TestImage.RAW, 0, 1, new long[] {1, 512}),
        CorruptException.class);
  }

  @Test
  void refusesRunsThatOverlap() {
    refused(new TestImage(8).raw(0, new byte[1024]).raw(1, new byte[512]), CorruptException.class);
    refused(
        new TestImage(8).blank(TestImage.ZERO, 4, 2).blank(TestImage.IGNORE, 3, 2),
        CorruptException.class);
  }

  @Test
  void refusesMoreRunsThanTheBlockHolds() {
    refused(new TestImage(8).claimedRuns(Integer.MAX_VALUE), CorruptException.class);
    refused(new TestImage(8).claimedRuns(-2), CorruptException.class);
  }

  @Test
  void refusesARawRunShorterThanItsSectors() {
    refused(
        new TestImage(8).data(new byte[600]).run(TestImage.RAW, 0, 2, new long[] {0, 600}),
        CorruptException.class);
  }

  @Test
  void refusesAChunkOverTheLimitBeforeDecodingIt() {
    long sectors = (8 << 20) / 512 + 1;
    refused(new TestImage(1 << 20).zlib(0, sectors, new byte[10]), LimitExceededException.class);
  }

  @Test
  void refusesDataThatIsDecodedAgainAndAgain() {
    TestImage image = new TestImage(1 << 20).data(new byte[20_000]);
    for (int i = 0; i < 600; i++) {
      image.run(TestImage.ZLIB, i, 1, new long[] {0, 20_000});
    }
    refused(image, LimitExceededException.class);
  }

  @Test
  void refusesBombsBeforeDecodingThem() {
    int sectors = (8 << 20) / 512;
    TestImage image = new TestImage(1L << 30).data(new byte[45]);
    for (int i = 0; i < 600; i++) {
      image.data(new byte[45]).run(TestImage.BZIP2, (long) i * sectors, sectors, place(45L * i));
    }
    refused(image, LimitExceededException.class);
  }

  private static long[] place(long offset) {
    return new long[] {offset, 45};
  }

  @Test
  void refusesAChunkWithoutData() throws IOException {
    UdifImage image = new TestImage(8).run(TestImage.ZLIB, 0, 8, new long[2]).open();
    assertThatThrownBy(() -> image.disk().read(0, 1)).isInstanceOf(CorruptException.class);
    assertThatThrownBy(image::verify).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesAChunkThatPointsAtItsOwnTable() throws IOException {
    int table = 600;
    UdifImage image =
        new TestImage(8).data(new byte[100]).run(TestImage.ZLIB, 0, 8, place(table)).open();
    assertThatThrownBy(() -> image.disk().read(0, 1)).isInstanceOf(CorruptException.class);
    assertThatThrownBy(image::verify).isInstanceOf(CorruptException.class);
  }

  @Test
  void takesARunWithoutSectorsForNothing() throws IOException {
    UdifImage image = new TestImage(8).run(TestImage.ZLIB, 3, 0, new long[] {MANY, MANY}).open();
    image.verify();
    assertThat(image.disk().read(0, 4096)).isEqualTo(ByteBuffer.allocate(4096));
  }

  @Test
  void refusesPropertyListBombs() {
    String[] bombs = {
      "<!DOCTYPE plist [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><plist><dict>"
          + "<key>&b;</key><string>&b;</string></dict></plist>",
      "<plist>" + "<array>".repeat(200_000) + "</array>".repeat(200_000) + "</plist>",
      "<plist><dict><key>resource-fork</key>" + "<dict><key>a</key>".repeat(5000),
      "<plist><array>" + "<true/>".repeat(1_100_000) + "</array></plist>",
      "<plist><dict><key>resource-fork</key><dict><key>blkx</key><array><dict/></array></dict>"
          + "</dict></plist>",
      "<plist><dict><key>resource-fork</key><string/></dict></plist>",
      "bplist00",
      ""
    };
    for (String bomb : bombs) {
      byte[] list = bomb.getBytes(StandardCharsets.US_ASCII);
      assertThatThrownBy(() -> new TestImage(8).raw(0, new byte[512]).list(list).open())
          .isInstanceOf(FormatException.class);
    }
  }

  @Test
  void stopsAZlibBombAtTheSizeOfItsRun() throws IOException {
    UdifImage image = new TestImage(8).zlib(0, 1, new byte[32 << 20]).open();
    assertThatThrownBy(() -> image.disk().read(0, 1))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("longer than 512");
    assertThatThrownBy(image::verify).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesAChunkShorterThanItsRun() throws IOException {
    UdifImage image = new TestImage(8).zlib(0, 2, new byte[600]).open();
    assertThatThrownBy(() -> image.disk().read(0, 1)).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesZerosWithoutEndUnderADigest() throws IOException {
    UdifImage image =
        new TestImage(1L << 40)
            .blank(TestImage.ZERO, 0, 1L << 40)
            .blockChecksum(4, new byte[16])
            .open();
    assertThatThrownBy(image::verify).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void refusesImpossibleAndUnknownChecksums() throws IOException {
    trailer(b -> b.putInt(80, 2).putInt(84, 64), CorruptException.class);
    trailer(b -> b.putInt(352, 6).putInt(356, 1 << 20), CorruptException.class);
    UdifImage odd =
        new TestImage(8).raw(0, new byte[512]).trailer(b -> b.putInt(80, 77).putInt(84, 8)).open();
    assertThatThrownBy(odd::verify)
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("type 77");
  }

  private static void trailer(Consumer<ByteBuffer> change, Class<? extends FormatException> kind) {
    refused(new TestImage(1).raw(0, new byte[512]).trailer(change), kind);
  }

  private static void refused(TestImage image, Class<? extends FormatException> kind) {
    assertThatThrownBy(image::open).isInstanceOf(kind).hasMessageContaining("UDIF");
  }

  /** A file of any size that ends in a trailer whose list fills it. */
  private record HugeSource(byte[] image, long size) implements Source {
    @Override
    public int read(long offset, ByteBuffer target) {
      ByteBuffer end = ByteBuffer.allocate(512).put(image, image.length - 512, 512);
      end.putLong(216, 0).putLong(224, size - 512);
      int count = Math.min(target.remaining(), 512);
      target.put(end.array(), (int) (offset - (size - 512)), count);
      return count;
    }
  }
}
