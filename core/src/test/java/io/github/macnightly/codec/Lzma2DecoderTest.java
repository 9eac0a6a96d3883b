package io.github.macnightly.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMA2InputStream;
import org.tukaani.xz.LZMA2Options;

/** Compares the decoder with the library, which packed the data, on good data and bad. */
class Lzma2DecoderTest {

  private static final int DICTIONARY = 1 << 20;

  /** The bytes before the first packed one of a chunk with properties. */
  private static final int CHUNK = 6;

  @ParameterizedTest
  @ValueSource(ints = {0, 6})
  void unpacksDataOfEveryKind(int preset) throws Exception {
    for (byte[] plain : Samples.all()) {
      byte[] packed = pack(plain, options(preset));
      assertThat(unpack(packed, plain.length, DICTIONARY)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "4,0,4", "0,4,2", "1,3,1", "2,2,0", "3,1,3", "4,0,0", "0,4,4"})
  void unpacksWithAllProperties(int lc, int lp, int pb) throws Exception {
    LZMA2Options options = options(3);
    options.setLcLp(lc, lp);
    options.setPb(pb);
    for (byte[] plain : new byte[][] {Samples.classes(), Samples.text(70_000)}) {
      byte[] packed = pack(plain, options);
      assertThat(unpack(packed, plain.length, DICTIONARY)).isEqualTo(plain);
    }
  }

  /** The result of the second does not refer to that of the first, nor to its last byte. */
  @Test
  void unpacksOneBlockBehindTheOther() throws Exception {
    byte[] one = Samples.noise(4097);
    byte[] other = Samples.text(70_001);
    byte[] packedOne = pack(one, options(2));
    byte[] packedOther = pack(other, options(2));
    byte[] packed = Arrays.copyOf(packedOne, packedOne.length + packedOther.length);
    System.arraycopy(packedOther, 0, packed, packedOne.length, packedOther.length);
    byte[] plain = new byte[one.length + other.length];
    Lzma2Decoder decoder = decoder(packed, plain);
    assertThat(decoder.decode(0, 0, DICTIONARY)).isTrue();
    assertThat(decoder.at()).isEqualTo(packedOne.length);
    assertThat(decoder.length()).isEqualTo(one.length);
    assertThat(decoder.decode(decoder.at(), decoder.length(), DICTIONARY)).isTrue();
    assertThat(decoder.at()).isEqualTo(packed.length);
    assertThat(Arrays.copyOf(plain, one.length)).isEqualTo(one);
    assertThat(Arrays.copyOfRange(plain, one.length, plain.length)).isEqualTo(other);
  }

  @Test
  void reachesBackAsFarAsTheDictionaryAndNoFarther() throws Exception {
    for (int distance : new int[] {4096, 4097, 4112, 6000}) {
      byte[] plain = Samples.periodic(distance, 15_000);
      byte[] packed = pack(plain, options(6));
      assertThat(unpack(packed, plain.length, 4096)).isEqualTo(distance > 4096 ? null : plain);
      agree(packed, plain.length, 4096);
      agree(packed, plain.length, 6144);
    }
  }

  @Test
  void refusesAResultThatDoesNotFit() throws Exception {
    for (byte[] plain : new byte[][] {Samples.text(5000), Samples.noise(5000)}) {
      byte[] packed = pack(plain, options(6));
      assertThat(unpack(packed, 4999, DICTIONARY)).isNull();
      assertThat(unpack(packed, 5000, DICTIONARY)).isEqualTo(plain);
    }
  }

  @Test
  void refusesEveryTruncation() throws Exception {
    for (byte[] plain : new byte[][] {Samples.text(3000), Samples.noise(3000)}) {
      byte[] packed = pack(plain, options(6));
      for (int length = 0; length < packed.length; length++) {
        assertThat(unpack(Arrays.copyOf(packed, length), 3000, DICTIONARY)).isNull();
      }
    }
  }

  @Test
  void refusesAChunkThatLacksWhatItNeeds() {
    for (int control = 0; control < 256; control++) {
      byte[] packed = Samples.bytes(control, 0, 0, 0, 5, 0x5d, 0, 0, 0, 0, 0, 0, 0);
      agree(packed, 1, 4096);
      byte[] later = Samples.bytes(1, 0, 0, 7, control, 0, 0, 0, 5, 0x5d, 0, 0, 0, 0, 0, 0, 0);
      agree(later, 2, 4096);
    }
  }

  @Test
  void refusesPropertiesThatLzma2DoesNotAllow() throws Exception {
    byte[] packed = pack(Samples.text(100), options(6));
    for (int properties = 0; properties < 256; properties++) {
      packed[CHUNK - 1] = (byte) properties;
      agree(packed, 100, 4096);
    }
  }

  @Test
  void judgesEveryChangedByteAsTheLibraryDoes() throws Exception {
    byte[] mixed = Arrays.copyOf(Samples.text(1500), 3000);
    System.arraycopy(Samples.noise(700), 0, mixed, 800, 700);
    for (byte[] plain : new byte[][] {mixed, Samples.periodic(9, 2000), Samples.noise(300)}) {
      byte[] packed = pack(plain, options(6));
      for (int at = 0; at < packed.length; at++) {
        for (int bit = at % 2; bit < 8; bit += 2) {
          byte[] changed = packed.clone();
          changed[at] ^= (byte) (1 << bit);
          agree(changed, plain.length, 4096);
        }
      }
    }
  }

  /** Chunks of all kinds with sizes that are often just right, and bytes that mean nothing. */
  @Test
  void judgesNoiseAsTheLibraryDoes() {
    Random random = new Random(21);
    for (int i = 0; i < 10_000; i++) {
      byte[] packed = new byte[40];
      random.nextBytes(packed);
      int[] header = {0xe0, 0, random.nextInt(30), 0, 5 + random.nextInt(16), 0x5d, 0};
      System.arraycopy(Samples.bytes(header), 0, packed, 0, header.length);
      packed[12 + packed[4]] = 0;
      agree(packed, 1 + packed[2], 4096);
    }
  }

  private static void agree(byte[] packed, int size, int dictionary) {
    assertThat(unpack(packed, size, dictionary)).isEqualTo(library(packed, size, dictionary));
  }

  /** Returns the result, or null when it is refused or is of another size. */
  private static byte[] unpack(byte[] packed, int size, int dictionary) {
    byte[] plain = new byte[size];
    Lzma2Decoder decoder = decoder(packed, plain);
    boolean sound = decoder.decode(0, 0, dictionary);
    return sound && decoder.length() == size ? plain : null;
  }

  private static byte[] library(byte[] packed, int size, int dictionary) {
    try (LZMA2InputStream in = new LZMA2InputStream(new ByteArrayInputStream(packed), dictionary)) {
      byte[] plain = in.readNBytes(size + 1);
      return plain.length == size ? plain : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Makes a decoder of data behind which there are bytes that must not matter. */
  private static Lzma2Decoder decoder(byte[] packed, byte[] plain) {
    byte[] padded = Arrays.copyOf(packed, packed.length + Lzma2Decoder.SLACK);
    Arrays.fill(padded, packed.length, padded.length, (byte) 0x55);
    return new Lzma2Decoder(padded, packed.length, plain);
  }

  private static LZMA2Options options(int preset) throws IOException {
    LZMA2Options options = new LZMA2Options(preset);
    options.setDictSize(DICTIONARY);
    return options;
  }

  private static byte[] pack(byte[] plain, LZMA2Options options) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = options.getOutputStream(new FinishableWrapperOutputStream(packed))) {
      out.write(plain);
    }
    return packed.toByteArray();
  }
}
