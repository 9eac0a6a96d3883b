package io.github.macnightly.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.files.Extraction;
import io.github.macnightly.files.ExtractionRules;
import io.github.macnightly.io.Source;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class InterruptionTest {

  private static final Limits LIMITS = new Limits(1_000_000, 1 << 30, 16, 4096, 3);

  @TempDir private Path directory;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final AtomicBoolean stillInterrupted = new AtomicBoolean();

  /** Extracts in another thread and interrupts that as soon as something is read. */
  private Path interruptAtFirstRead(VolumeEntry entry) throws Exception {
    Path out = directory.resolve("out");
    Thread thread =
        new Thread(
            () -> {
              try {
                TreeExtractor trees =
                    new TreeExtractor(new Extraction(out, ExtractionRules.IMAGE), LIMITS);
                trees.copy(entry, "");
              } catch (IOException e) {
                failure.set(e);
                stillInterrupted.set(Thread.currentThread().isInterrupted());
              }
            });
    thread.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(Running.threads()).isEmpty();
    assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
    assertThat(stillInterrupted).isTrue();
    return out;
  }

  private Source slow(Source source) {
    return Sources.numbered(
        source.size(),
        offset -> {
          begun.countDown();
          source.read(0, ByteBuffer.allocate(1));
          rest();
        });
  }

  private static void rest() {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      throw new AssertionError("a thread that reads the image was interrupted", e);
    }
  }

  /** The file would take minutes; the image is open afterwards. */
  @Test
  void endsALargeFileAndLeavesTheImageOpen() throws Exception {
    Path file = Files.write(directory.resolve("image"), new byte[1 << 20]);
    try (Source image = Source.open(file)) {
      Source content = Sources.numbered(1 << 28, offset -> image.read(0, ByteBuffer.allocate(1)));
      VolumeEntry large = MadeEntry.file("large", slow(content));

      Path out = interruptAtFirstRead(MadeEntry.directory("root", large));

      assertThat(out.resolve("large")).doesNotExist();
      assertThat(image.read(0, 4).remaining()).isEqualTo(4);
    }
  }

  @Test
  void endsACompressedFile() throws Exception {
    InputStream stream =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            begun.countDown();
            rest();
            return Math.min(length, 1000);
          }
        };
    VolumeEntry entry = MadeEntry.compressed("packed", 1 << 28, stream);

    Path out = interruptAtFirstRead(MadeEntry.directory("root", entry));

    assertThat(out.resolve("packed")).doesNotExist();
  }

  /** A hundred thousand files, of which a batch after the other is waited for. */
  @Test
  void endsTheWalk() throws Exception {
    List<VolumeEntry> files =
        IntStream.range(0, 100_000)
            .<VolumeEntry>mapToObj(i -> MadeEntry.file("f" + i, slow(Sources.numbered(10))))
            .toList();

    interruptAtFirstRead(MadeEntry.directory("root", () -> files));
  }

  /** A directory that always holds one more, and nothing else. */
  @Test
  void endsAWalkThatMeetsOnlyDirectories() throws Exception {
    List<VolumeEntry> directories =
        IntStream.range(0, 300)
            .<VolumeEntry>mapToObj(
                i ->
                    MadeEntry.directory(
                        "d" + i,
                        () -> {
                          begun.countDown();
                          rest();
                          return List.of();
                        }))
            .toList();

    interruptAtFirstRead(MadeEntry.directory("root", () -> directories));
  }
}
