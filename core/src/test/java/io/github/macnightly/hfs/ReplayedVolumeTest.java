package io.github.macnightly.hfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pieces laid over a volume, against the same bytes copied. */
class ReplayedVolumeTest {

  private static final int SIZE = 4000;

  @Test
  void readsWhatWasPutLastWhateverItCovers() throws IOException {
    Random random = new Random(5);
    byte[] volume = new byte[SIZE];
    random.nextBytes(volume);
    for (int round = 0; round < 50; round++) {
      ReplayedVolume replayed = new ReplayedVolume(Source.of(volume));
      byte[] expected = volume.clone();
      for (int i = 0; i < 40; i++) {
        int length = random.nextInt(300);
        int to = random.nextInt(SIZE - length + 1);
        int from = random.nextInt(SIZE - length + 1);
        replayed.put(to, from, length);
        System.arraycopy(volume, from, expected, to, length);

        assertThat(replayed.read(0, SIZE).array()).isEqualTo(expected);
      }
    }
  }

  @Test
  void readsPartsAndEndsWhereTheVolumeEnds() throws IOException {
    ReplayedVolume replayed = new ReplayedVolume(Source.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    replayed.put(2, 0, 4);
    ByteBuffer four = ByteBuffer.allocate(4);

    assertThat(replayed.read(5, four)).isEqualTo(3);
    assertThat(four.array()).containsExactly(4, 7, 8, 0);
    assertThat(replayed.read(8, four)).isEqualTo(-1);
    assertThat(replayed.read(3, 2).array()).containsExactly(2, 3);
  }
}
