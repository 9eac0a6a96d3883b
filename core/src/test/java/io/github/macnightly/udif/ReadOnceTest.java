package io.github.macnightly.udif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Counts how often stored bytes are read: each chunk is decoded as often as its bytes are. */
class ReadOnceTest {

  private static final int CHUNKS = 60;
  private static final int SIZE = 1 << 20;

  private Counted file;
  private int dataLength;

  /** More than the cache holds. */
  @BeforeEach
  void makeImage() {
    CRC32 crc = new CRC32();
    TestImage image = new TestImage((long) CHUNKS * SIZE / 512);
    for (int i = 0; i < CHUNKS; i++) {
      byte[] chunk = new byte[SIZE];
      Arrays.fill(chunk, (byte) i);
      new Random(i).ints(1000).forEach(at -> chunk[at & SIZE - 1]++);
      crc.update(chunk);
      image.zlib((long) i * SIZE / 512, SIZE / 512, chunk);
    }
    byte[] bytes = image.blockChecksum((int) crc.getValue()).trailer(this::addDataChecksum).build();
    file = new Counted(bytes);
  }

  private void addDataChecksum(ByteBuffer trailer) {
    dataLength = (int) trailer.getLong(32);
    trailer.putInt(80, 2).putInt(84, 32);
  }

  private static final class Counted implements Source {
    private final byte[] bytes;
    private final AtomicIntegerArray reads;

    Counted(byte[] bytes) {
      this.bytes = bytes;
      this.reads = new AtomicIntegerArray(bytes.length);
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public int read(long offset, ByteBuffer target) throws IOException {
      int count = Source.of(bytes).read(offset, target);
      for (int i = 0; i < count; i++) {
        reads.incrementAndGet((int) offset + i);
      }
      return count;
    }
  }

  private UdifImage open() throws IOException {
    CRC32 crc = new CRC32();
    crc.update(file.bytes, 0, dataLength);
    ByteBuffer.wrap(file.bytes).putInt(file.bytes.length - 512 + 88, (int) crc.getValue());
    return UdifImage.open(file);
  }

  private void assertAllReadOnce() {
    int[] counts = IntStream.range(0, dataLength).map(file.reads::get).toArray();
    int[] once = new int[dataLength];
    Arrays.fill(once, 1);
    assertThat(Arrays.mismatch(counts, once)).as("first byte not read once").isEqualTo(-1);
  }

  @Test
  void verifiesWhatWasReadWithoutDecodingItAgain() throws Exception {
    UdifImage image = open();
    readInWindows(image);
    image.verify(4);
    image.verify(1);
    assertAllReadOnce();
  }

  @Test
  void readsEachByteOnceForAllChecksums() throws Exception {
    open().verify(4);
    assertAllReadOnce();
  }

  @Test
  void verifiesTheRestOfWhatWasReadInPart() throws Exception {
    UdifImage image = open();
    image.disk().read(7L * SIZE - 10, 20);
    image.disk().read(50L * SIZE, 1);
    image.verify(2);
    assertAllReadOnce();
  }

  @Test
  void findsOutWhatItGaveOutWrong() throws Exception {
    UdifImage image = new TestImage(4).zlib(0, 4, new byte[2048]).blockChecksum(0x12345678).open();
    assertThat(image.disk().read(0, 2048)).isEqualTo(ByteBuffer.allocate(2048));
    assertThatThrownBy(image::verify).isInstanceOf(CorruptException.class);
    assertThatThrownBy(image::verify).isInstanceOf(CorruptException.class);
  }

  /** Windows that begin amid a chunk, in disk order, taken by several threads. */
  private static void readInWindows(UdifImage image) throws Exception {
    Source disk = image.disk();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<ByteBuffer>> windows = new ArrayList<>();
    for (long at = 0; at < disk.size(); at += 300_000) {
      long from = at;
      int length = (int) Math.min(300_000, disk.size() - at);
      windows.add(threads.submit(() -> disk.read(from, length)));
    }
    for (Future<ByteBuffer> window : windows) {
      window.get();
    }
    threads.shutdown();
  }
}
