package io.github.macnightly.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.dmg.EncryptedImages;
import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class HostileEncryptedImagesTest {

  private static final Passphrases RIGHT = () -> Optional.of("passphrase".toCharArray());
  private static final int RECORD = 96;

  @Test
  void refusesMoreIterationsThanAreWorthWaitingFor() throws Exception {
    for (int iterations : List.of(5_000_001, Integer.MAX_VALUE, Integer.MIN_VALUE, -1)) {
      header(b -> b.putInt(RECORD + 8, iterations), LimitExceededException.class);
      trailer(b -> b.putInt(48, iterations), LimitExceededException.class);
    }
    header(b -> b.putInt(RECORD + 8, 0), CorruptException.class);
    trailer(b -> b.putInt(48, 0), CorruptException.class);
  }

  @Test
  void countsTheIterationsOfAllKeysTogether() throws Exception {
    header(
        b -> {
          b.putInt(72, 4).putInt(RECORD + 1000 + 8, 1_500_000);
          byte[] record = new byte[616];
          b.get(RECORD, record).put(5000, record).putInt(5000 + 8, 1_500_000);
          for (int entry = 76; entry < 76 + 4 * 20; entry += 20) {
            b.putInt(entry, 1).putLong(entry + 4, 5000).putLong(entry + 12, 616);
          }
        },
        LimitExceededException.class);
  }

  @Test
  void refusesBlocksThatCannotBe() throws Exception {
    for (int size : List.of(0, -4096, 8, 520, Integer.MIN_VALUE)) {
      header(b -> b.putInt(52, size), CorruptException.class);
      trailer(b -> b.putInt(16, size), CorruptException.class);
    }
    header(b -> b.putInt(52, 1 << 30), LimitExceededException.class);
    trailer(b -> b.putInt(16, 1 << 30), LimitExceededException.class);
  }

  @Test
  void refusesContentOutsideOfTheFile() throws Exception {
    for (long size : List.of(-1L, 1L << 20, Long.MAX_VALUE, Long.MAX_VALUE - 3, Long.MIN_VALUE)) {
      header(b -> b.putLong(56, size), CorruptException.class);
      trailer(b -> b.putLong(1256, size), CorruptException.class);
    }
    for (long offset : List.of(-1L, 1L << 30, Long.MAX_VALUE, Long.MIN_VALUE)) {
      header(b -> b.putLong(64, offset), CorruptException.class);
    }
  }

  @Test
  void refusesContentThatRunsIntoTheTrailer() throws Exception {
    trailer(b -> b.putLong(1256, 8193), CorruptException.class);
  }

  @Test
  void refusesManyKeysAndKeysThatAreNowhere() throws Exception {
    header(b -> b.putInt(72, 65), LimitExceededException.class);
    header(b -> b.putInt(72, -1), LimitExceededException.class);
    for (long offset : List.of(-1L, 1L << 40, Long.MAX_VALUE)) {
      header(b -> b.putLong(80, offset), CorruptException.class);
    }
    for (long length : List.of(-1L, 0L, 103L, 1L << 40, Long.MAX_VALUE)) {
      header(b -> b.putLong(88, length), CorruptException.class);
    }
  }

  @Test
  void refusesLengthsThatLieInAKeyRecord() throws Exception {
    for (int length : List.of(-1, 33, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
      header(b -> b.putInt(RECORD + 12, length), CorruptException.class);
      header(b -> b.putInt(RECORD + 48, length), CorruptException.class);
      header(b -> b.putInt(RECORD + 100, length), CorruptException.class);
      trailer(b -> b.putInt(52, length), CorruptException.class);
      trailer(b -> b.putInt(136, length), CorruptException.class);
      trailer(b -> b.putInt(436, length), CorruptException.class);
    }
    header(b -> b.putInt(RECORD + 12, 0), CorruptException.class);
    header(b -> b.putInt(RECORD + 48, 7), CorruptException.class);
    header(b -> b.putInt(RECORD + 100, 47), CorruptException.class);
  }

  @Test
  void refusesAKeyBlobOfAnotherAesThanTheHeaders() throws Exception {
    header(b -> b.putInt(24, 256), CorruptException.class);
  }

  @Test
  void namesWhatIsNotRead() throws Exception {
    header(b -> b.putInt(8, 3), UnsupportedFormatException.class, "version 3");
    header(b -> b.putInt(20, 17), UnsupportedFormatException.class, "encryption algorithm 17");
    header(b -> b.putInt(16, 6), UnsupportedFormatException.class, "encryption mode 6");
    header(b -> b.putInt(24, 192), UnsupportedFormatException.class, "192 bits");
    header(b -> b.putInt(32, 256), UnsupportedFormatException.class, "HMAC key");
    header(b -> b.putInt(RECORD, 104), UnsupportedFormatException.class, "derivation 104");
    header(b -> b.putInt(RECORD + 88, 6), UnsupportedFormatException.class, "algorithm 6");
    trailer(b -> b.putInt(1264, 7), UnsupportedFormatException.class, "version 7");
    trailer(b -> b.putInt(100, 0), UnsupportedFormatException.class, "0 bits");
  }

  @Test
  void saysThatACertificateIsNeeded() throws Exception {
    assertThatThrownBy(
            () ->
                EncryptedImage.open(
                    Source.of(EncryptedImages.create().keyType(2).image(new byte[100])), RIGHT))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("certificate");
  }

  @Test
  void asksForNoPassphraseWhenTheHeaderIsBad() throws Exception {
    byte[] image = EncryptedImages.create().image(new byte[100]);
    ByteBuffer.wrap(image).putInt(52, 0);
    assertThatThrownBy(
            () ->
                EncryptedImage.open(
                    Source.of(image),
                    () -> {
                      throw new AssertionError("asked");
                    }))
        .isInstanceOf(CorruptException.class);
  }

  @Test
  void refusesAHeaderThatIsCutAnywhere() throws Exception {
    byte[] image = EncryptedImages.create().image(new byte[100]);
    for (int length = 8; length < 820; length += 3) {
      Source cut = Source.of(Arrays.copyOf(image, length));
      assertThatThrownBy(() -> EncryptedImage.open(cut, RIGHT))
          .isInstanceOf(CorruptException.class);
    }
  }

  @Test
  void refusesMoreBlocksThanTheirNumbersCount() throws Exception {
    BlockCipher cipher = EncryptedImage.unlock(Source.of(EncryptedImages.create().token()), RIGHT);
    Source blocks = Source.of(new byte[8192]);
    assertThat(cipher.open(blocks, 0xfffffffeL).size()).isEqualTo(8192);
    assertThatThrownBy(() -> cipher.open(blocks, 0xffffffffL))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> cipher.open(blocks, Long.MAX_VALUE))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> cipher.open(Source.of(new byte[8190]), 0))
        .isInstanceOf(CorruptException.class);
  }

  private static void header(Consumer<ByteBuffer> change, Class<? extends FormatException> refusal)
      throws Exception {
    header(change, refusal, "");
  }

  private static void header(
      Consumer<ByteBuffer> change, Class<? extends FormatException> refusal, String text)
      throws Exception {
    byte[] image = EncryptedImages.create().image(new byte[8000]);
    change.accept(ByteBuffer.wrap(image));
    refuses(image, refusal, text);
  }

  private static void trailer(Consumer<ByteBuffer> change, Class<? extends FormatException> refusal)
      throws Exception {
    trailer(change, refusal, "");
  }

  private static void trailer(
      Consumer<ByteBuffer> change, Class<? extends FormatException> refusal, String text)
      throws Exception {
    byte[] image = EncryptedImages.create().version1().image(new byte[8000]);
    change.accept(ByteBuffer.wrap(image, image.length - 1276, 1276).slice());
    refuses(image, refusal, text);
  }

  private static void refuses(byte[] image, Class<? extends FormatException> refusal, String text) {
    assertThatThrownBy(() -> EncryptedImage.open(Source.of(image), RIGHT))
        .isInstanceOf(refusal)
        .hasMessageContaining(text)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
