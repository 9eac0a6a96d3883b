package io.github.macnightly.udif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class UdifImageTest {

  @Test
  void readsChunksInAnyOrderAndGapsAsZeros() throws Exception {
    byte[] content = random(2048);
    TestImage image = new TestImage(20).zlib(10, 4, content).blank(TestImage.IGNORE, 14, 2);
    image.raw(2, Arrays.copyOf(content, 512));
    byte[] disk = image.open().disk().stream().readAllBytes();
    byte[] wanted = new byte[20 * 512];
    System.arraycopy(content, 0, wanted, 1024, 512);
    System.arraycopy(content, 0, wanted, 5120, 2048);
    assertThat(disk).isEqualTo(wanted);
  }

  @Test
  void addsTheThreeOffsetsOfAChunk() throws Exception {
    byte[] content = random(512);
    TestImage image = new TestImage(5).firstSector(2).dataOffset(300);
    image.run(TestImage.RAW, 1, 1, new long[] {12, 512});
    image.data(new byte[400]).data(content);
    image.trailer(trailer -> trailer.putLong(24, 88));
    assertThat(image.open().disk().read(3 * 512, 512)).isEqualTo(ByteBuffer.wrap(content));
  }

  @Test
  void opensADiskOfManyTerabytesInNoTime() throws Exception {
    long sectors = 1L << 50;
    int crc = CrcJoin.ofZeros(sectors * 512);
    UdifImage image =
        new TestImage(sectors).blank(TestImage.ZERO, 0, sectors).blockChecksum(crc).open();
    image.verify();
    assertThat(image.disk().size()).isEqualTo(sectors * 512);
    assertThat(image.disk().read(sectors * 512 - 4096, 4096)).isEqualTo(ByteBuffer.allocate(4096));
  }

  @Test
  void checksTheSumOfABlockWithoutItsIgnoredRuns() throws Exception {
    byte[] content = random(1024);
    CRC32 crc = new CRC32();
    crc.update(content);
    crc.update(new byte[1024]);
    TestImage image = new TestImage(8).zlib(0, 2, content).blank(TestImage.IGNORE, 2, 4);
    image.blank(TestImage.ZERO, 6, 2).blockChecksum((int) crc.getValue()).open().verify();
    assertThatThrownBy(() -> image.blockChecksum(1).open().verify())
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("block \"all\"")
        .hasMessageContaining("wanted 00000001");
  }

  @Test
  void readsATrailerWithoutATableAsTheDiskItself() throws Exception {
    byte[] content = random(4096);
    UdifImage image = new TestImage(8).raw(0, content).withoutTable().open();
    assertThat(image.format()).isEqualTo("UDRW");
    assertThat(image.disk().stream().readAllBytes()).isEqualTo(content);
  }

  @Test
  void namesTheKindOfImage() throws Exception {
    byte[] content = random(512);
    assertThat(new TestImage(4).zlib(0, 1, content).raw(1, content).open().format())
        .isEqualTo("UDZO");
    assertThat(new TestImage(4).raw(0, content).open().format()).isEqualTo("UDRO");
    long[] nowhere = new long[2];
    assertThat(new TestImage(4).run(TestImage.ADC, 0, 1, nowhere).open().format())
        .isEqualTo("UDCO");
    assertThat(new TestImage(4).run(99, 0, 1, nowhere).open().format()).isEqualTo("UDxx");
  }

  @Test
  void readsAroundAChunkOfAnUnknownCompression() throws Exception {
    byte[] content = random(512);
    TestImage image = new TestImage(4).raw(0, content).run(0x80000009, 1, 1, new long[2]);
    try (UdifImage open = image.open()) {
      assertThat(open.disk().read(0, 512)).isEqualTo(ByteBuffer.wrap(content));
      assertThatThrownBy(() -> open.disk().read(0, 513))
          .isInstanceOf(UnsupportedFormatException.class)
          .hasMessageContaining("80000009");
      assertThatThrownBy(open::verify).isInstanceOf(UnsupportedFormatException.class);
    }
  }

  @Test
  void tellsOtherFiles() throws IOException {
    for (byte[] other : new byte[][] {{}, new byte[511], new byte[5000]}) {
      assertThat(UdifImage.isUdif(Source.of(other))).isFalse();
      assertThatThrownBy(() -> UdifImage.open(Source.of(other)))
          .isInstanceOf(NotThisFormatException.class);
    }
  }

  @Test
  void givesEveryThreadTheSameBytes() throws Exception {
    byte[] content = random(1 << 18);
    TestImage image = new TestImage(1 << 12);
    for (int i = 0; i < 8; i++) {
      image.zlib(i * 512L, 512, content);
    }
    Source disk = image.open().disk();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Callable<byte[]> whole = () -> disk.stream().readAllBytes();
    for (Future<byte[]> each :
        threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> whole).toList())) {
      assertThat(Arrays.copyOf(each.get(), content.length)).isEqualTo(content);
      assertThat(Arrays.hashCode(each.get())).isEqualTo(Arrays.hashCode(whole.call()));
    }
    threads.shutdown();
  }

  @Test
  void joinsCrcsLikeTheJdkSumsTheWhole() {
    Random random = new Random(6);
    for (int i = 0; i < 200; i++) {
      byte[] whole = random(random.nextInt(3000));
      int cut = random.nextInt(whole.length + 1);
      int joined =
          new CrcJoin()
              .join(crc(whole, 0, cut), crc(whole, cut, whole.length - cut), whole.length - cut);
      assertThat(joined).isEqualTo(crc(whole, 0, whole.length));
      assertThat(CrcJoin.ofZeros(i)).isEqualTo(crc(new byte[i], 0, i));
    }
  }

  private static int crc(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
