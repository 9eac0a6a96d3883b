package io.github.macnightly.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.io.CorruptException;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decodes images that Apple's tools wrote and compares the checksums that are in them. */
class FoundChunksTest {

  private static final int ZERO = 0;
  private static final int RAW = 1;
  private static final int ADC = 0x80000004;
  private static final int LZFSE = 0x80000007;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "etcher-test-adc.dmg",
        "newtua-dmg_adc.dmg",
        "made-newfs-adc.dmg",
        "etcher-test-lzfse.dmg",
        "newtua-dmg_lzfse.dmg"
      })
  void decodesAllChunksOfAnImage(String image) throws Exception {
    List<UdifChunks> all = UdifChunks.of(Samples.found(image));
    assertThat(all).isNotEmpty();
    for (UdifChunks chunks : all) {
      CRC32 crc = new CRC32();
      for (UdifChunks.Run run : chunks.runs()) {
        crc.update(decode(run));
      }
      assertThat((int) crc.getValue()).isEqualTo(chunks.crc());
    }
  }

  private static byte[] decode(UdifChunks.Run run) throws CorruptException {
    return switch (run.type()) {
      case ZERO -> new byte[run.size()];
      case RAW -> run.packed();
      case ADC -> Codecs.adc("test", 0, run.packed(), run.size());
      case LZFSE -> Codecs.lzfse("test", 0, run.packed(), run.size());
      default -> throw new AssertionError("a run of type " + run.type());
    };
  }
}
