package io.github.macnightly.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Disks to store, and the comparison of what comes back. */
final class Disks {

  private Disks() {}

  /** Returns random bytes with every third band zero, as is the one after them. */
  static byte[] withHoles(int size, int bandSize) {
    byte[] disk = new byte[size];
    new Random(3).nextBytes(disk);
    for (int band = 1; band * bandSize < size; band += 3) {
      int end = Math.min(size, (band + 1) * bandSize);
      Arrays.fill(disk, band * bandSize, end, (byte) 0);
    }
    return disk;
  }

  /** Checks the whole in order, and then places of many sizes in any order. */
  static void assertSame(Source disk, byte[] expected) throws IOException {
    assertThat(disk.size()).isEqualTo(expected.length);
    assertThat(disk.stream().readAllBytes()).isEqualTo(expected);
    Random random = new Random(6);
    for (int i = 0; i < 200; i++) {
      int at = random.nextInt(expected.length);
      int most = i % 10 == 0 ? expected.length : 2000;
      int length = random.nextInt(Math.min(most, expected.length - at) + 1);
      assertThat(disk.read(at, length)).isEqualTo(ByteBuffer.wrap(expected, at, length));
    }
  }
}
