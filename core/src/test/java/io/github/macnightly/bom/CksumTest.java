package io.github.macnightly.bom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.fixtures.Content;
import io.github.macnightly.fixtures.pkg.PosixChecksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CksumTest {

  /** What {@code cksum} of GNU and of macOS print. */
  @ParameterizedTest
  @CsvSource({"'', 4294967295", "a, 1220704766", "123456789, 930766865", "exec, 3978536659"})
  void isThatOfTheProgram(String text, long sum) {
    assertThat(sum(text.getBytes(StandardCharsets.US_ASCII), 1000)).isEqualTo(sum);
  }

  @Test
  void doesNotDependOnHowTheBytesCome() throws IOException {
    byte[] bytes = new byte[100_003];
    new Random(1).nextBytes(bytes);
    for (int step : new int[] {1, 7, 8191, 8192, 65536, 100_003}) {
      assertThat(sum(bytes, step)).isEqualTo(PosixChecksum.of(Content.of(bytes)));
    }
  }

  private static long sum(byte[] bytes, int step) {
    Cksum sum = new Cksum();
    for (int at = 0; at < bytes.length; at += step) {
      sum.update(bytes, at, Math.min(step, bytes.length - at));
    }
    return sum.value();
  }
}
