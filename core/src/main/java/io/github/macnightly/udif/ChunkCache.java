package io.github.macnightly.udif;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The chunks used last, up to a number of bytes; the newest one stays whatever its size. Whoever
 * wants a chunk that another thread is decoding waits for it; a chunk that is here costs no lock.
 */
final class ChunkCache {

  /** What even an empty chunk counts for, so that a search through all of them is short. */
  private static final int LEAST = 1 << 16;

  private final long limit;
  private final Map<Integer, Slot> slots = new ConcurrentHashMap<>();
  private final AtomicLong clock = new AtomicLong();
  private long held;

  /** Gets a chunk that is not here. */
  interface Decoder {
    byte[] decode(int index) throws IOException;
  }

  /** A chunk, or the place of one that is being decoded; null when that failed. */
  private static final class Slot extends CompletableFuture<byte[]> {
    private volatile long used;
  }

  /**
   * Makes an empty cache.
   *
   * @param limit bytes
   */
  ChunkCache(long limit) {
    this.limit = limit;
  }

  /** Returns a chunk, which the caller must not change. */
  byte[] get(int index, Decoder decoder) throws IOException {
    while (true) {
      Slot slot = slots.get(index);
      if (slot == null) {
        Slot mine = new Slot();
        slot = slots.putIfAbsent(index, mine);
        if (slot == null) {
          return fill(index, mine, decoder);
        }
      }
      byte[] chunk = slot.join();
      if (chunk != null) {
        slot.used = clock.incrementAndGet();
        return chunk;
      }
      // the other thread has failed; this one shall have a failure of its own
    }
  }

  private byte[] fill(int index, Slot mine, Decoder decoder) throws IOException {
    byte[] chunk = null;
    try {
      chunk = decoder.decode(index);
      mine.used = clock.incrementAndGet();
      return chunk;
    } finally {
      if (chunk == null) {
        slots.remove(index, mine);
      }
      mine.complete(chunk);
      if (chunk != null) {
        makeRoom(chunk.length, mine);
      }
    }
  }

  /** A chunk may be dropped before it is counted here; the two then cancel each other. */
  private synchronized void makeRoom(int length, Slot newest) {
    held += Math.max(LEAST, length);
    while (held > limit) {
      Integer oldest = oldest(newest);
      if (oldest == null) {
        return;
      }
      byte[] dropped = slots.remove(oldest).join();
      held -= Math.max(LEAST, dropped.length);
    }
  }

  /** Returns the chunk that was used longest ago; null when there is none but the newest. */
  private Integer oldest(Slot newest) {
    Integer oldest = null;
    long used = Long.MAX_VALUE;
    for (Map.Entry<Integer, Slot> entry : slots.entrySet()) {
      Slot slot = entry.getValue();
      if (slot != newest && slot.used < used && slot.getNow(null) != null) {
        oldest = entry.getKey();
        used = slot.used;
      }
    }
    return oldest;
  }
}
