package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
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
              new Step(Step.Kind.DIRECTORY, "/a", null, null, 0, 0, 0755, -1),
              new Step(Step.Kind.REPLACE, "/a/b", "/s", "/k", Long.MAX_VALUE, 2, -1, 0555)));

  @Test
  void readsWhatItWrote() throws CorruptException {
    assertThat(Journal.decode(JOURNAL.encode())).isEqualTo(JOURNAL);
  }

  @Test
  void refusesEveryPrefixOfItself() {
    byte[] whole = JOURNAL.encode();
    for (int n = 0; n < whole.length; n++) {
      byte[] part = Arrays.copyOf(whole, n);
      assertThatThrownBy(() -> Journal.decode(part)).isInstanceOf(CorruptException.class);
    }
  }

  @Test
  void refusesMutants() {
    Random random = new Random(20261120);
    for (int i = 0; i < 500; i++) {
      byte[] mutant = JOURNAL.encode();
      mutant[random.nextInt(mutant.length - 1)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> Journal.decode(mutant)).isInstanceOf(CorruptException.class);
    }
  }
}
