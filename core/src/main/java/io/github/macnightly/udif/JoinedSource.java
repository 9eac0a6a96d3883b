package io.github.macnightly.udif;

import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Several sources read as one; none of them is empty. They are closed by whoever opened them. */
final class JoinedSource implements Source {

  private final Source[] parts;

  /** Where each part begins, and at the end where the last one ends. */
  private final long[] starts;

  JoinedSource(List<Source> parts) {
    this.parts = parts.toArray(Source[]::new);
    this.starts = new long[parts.size() + 1];
    for (int i = 0; i < this.parts.length; i++) {
      starts[i + 1] = Math.addExact(starts[i], this.parts[i].size());
    }
  }

  @Override
  public long size() {
    return starts[parts.length];
  }

  @Override
  public int read(long offset, ByteBuffer target) throws IOException {
    if (offset >= size()) {
      return target.hasRemaining() ? -1 : 0;
    }
    int found = Arrays.binarySearch(starts, offset);
    int index = found >= 0 ? found : -found - 2;
    return parts[index].read(offset - starts[index], target);
  }
}
