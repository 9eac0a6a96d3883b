package io.github.macnightly.udif;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The chunks decoded last, up to a number of bytes; the newest one stays whatever its size. */
final class ChunkCache {

  private final long limit;
  private final Map<Integer, byte[]> chunks = new LinkedHashMap<>(16, 0.75f, true);
  private long held;

  /**
   * Makes an empty cache.
   *
   * @param limit bytes
   */
  ChunkCache(long limit) {
    this.limit = limit;
  }

  /** Returns null when the chunk is not here. */
  synchronized byte[] get(int index) {
    return chunks.get(index);
  }

  synchronized void put(int index, byte[] chunk) {
    byte[] replaced = chunks.put(index, chunk);
    held += chunk.length - (replaced == null ? 0 : replaced.length);
    Iterator<byte[]> oldest = chunks.values().iterator();
    while (held > limit && chunks.size() > 1) {
      held -= oldest.next().length;
      oldest.remove();
    }
  }
}
