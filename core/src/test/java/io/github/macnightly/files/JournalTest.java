package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JournalTest {

  private static final Journal JOURNAL =
      new Journal(
          "ID-1",
          "Caf\u00e9 \u4e2d.app",
          "2026-11-20T03:04:05Z",
          List.of(
              new Step(Step.Kind.DIRECTORY, "/a", null, null, 0, 0, 0755, -1, "0:80"),
              new Step(Step.Kind.REPLACE, "/a/b", "/s", "/k", Long.MAX_VALUE, 2, -1, 0555, null)));

  private static byte[] written() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JOURNAL.write(bytes);
    return bytes.toByteArray();
  }

  @Test
  void readsWhatItWrote() throws IOException {
    assertThat(Journal.read(Source.of(written()))).isEqualTo(JOURNAL);
  }

  @Test
  void refusesEveryPrefixOfItself() throws IOException {
    byte[] whole = written();
    for (int n = 0; n < whole.length; n++) {
      byte[] part = Arrays.copyOf(whole, n);
      assertThatThrownBy(() -> Journal.read(Source.of(part))).isInstanceOf(CorruptException.class);
    }
  }

  @Test
  void refusesMutants() throws IOException {
    Random random = new Random(20261120);
    for (int i = 0; i < 500; i++) {
      byte[] mutant = written();
      mutant[random.nextInt(mutant.length - 1)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> Journal.read(Source.of(mutant)))
          .isInstanceOf(CorruptException.class);
    }
  }
}
