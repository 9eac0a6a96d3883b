package io.github.macnightly.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.crypt.EncryptedImage;
import io.github.macnightly.fixtures.Bytes;
import io.github.macnightly.fixtures.dmg.EncryptedImages;
import io.github.macnightly.fixtures.dmg.SparseImages;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SparseImageTest {

  @Test
  void findsBandsInAnyOrderAndZerosBetween() throws IOException {
    byte[] disk = Disks.withHoles(100 * 4096 + 512, 4096);
    Disks.assertSame(open(SparseImages.image(disk, 8)), disk);
  }

  @Test
  void followsTheChainOfTables() throws IOException {
    // 1008 bands fit into the first table, 1010 into each of the others
    byte[] disk = Disks.withHoles(4000 * 512, 512);
    Disks.assertSame(open(SparseImages.image(disk, 1)), disk);
  }

  @Test
  void readsAnEncryptedOne() throws Exception {
    byte[] disk = Disks.withHoles(100 * 4096, 4096);
    byte[] image = EncryptedImages.create().keyBits(256).image(SparseImages.image(disk, 8));
    Source content =
        EncryptedImage.open(Source.of(image), () -> Optional.of("passphrase".toCharArray()));
    assertThat(SparseImage.isSparse(content)).isTrue();
    Disks.assertSame(SparseImage.open(content), disk);
  }

  @Test
  void needsOfTheLastBandOnlyWhatTheDiskHas() throws IOException {
    byte[] disk = Disks.withHoles(2 * 4096 + 1024, 4096);
    byte[] image = SparseImages.image(Arrays.copyOfRange(disk, 2 * 4096, disk.length), 8);
    byte[] cut = Arrays.copyOf(image, 4096 + 1024);
    Disks.assertSame(open(cut), Arrays.copyOfRange(disk, 2 * 4096, disk.length));
  }

  @Test
  void showsADiskToWhichNothingWasWritten() throws IOException {
    Disks.assertSame(open(SparseImages.image(new byte[10_240], 4)), new byte[10_240]);
  }

  @Test
  void keepsToTheContractAtTheEnds() throws IOException {
    Source disk = open(SparseImages.image(new byte[5120], 4));
    assertThat(disk.read(5120, ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(disk.read(Long.MAX_VALUE, ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(disk.read(0, ByteBuffer.allocate(0))).isZero();
    ByteBuffer past = ByteBuffer.allocateDirect(100);
    assertThat(disk.read(5110, past)).isEqualTo(10);
    assertThat(past.limit()).isEqualTo(100);
  }

  @Test
  void readsADiskOfExabytesThatStoresNothing() throws IOException {
    byte[] image = small();
    ByteBuffer.wrap(image).putInt(8, -1).putInt(16, 0).putLong(28, 1L << 53).putLong(64, 0);
    Source disk = open(image);
    assertThat(disk.size()).isEqualTo(1L << 62);
    assertThat(disk.read((1L << 62) - 8, 8).getLong()).isZero();
  }

  @Test
  void takesASizeGivenIn32BitsOnly() throws IOException {
    byte[] image = small();
    ByteBuffer.wrap(image).putLong(28, 0);
    assertThat(open(image).size()).isEqualTo(8192);
  }

  @Test
  void refusesTablesThatAreChainedInACircle() {
    byte[] image = new Bytes().raw(small()).padTo(40_960).toArray();
    ByteBuffer b = ByteBuffer.wrap(image).putLong(20, 20_480).putInt(20_480, 0x73707273);
    b.putLong(20_480 + 12, 32_768).putInt(32_768, 0x73707273).putLong(32_768 + 12, 20_480);
    refuses(image, CorruptException.class, "circle");
  }

  @Test
  void refusesTablesOutsideOfTheFile() {
    for (long next : List.of(-1L, 8193L, Long.MAX_VALUE, Long.MIN_VALUE)) {
      refuses(b -> b.putLong(20, next), CorruptException.class);
    }
    refuses(b -> b.putLong(20, 4096), CorruptException.class, "signature");
  }

  @Test
  void refusesMoreTablesThanAnyImageHas() {
    byte[] image = new byte[2100 * 4096];
    System.arraycopy(small(), 0, image, 0, 4096);
    ByteBuffer b = ByteBuffer.wrap(image).putLong(20, 4096);
    for (int at = 4096; at + 4096 < image.length; at += 4096) {
      b.putInt(at, 0x73707273).putLong(at + 12, at + 4096);
    }
    refuses(image, LimitExceededException.class, "tables");
  }

  @Test
  void refusesBandsThatTheDiskOrTheFileDoesNotHave() {
    refuses(b -> b.putInt(64, 5), CorruptException.class, "disk of 4 bands");
    refuses(b -> b.putInt(64, -1), CorruptException.class);
    refuses(b -> b.putInt(64 + 4 * 1007, 1), CorruptException.class, "after the file");
    refuses(b -> b.putInt(8, -1), CorruptException.class, "after the file");
    refuses(b -> b.putInt(68, b.getInt(64)), CorruptException.class, "twice");
  }

  @Test
  void refusesSizesThatCannotBe() {
    refuses(b -> b.putInt(8, 0), CorruptException.class, "0 sectors");
    refuses(b -> b.putLong(28, -1).putInt(16, -1), CorruptException.class, "sectors");
    refuses(b -> b.putLong(28, 1L << 60).putInt(16, 0), CorruptException.class, "sectors");
    refuses(b -> b.putInt(16, 17), CorruptException.class, "another field");
  }

  @Test
  void namesAnotherVersion() {
    refuses(b -> b.putInt(4, 4), UnsupportedFormatException.class, "version 4");
  }

  @Test
  void refusesOtherFilesAndFilesThatAreCut() throws IOException {
    assertThat(SparseImage.isSparse(Source.of(new byte[3]))).isFalse();
    assertThat(SparseImage.isSparse(Source.of(new byte[4096]))).isFalse();
    refuses(new byte[4096], NotThisFormatException.class, "sprs");
    for (int length : new int[] {4, 63, 64, 4095}) {
      refuses(Arrays.copyOf(small(), length), CorruptException.class, "");
    }
  }

  private static Source open(byte[] image) throws IOException {
    return SparseImage.open(Source.of(image));
  }

  /** Four bands of four sectors, two of them stored. */
  private static byte[] small() {
    byte[] disk = new byte[8192];
    disk[0] = 1;
    disk[5000] = 2;
    return SparseImages.image(disk, 4);
  }

  private static void refuses(
      Consumer<ByteBuffer> change, Class<? extends FormatException> refusal) {
    refuses(change, refusal, "");
  }

  private static void refuses(
      Consumer<ByteBuffer> change, Class<? extends FormatException> refusal, String text) {
    byte[] image = small();
    change.accept(ByteBuffer.wrap(image));
    refuses(image, refusal, text);
  }

  private static void refuses(byte[] image, Class<? extends FormatException> refusal, String text) {
    assertThatThrownBy(() -> open(image)).isInstanceOf(refusal).hasMessageContaining(text);
  }
}
