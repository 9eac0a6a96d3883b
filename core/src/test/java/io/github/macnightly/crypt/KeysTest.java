package io.github.macnightly.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {

  private static final String DATA =
      "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f";

  /** All vectors of RFC 3394, chapter 4: the key that encrypts is 0, 1, 2 and so on. */
  @ParameterizedTest
  @CsvSource({
    "16, 16, 1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5",
    "24, 16, 96778b25ae6ca435f92b5b97c050aed2468ab8a17ad84e5d",
    "32, 16, 64e8c3f9ce0f5ba263e9777905818a2a93c8191e7d6e8ae7",
    "24, 24, 031d33264e15d33268f24ec260743edce1c6c7ddee725a936ba814915c6762d2",
    "32, 24, a8f9bc1612c68b3ff6e6f4fbe30e71e4769c8b80a32cb8958cd5d17d6b254da1",
    "32, 32, 28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"
  })
  void unwrapsAsRfc3394Says(int kekLength, int length, String wrapped) throws IOException {
    byte[] key = Keys.unwrap(kek(kekLength), HexFormat.of().parseHex(wrapped));
    assertThat(HexFormat.of().formatHex(key)).isEqualTo(DATA.substring(0, 2 * length));
  }

  @Test
  void tellsAWrongKeyByTheCheckValue() {
    byte[] wrapped = HexFormat.of().parseHex("1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe4");
    assertThatThrownBy(() -> Keys.unwrap(kek(16), wrapped))
        .isInstanceOfSatisfying(PassphraseException.class, e -> assertThat(e.missing()).isFalse());
  }

  @Test
  void refusesLengthsThatNoKeyHas() {
    for (int length : new int[] {0, 8, 16, 25, 1032}) {
      assertThatThrownBy(() -> Keys.unwrap(kek(16), new byte[length]))
          .isInstanceOf(CorruptException.class);
    }
    assertThatThrownBy(() -> Keys.unwrap(kek(20), new byte[24]))
        .isInstanceOf(CorruptException.class);
  }

  /** RFC 6070; its vector of 16,777,216 iterations is over our limit. */
  @ParameterizedTest
  @CsvSource({
    "password, salt, 1, 0c60c80f961f0e71f3a9b524af6012062fe037a6",
    "password, salt, 2, ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957",
    "password, salt, 4096, 4b007901b765489abead49d926f721d065a429c1",
    "passwordPASSWORDpassword, saltSALTsaltSALTsaltSALTsaltSALTsalt, 4096,"
        + " 3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038"
  })
  void derivesBySha1AsRfc6070Says(String passphrase, String salt, int iterations, String key)
      throws IOException {
    byte[] got =
        Keys.pbkdf2Sha1(passphrase.toCharArray(), utf8(salt), iterations, key.length() / 2);
    assertThat(HexFormat.of().formatHex(got)).isEqualTo(key);
  }

  @Test
  void takesAZeroByteInThePassphrase() throws IOException {
    byte[] got = Keys.pbkdf2Sha1("pass\0word".toCharArray(), utf8("sa\0lt"), 4096, 16);
    assertThat(HexFormat.of().formatHex(got)).isEqualTo("56fa6aa75548099dcc37d7f03425e0c3");
  }

  /** RFC 7914, chapter 11. */
  @ParameterizedTest
  @CsvSource({
    "passwd, salt, 1, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
        + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
    "Password, NaCl, 80000, 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
        + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
  })
  void derivesBySha256AsRfc7914Says(String passphrase, String salt, int iterations, String key)
      throws IOException {
    byte[] got =
        Keys.pbkdf2Sha256(passphrase.toCharArray(), utf8(salt), iterations, key.length() / 2);
    assertThat(HexFormat.of().formatHex(got)).isEqualTo(key);
  }

  /** The keys that Python's hashlib.pbkdf2_hmac makes of the UTF-8 of the same letters. */
  @Test
  void takesThePassphraseAsUtf8() throws IOException {
    char[] passphrase = "p\u00e4ssw\u00f6rd\u20ac\ud83d\ude00".toCharArray();
    assertThat(HexFormat.of().formatHex(Keys.pbkdf2Sha1(passphrase, salt(20), 1000, 24)))
        .isEqualTo("77c96aa79080cc41215da15b986a9ea0c0ec630244990276");
    assertThat(HexFormat.of().formatHex(Keys.pbkdf2Sha256(passphrase, salt(16), 1000, 32)))
        .isEqualTo("ad4c4e00fc7ed2ba90b90b866b99e56a6ca4be765d647e24f821d892c14556d8");
  }

  @Test
  void leavesThePassphraseToItsOwner() throws IOException {
    char[] passphrase = "password".toCharArray();
    Keys.pbkdf2Sha1(passphrase, salt(4), 1, 20);
    assertThat(passphrase).containsExactly("password".toCharArray());
  }

  @Test
  void takesAnEmptyPassphrase() throws IOException {
    assertThat(Keys.pbkdf2Sha1(new char[0], salt(4), 1, 20)).hasSize(20);
  }

  @Test
  void refusesDerivationsThatCannotBe() {
    char[] passphrase = {'a'};
    assertThatThrownBy(() -> Keys.pbkdf2Sha1(passphrase, new byte[0], 1, 20))
        .isInstanceOf(CorruptException.class);
    for (long iterations : List.of(0L, -1L, Long.MIN_VALUE)) {
      assertThatThrownBy(() -> Keys.pbkdf2Sha1(passphrase, salt(4), iterations, 20))
          .isInstanceOf(CorruptException.class);
    }
    for (long iterations : List.of(Keys.MAX_ITERATIONS + 1, 1L << 31, Long.MAX_VALUE)) {
      assertThatThrownBy(() -> Keys.pbkdf2Sha256(passphrase, salt(4), iterations, 20))
          .isInstanceOf(LimitExceededException.class)
          .hasMessageContaining("iterations");
    }
  }

  private static byte[] salt(int length) {
    return utf8("saltsaltsaltsaltsalt".substring(0, length));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] kek(int length) {
    byte[] kek = new byte[length];
    for (int i = 0; i < length; i++) {
      kek[i] = (byte) i;
    }
    return kek;
  }
}
