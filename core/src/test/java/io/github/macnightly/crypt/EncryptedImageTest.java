package io.github.macnightly.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.Bytes;
import io.github.macnightly.fixtures.dmg.EncryptedImages;
import io.github.macnightly.fixtures.dmg.EncryptedImages.Wrap;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EncryptedImageTest {

  private static final Passphrases RIGHT = () -> Optional.of("passphrase".toCharArray());

  @TestFactory
  Stream<DynamicTest> decryptsEveryCombination() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int version : new int[] {1, 2}) {
      for (int bits : new int[] {128, 256}) {
        for (int block : new int[] {512, 4096, 48}) {
          for (Wrap wrap : Wrap.values()) {
            EncryptedImages images =
                EncryptedImages.create().keyBits(bits).blockSize(block).wrap(wrap);
            EncryptedImages chosen = version == 1 ? images.version1() : images;
            String name = version + " AES-" + bits + " in " + block + " by " + wrap;
            tests.add(DynamicTest.dynamicTest(name, () -> decrypts(chosen)));
          }
        }
      }
    }
    return tests.stream();
  }

  private static void decrypts(EncryptedImages images) throws Exception {
    byte[] content = content(100_001);
    try (Source source = EncryptedImage.open(Source.of(images.image(content)), RIGHT)) {
      assertThat(source.size()).isEqualTo(content.length);
      assertThat(source.stream().readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void readsAnyPlaceOfALargeContent() throws Exception {
    byte[] content = content(3_000_000);
    Source source = open(EncryptedImages.create().blockSize(512).image(content));
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      int at = random.nextInt(content.length);
      int length = random.nextInt(Math.min(i % 5 == 0 ? 900_000 : 3000, content.length - at) + 1);
      assertThat(source.read(at, length)).isEqualTo(ByteBuffer.wrap(content, at, length));
    }
  }

  @Test
  void keepsToTheContractAtTheEnds() throws Exception {
    Source source = open(EncryptedImages.create().image(content(5000)));
    assertThat(source.read(5000, ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(source.read(Long.MAX_VALUE, ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(source.read(5000, ByteBuffer.allocate(0))).isZero();
    ByteBuffer past = ByteBuffer.allocateDirect(100);
    assertThat(source.read(4990, past)).isEqualTo(10);
    assertThat(past.position()).isEqualTo(10);
    assertThat(past.limit()).isEqualTo(100);
  }

  @Test
  void takesALastBlockThatIsStoredOnlyAsFarAsItIsUsed() throws Exception {
    byte[] content = content(5000);
    byte[] image = EncryptedImages.create().image(content);
    byte[] cut = Arrays.copyOf(image, image.length - 2 * 4096 + 5008);
    assertThat(open(cut).stream().readAllBytes()).isEqualTo(content);
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    byte[] content = content(300_000);
    Source source = open(EncryptedImages.create().blockSize(512).image(content));
    boolean same =
        IntStream.range(0, 200).parallel().allMatch(i -> reads(source, content, i * 1013));
    assertThat(same).isTrue();
  }

  private static boolean reads(Source source, byte[] content, int at) {
    try {
      return source.read(at, 50_000).equals(ByteBuffer.wrap(content, at, 50_000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void takesAPassphraseOfAnyLetters() throws Exception {
    String letters = "p\u00e4ssw\u00f6rd \u20ac \ud83d\ude00";
    byte[] image = EncryptedImages.create().passphrase(letters).image(content(100));
    Source source = EncryptedImage.open(Source.of(image), () -> Optional.of(letters.toCharArray()));
    assertThat(source.stream().readAllBytes()).isEqualTo(content(100));
  }

  /**
   * The key record of an image that a system of 2026 made, as published with its passphrase to test
   * programs that try passphrases: AES-192 where older images have triple DES.
   */
  @Test
  void opensTheKeysOfAnImageOfARecentSystem() throws Exception {
    HexFormat hex = HexFormat.of();
    byte[] header = EncryptedImages.create().keyBits(256).wrap(Wrap.AES_192).token();
    ByteBuffer record = ByteBuffer.wrap(header).position(96).slice();
    record.putInt(8, 384_615);
    record.put(16, hex.parseHex("20a528dfdc3dc653d5da26923cd7b07d03eda76e"));
    record.put(
        104,
        hex.parseHex(
            "17b5d1683f6cd8b076943f1397d96f2d7a966596bd4c816334f444b26c33b6dd"
                + "1a2f309a375ed9c3a612b5877c75ea6c2f3053fdb4c2b9a477d6291573fcb7cd"));
    Passphrases known = () -> Optional.of("po99oo".toCharArray());
    assertThat(EncryptedImage.unlock(Source.of(header), known).blockSize()).isEqualTo(4096);
    assertThatThrownBy(() -> EncryptedImage.unlock(Source.of(header), RIGHT))
        .isInstanceOf(PassphraseException.class);
  }

  @Test
  void numbersBlocksFromWhereTheFilesContentIs() throws Exception {
    EncryptedImages images = EncryptedImages.create();
    byte[] content = content(10_000);
    byte[] stored = images.blocks(content, 0xfffffff0L);
    Source source =
        EncryptedImage.unlock(Source.of(images.token()), RIGHT)
            .open(Source.of(stored), 0xfffffff0L);
    assertThat(source.read(0, content.length)).isEqualTo(ByteBuffer.wrap(content));
  }

  @Test
  void triesEveryKeyOfAPassphrase() throws Exception {
    byte[] image = EncryptedImages.create().image(content(100));
    // three keys: a certificate's, a passphrase's that is another, the one that is right
    byte[] other = EncryptedImages.create().passphrase("other").token();
    System.arraycopy(other, 96, image, 2000, 616);
    System.arraycopy(image, 96, image, 1000, 616);
    byte[] table =
        new Bytes()
            .u32(3)
            .u32(2)
            .u64(96)
            .u64(616)
            .u32(1)
            .u64(2000)
            .u64(616)
            .u32(1)
            .u64(1000)
            .u64(616)
            .toArray();
    System.arraycopy(table, 0, image, 72, table.length);
    assertThat(open(image).stream().readAllBytes()).isEqualTo(content(100));
  }

  @Test
  void wipesThePassphraseThatItWasGiven() throws Exception {
    char[] given = "passphrase".toCharArray();
    byte[] image = EncryptedImages.create().image(content(100));
    EncryptedImage.open(Source.of(image), () -> Optional.of(given));
    assertThat(given).containsOnly('\0');
  }

  @Test
  void wipesAWrongPassphraseAndDoesNotTellIt() throws Exception {
    char[] given = "secret".toCharArray();
    byte[] image = EncryptedImages.create().image(content(100));
    assertThatThrownBy(() -> EncryptedImage.open(Source.of(image), () -> Optional.of(given)))
        .isInstanceOf(PassphraseException.class)
        .hasMessage("encrypted disk image: the passphrase is wrong");
    assertThat(given).containsOnly('\0');
  }

  @Test
  void saysThatAPassphraseIsNeeded() throws Exception {
    byte[] image = EncryptedImages.create().image(content(100));
    assertThatThrownBy(() -> EncryptedImage.open(Source.of(image), Passphrases.none()))
        .isInstanceOfSatisfying(PassphraseException.class, e -> assertThat(e.missing()).isTrue())
        .hasMessage("encrypted disk image: a passphrase is needed, and none was given");
  }

  @Test
  void knowsItsOwnFilesOnly() throws Exception {
    assertThat(EncryptedImage.isEncrypted(Source.of(new byte[0]))).isFalse();
    assertThat(EncryptedImage.isEncrypted(Source.of("cdsaencr".getBytes()))).isFalse();
    assertThat(EncryptedImage.isEncrypted(Source.of(new byte[2000]))).isFalse();
    assertThat(EncryptedImage.isEncrypted(Source.of("encrcdsa".getBytes()))).isTrue();
    assertThatThrownBy(() -> open(new byte[2000])).isInstanceOf(NotThisFormatException.class);
  }

  @Test
  void closesTheFileWithTheContent() throws Exception {
    boolean[] closed = new boolean[1];
    byte[] image = EncryptedImages.create().image(content(100));
    Source file =
        new Source() {
          @Override
          public long size() {
            return image.length;
          }

          @Override
          public int read(long offset, ByteBuffer target) throws IOException {
            return Source.of(image).read(offset, target);
          }

          @Override
          public void close() {
            closed[0] = true;
          }
        };
    EncryptedImage.open(file, RIGHT).close();
    assertThat(closed[0]).isTrue();
  }

  private static Source open(byte[] image) throws IOException {
    return EncryptedImage.open(Source.of(image), RIGHT);
  }

  private static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(9).nextBytes(content);
    return content;
  }
}
