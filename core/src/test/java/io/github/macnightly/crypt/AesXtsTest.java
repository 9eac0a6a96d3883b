package io.github.macnightly.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.Sha256;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AesXtsTest {

  private static final byte[] KEY_1 = HexFormat.of().parseHex("27182818284590452353602874713526");
  private static final byte[] KEY_2 = HexFormat.of().parseHex("31415926535897932384626433832795");

  /** The ciphertext of vector 6 of IEEE 1619-2007, which vectors 4 and 5 lead to. */
  private static final String VECTOR_6 =
      "fa762a3680b76007928ed4a4f49a9456031b704782e65e16cecb54ed7d017b5e"
          + "18abd67b338e81078f21edb7868d901ebe9c731a7c18b5e6dec1d6a72e078ac9"
          + "a4262f860beefa14f4e821018272e411a951502b6e79066e84252c3346f3aa62"
          + "344351a291d4bedc7a07618bdea2af63145cc7a4b8d4070691ae890cd65733e7"
          + "946e9021a1dffc4c59f159425ee6d50ca9b135fa6162cea18a939838dc000fb3"
          + "86fad086acce5ac07cb2ece7fd580b00cfa5e98589631dc25e8e2a3daf2ffdec"
          + "26531659912c9d8f7a15e5865ea8fb5816d6207052bd7128cd743c12c8118791"
          + "a4736811935eb982a532349e31dd401e0b660a568cb1a4711f552f55ded59f1f"
          + "15bf7196b3ca12a91e488ef59d64f3a02bf45239499ac6176ae321c4a211ec54"
          + "5365971c5d3f4f09d4eb139bfdf2073d33180b21002b65cc9865e76cb24cd92c"
          + "874c24c18350399a936ab3637079295d76c417776b94efce3a0ef7206b151105"
          + "19655c956cbd8b2489405ee2b09a6b6eebe0c53790a12a8998378b33a5b71159"
          + "625f4ba49d2a2fdba59fbf0897bc7aabd8d707dc140a80f0f309f835d3da54ab"
          + "584e501dfa0ee977fec543f74186a802b9a37adb3e8291eca04d66520d229e60"
          + "401e7282bef486ae059aa70696e0e305d777140a7a883ecdcb69b9ff938e8a42"
          + "31864c69ca2c2043bed007ff3e605e014bcf518138dc3a25c5e236171a2d01d6";

  private final AesXts xts = new AesXts(KEY_1, KEY_2);

  @Test
  void decryptsTheVectorsOfTheStandard() throws IOException {
    byte[] data = HexFormat.of().parseHex(VECTOR_6);
    xts.decrypt(data, 0, 512, 2);
    assertThat(HexFormat.of().formatHex(data)).startsWith("264d3ca8512194fec312c8c9891f279f");
    xts.decrypt(data, 0, 512, 1);
    assertThat(HexFormat.of().formatHex(data)).startsWith("27a7479befa1d476489f308cd4cfa6e2");
    xts.decrypt(data, 0, 512, 0);
    for (int i = 0; i < 512; i++) {
      assertThat(data[i]).isEqualTo((byte) i);
    }
  }

  /** The digest is of what OpenSSL, through Python's cryptography, decrypts unit by unit. */
  @Test
  void decryptsManyUnitsWithLargeNumbersAsOpenSslDoes() throws IOException {
    byte[] data = pattern();
    xts.decrypt(data, 0, data.length, 0x123456789abcL);
    assertThat(Sha256.hex(data))
        .isEqualTo("85ebdfb817a02d6d9c417c64c77658da85d1b1d2fe6cc51aa1e4f352e03a7f5f");
  }

  @Test
  void touchesOnlyTheGivenPart() throws IOException {
    byte[] whole = pattern();
    xts.decrypt(whole, 0, whole.length, 5);
    byte[] part = pattern();
    xts.decrypt(part, 3 * 512, 7 * 512, 8);
    byte[] expected = pattern();
    System.arraycopy(whole, 3 * 512, expected, 3 * 512, 7 * 512);
    assertThat(part).isEqualTo(expected);
  }

  @Test
  void servesManyThreadsAtOnce() throws IOException {
    byte[] expected = pattern();
    xts.decrypt(expected, 0, expected.length, 77);
    assertThat(IntStream.range(0, 64).parallel().allMatch(i -> decryptsTo(expected))).isTrue();
  }

  private boolean decryptsTo(byte[] expected) {
    byte[] data = pattern();
    try {
      xts.decrypt(data, 0, data.length, 77);
    } catch (IOException e) {
      return false;
    }
    return Arrays.equals(data, expected);
  }

  @Test
  void keepsItsKeysWhenTheirOwnerWipesThem() throws IOException {
    byte[] key = KEY_1.clone();
    AesXts kept = new AesXts(key, KEY_2);
    Arrays.fill(key, (byte) 0);
    byte[] data = HexFormat.of().parseHex(VECTOR_6);
    kept.decrypt(data, 0, 512, 2);
    assertThat(HexFormat.of().formatHex(data)).startsWith("264d3ca8512194fec312c8c9891f279f");
  }

  @Test
  void wantsWholeUnitsAndKeysOf128Bits() {
    assertThatThrownBy(() -> xts.decrypt(new byte[600], 0, 600, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AesXts(new byte[32], KEY_2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] pattern() {
    byte[] data = new byte[200 * 512];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i * 7 + i / 512);
    }
    return data;
  }
}
