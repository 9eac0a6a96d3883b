package io.github.macnightly.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PiecewiseSourceTest {

  private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7, 0, 0, 0, 0};
  private static final int STORED = 7;

  /** Pieces of three bytes, and zeros behind what is stored. */
  private static final class Threes extends PiecewiseSource {
    private final Source stored = Source.of(Arrays.copyOf(BYTES, STORED));

    @Override
    public long size() {
      return BYTES.length;
    }

    @Override
    protected void readPiece(long offset, ByteBuffer target) throws IOException {
      if (offset >= STORED) {
        zeros(100, target);
      } else {
        assertThat(copy(stored, offset, Math.min(STORED - offset, 3 - offset % 3), target))
            .isTrue();
      }
    }
  }

  @Test
  void everyRangeIsReadOverTheEndsOfPieces() throws IOException {
    for (int offset = 0; offset < BYTES.length; offset++) {
      for (int room = 1; room <= BYTES.length + 2; room++) {
        ByteBuffer target = ByteBuffer.allocate(room + 1).limit(room);

        int count = new Threes().read(offset, target);

        assertThat(count).isEqualTo(Math.min(room, BYTES.length - offset));
        assertThat(target.limit()).isEqualTo(room);
        assertThat(Arrays.copyOf(target.array(), count))
            .isEqualTo(Arrays.copyOfRange(BYTES, offset, offset + count));
      }
    }
  }

  @Test
  void theEndIsToldAndAFullTargetIsNoEnd() throws IOException {
    assertThat(new Threes().read(BYTES.length, ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(new Threes().read(BYTES.length, ByteBuffer.allocate(0))).isZero();
  }

  @Test
  void aSourceThatEndsEarlyIsToldAndTheLimitRestored() throws IOException {
    ByteBuffer target = ByteBuffer.allocate(9);

    assertThat(PiecewiseSource.copy(Source.of(new byte[] {1, 2}), 1, 4, target)).isFalse();
    assertThat(target.position()).isEqualTo(1);
    assertThat(target.limit()).isEqualTo(9);
  }
}
