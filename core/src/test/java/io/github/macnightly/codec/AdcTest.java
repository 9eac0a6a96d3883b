package io.github.macnightly.codec;

import static io.github.macnightly.codec.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.fixtures.codec.AdcEncoder;
import io.github.macnightly.io.CorruptException;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AdcTest {

  @Test
  void decodesLiteralsAndBothKindsOfMatch() throws Exception {
    byte[] packed = bytes(0x83, 'a', 'b', 'c', 'd', 0x04, 0x03, 0x41, 0x00, 0x01, 0x80, '!');
    assertThat(decode(packed, 14)).isEqualTo("abcdabcdcdcdc!".getBytes());
  }

  @Test
  void reachesAsFarAsItsDistancesGo() throws Exception {
    byte[] start = Samples.noise(65_536);
    byte[] packed = Arrays.copyOf(AdcEncoder.encode(start), AdcEncoder.encode(start).length + 5);
    byte[] matches = bytes(0x7f, 0xff, 0xff, 0x3f, 0xff);
    System.arraycopy(matches, 0, packed, packed.length - 5, 5);

    byte[] plain = decode(packed, 65_536 + 67 + 18);

    assertThat(Arrays.copyOfRange(plain, 65_536, 65_536 + 67)).isEqualTo(Arrays.copyOf(start, 67));
    assertThat(Arrays.copyOfRange(plain, 65_603, 65_621))
        .isEqualTo(Arrays.copyOfRange(plain, 65_603 - 1024, 65_621 - 1024));
  }

  @Test
  void decodesWhatAnEncoderMakes() throws Exception {
    for (byte[] plain : Samples.all()) {
      assertThat(decode(AdcEncoder.encode(plain), plain.length)).isEqualTo(plain);
    }
  }

  @Test
  void refusesAMatchBeforeTheStart() {
    refuses(() -> decode(bytes(0x80, 'a', 0x00, 0x01), 4), "reaches back 2 bytes after 1");
    refuses(() -> decode(bytes(0x40, 0xff, 0xff), 4), "reaches back 65536 bytes after 0");
  }

  @Test
  void refusesDataThatIsCutOff() throws Exception {
    byte[] packed = AdcEncoder.encode(Samples.text(3000));
    for (int size = 0; size < packed.length; size++) {
      byte[] cut = Arrays.copyOf(packed, size);
      refuses(() -> decode(cut, 3000), "data ends after");
    }
  }

  @Test
  void refusesDataOfAnotherSize() {
    byte[] packed = AdcEncoder.encode(Samples.text(3000));
    refuses(() -> decode(packed, 2999), "ADC data is longer than 2999");
    refuses(() -> decode(packed, 3001), "ADC data ends after 3000 of 3001 bytes");
    refuses(() -> decode(packed, 0), "longer than 0");
  }

  private static byte[] decode(byte[] packed, int expected) throws CorruptException {
    return Codecs.adc("test", 7, packed, expected);
  }

  private static void refuses(ThrowingCallable decoding, String message) {
    assertThatThrownBy(decoding)
        .isInstanceOf(CorruptException.class)
        .hasMessageContainingAll("test: ", message, "(at byte 7)");
  }
}
