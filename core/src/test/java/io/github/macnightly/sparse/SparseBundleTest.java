package io.github.macnightly.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.crypt.PassphraseException;
import io.github.macnightly.crypt.Passphrases;
import io.github.macnightly.fixtures.dmg.EncryptedImages;
import io.github.macnightly.fixtures.dmg.SparseBundles;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class SparseBundleTest {

  private static final int BAND = 8192;
  private static final Passphrases RIGHT = () -> Optional.of("passphrase".toCharArray());

  @TempDir private Path directory;

  @Test
  void findsBandsByTheirHexadecimalNamesAndZerosBetween() throws IOException {
    byte[] disk = Disks.withHoles(40 * BAND + 1536, BAND);
    SparseBundles.write(directory, disk, BAND);
    assertThat(directory.resolve("bands").resolve("1a")).exists();
    try (Source source = open()) {
      Disks.assertSame(source, disk);
    }
  }

  @Test
  void decryptsBandsWithBlocksNumberedThroughAll() throws Exception {
    for (int bits : new int[] {128, 256}) {
      byte[] disk = Disks.withHoles(40 * BAND + 1536, BAND);
      EncryptedImages keys = EncryptedImages.create().keyBits(bits).blockSize(512);
      SparseBundles.write(directory, disk, BAND, keys);
      try (Source source = open()) {
        Disks.assertSame(source, disk);
      }
    }
  }

  @Test
  void decryptsBandsUnderVersion1() throws Exception {
    byte[] disk = Disks.withHoles(5 * BAND, BAND);
    SparseBundles.write(directory, disk, BAND, EncryptedImages.create().version1());
    try (Source source = open()) {
      Disks.assertSame(source, disk);
    }
  }

  @Test
  void servesManyThreadsWithMoreBandsThanStayOpen() throws Exception {
    byte[] disk = Disks.withHoles(100 * BAND, BAND);
    SparseBundles.write(directory, disk, BAND, EncryptedImages.create());
    try (Source source = open()) {
      boolean same =
          IntStream.range(0, 2000)
              .parallel()
              .allMatch(i -> reads(source, disk, i * 7919 % (99 * BAND)));
      assertThat(same).isTrue();
      assertThat(openBands()).isLessThanOrEqualTo(16);
    }
    assertThat(openBands()).isZero();
  }

  private static boolean reads(Source source, byte[] disk, int at) {
    try {
      return source.read(at, BAND).equals(ByteBuffer.wrap(disk, at, BAND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counts the files of this bundle that the process holds open; 0 where there is no /proc. */
  private long openBands() throws IOException {
    Path own = Path.of("/proc/self/fd");
    if (!Files.isDirectory(own)) {
      return 0;
    }
    try (var files = Files.list(own)) {
      return files.filter(this::isBand).count();
    }
  }

  private boolean isBand(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(directory.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void readsNothingAfterItIsClosed() throws IOException {
    SparseBundles.write(directory, Disks.withHoles(BAND, BAND), BAND);
    Source source = open();
    source.close();
    assertThatThrownBy(() -> source.read(0, 1)).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void ignoresWhatABandHasTooMuch() throws IOException {
    byte[] disk = Disks.withHoles(3 * BAND, BAND);
    SparseBundles.write(directory, disk, BAND);
    Files.write(band("0"), new byte[9 * BAND]);
    assertThat(open().read(BAND, 2 * BAND)).isEqualTo(ByteBuffer.wrap(disk, BAND, 2 * BAND));
  }

  @Test
  void takesAVersionOfRecentSystemsAndABundleWithoutToken() throws IOException {
    byte[] disk = Disks.withHoles(3 * BAND, BAND);
    SparseBundles.write(directory, disk, BAND);
    Files.delete(directory.resolve("token"));
    info("<integer>1<", "<integer>2<");
    Disks.assertSame(open(), disk);
  }

  @Test
  void readsADiskOfExabytesThatStoresNothing() throws IOException {
    SparseBundles.prepare(directory, Long.MAX_VALUE, 1L << 40);
    Source disk = open();
    assertThat(disk.read(Long.MAX_VALUE - 8, 8).getLong()).isZero();
  }

  @Test
  void wantsTheRightPassphrase() throws Exception {
    SparseBundles.write(directory, new byte[BAND], BAND, EncryptedImages.create());
    assertThatThrownBy(() -> SparseBundle.open(directory, Passphrases.none()))
        .isInstanceOfSatisfying(PassphraseException.class, e -> assertThat(e.missing()).isTrue());
    assertThatThrownBy(() -> SparseBundle.open(directory, () -> Optional.of(new char[3])))
        .isInstanceOfSatisfying(PassphraseException.class, e -> assertThat(e.missing()).isFalse());
  }

  @Test
  void followsNoLinkOutOfTheBundle() throws IOException {
    Path secret = Files.write(directory.resolve("secret"), new byte[BAND]);
    Path bundle = directory.resolve("bundle");
    SparseBundles.write(bundle, Disks.withHoles(BAND, BAND), BAND);
    Files.delete(bundle.resolve("bands/0"));
    Files.createSymbolicLink(bundle.resolve("bands/0"), secret);
    Source disk = SparseBundle.open(bundle, RIGHT);
    assertThatThrownBy(() -> disk.read(0, 1))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("bands/0");
    for (String name : List.of("token", "bands", "Info.plist")) {
      replaceByLink(bundle.resolve(name));
      assertThatThrownBy(() -> SparseBundle.open(bundle, RIGHT))
          .isInstanceOf(CorruptException.class)
          .hasMessageContaining(name);
    }
  }

  private void replaceByLink(Path path) throws IOException {
    Path moved = directory.resolve(path.getFileName());
    Files.move(path, moved);
    Files.createSymbolicLink(path, moved);
  }

  @Test
  void refusesABandThatIsAFolderOrNoWholeBlock() throws Exception {
    SparseBundles.write(directory, Disks.withHoles(BAND, BAND), BAND, EncryptedImages.create());
    Files.write(band("0"), new byte[100]);
    Source disk = open();
    assertThatThrownBy(() -> disk.read(0, 1))
        .isInstanceOf(CorruptException.class)
        .hasMessageContaining("100 encrypted bytes");
    Files.delete(band("0"));
    Files.createDirectory(band("0"));
    assertThatThrownBy(() -> disk.read(0, 1)).isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesBlockNumbersThatDoNotExist() throws Exception {
    long size = 1L << 50;
    SparseBundles.prepare(directory, size, BAND);
    Files.write(directory.resolve("token"), EncryptedImages.create().token());
    long last = size / BAND - 1;
    Files.write(band(Long.toHexString(last)), new byte[4096]);
    Source disk = open();
    assertThatThrownBy(() -> disk.read(size - BAND, 1)).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void refusesSizesThatCannotBe() throws IOException {
    for (String size : List.of("0", "-8192", "513", "8193", "9223372036854775807", "1.5")) {
      SparseBundles.prepare(directory, BAND, BAND);
      info("band-size</key>\n\t<integer>8192<", "band-size</key>\n\t<integer>" + size + "<");
      refuses(FormatException.class, "");
    }
    SparseBundles.prepare(directory, -1, BAND);
    refuses(CorruptException.class, "size is -1");
    SparseBundles.prepare(directory, BAND, BAND);
    info("<key>size<", "<key>other<");
    refuses(CorruptException.class, "size is null");
  }

  @Test
  void refusesBandsThatHoldNoWholeBlocks() throws Exception {
    SparseBundles.prepare(directory, BAND, 512);
    Files.write(directory.resolve("token"), EncryptedImages.create().token());
    refuses(CorruptException.class, "encrypted blocks of 4096");
  }

  @Test
  void refusesATokenThatIsNoHeader() throws IOException {
    SparseBundles.prepare(directory, BAND, BAND);
    Files.write(directory.resolve("token"), new byte[2000]);
    refuses(CorruptException.class, "token");
  }

  @Test
  void refusesAnotherKindOfBundleAndNamesAnotherVersion() throws IOException {
    SparseBundles.prepare(directory, BAND, BAND);
    info("diskimage.sparsebundle", "other\nbundle");
    refuses(NotThisFormatException.class, "com.apple.other?bundle");
    SparseBundles.prepare(directory, BAND, BAND);
    info("<integer>1<", "<integer>3<");
    refuses(UnsupportedFormatException.class, "version 3");
  }

  @Test
  void refusesAFolderWithoutThePartsOfABundle() throws IOException {
    assertThat(SparseBundle.isBundle(directory)).isFalse();
    refuses(NotThisFormatException.class, "Info.plist");
    SparseBundles.prepare(directory, BAND, BAND);
    assertThat(SparseBundle.isBundle(directory)).isTrue();
    Files.delete(directory.resolve("bands"));
    assertThat(SparseBundle.isBundle(directory)).isFalse();
    refuses(CorruptException.class, "bands");
    Files.write(directory.resolve("Info.plist"), new byte[2 << 20]);
    refuses(LimitExceededException.class, "Info.plist");
  }

  private Source open() throws IOException {
    return SparseBundle.open(directory, RIGHT);
  }

  private Path band(String name) {
    return directory.resolve("bands").resolve(name);
  }

  private void info(String from, String to) throws IOException {
    Path file = directory.resolve("Info.plist");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private void refuses(Class<? extends FormatException> refusal, String text) {
    assertThatThrownBy(() -> SparseBundle.open(directory, RIGHT))
        .isInstanceOf(refusal)
        .hasMessageContaining(text)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
