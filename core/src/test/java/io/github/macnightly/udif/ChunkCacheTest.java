package io.github.macnightly.udif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.macnightly.io.CorruptException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChunkCacheTest {

  private static final int SIZE = 100_000;

  private final List<Integer> decoded = Collections.synchronizedList(new ArrayList<>());
  private final ChunkCache cache = new ChunkCache(3 * SIZE);

  @Test
  void dropsWhatWasUsedLongestAgo() throws IOException {
    for (int index : new int[] {0, 1, 2, 0, 3, 0, 2, 3, 1}) {
      assertThat(get(index)).hasSize(SIZE);
    }
    assertThat(decoded).containsExactly(0, 1, 2, 3, 1);
  }

  @Test
  void keepsTheNewestWhateverItsSize() throws IOException {
    get(0);
    byte[] large = cache.get(7, index -> new byte[20 * SIZE]);
    assertThat(cache.get(7, this::decode)).isSameAs(large);
    get(0);
    get(7);
    assertThat(decoded).containsExactly(0, 0, 7);
  }

  @Test
  void countsSmallChunksForMoreThanTheyAre() throws IOException {
    for (int i = 0; i < 100; i++) {
      cache.get(i, index -> new byte[1]);
    }
    for (int i = 99; i >= 0; i--) {
      cache.get(i, this::decode);
    }
    assertThat(decoded).hasSizeBetween(95, 97);
  }

  @Test
  void asksAgainAfterAFailure() throws IOException {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> cache.get(5, ChunkCacheTest::fail))
          .isInstanceOf(CorruptException.class);
    }
    assertThat(get(5)).hasSize(SIZE);
  }

  @Test
  void decodesAChunkOnceForAllThreadsThatWaitForIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<byte[]>> results = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      results.add(threads.submit(() -> cache.get(9, index -> slowly(begun, go))));
    }
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(get(1)).hasSize(SIZE); // another chunk does not wait
    go.countDown();
    for (Future<byte[]> result : results) {
      assertThat(result.get()).isSameAs(results.get(0).get());
    }
    assertThat(decoded).containsExactly(1, 9);
    threads.shutdown();
  }

  @Test
  void givesEachWaitingThreadAFailureOfItsOwn() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> results = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      results.add(
          threads.submit(
              () ->
                  assertThatThrownBy(
                          () ->
                              cache.get(
                                  3,
                                  index -> {
                                    failures.incrementAndGet();
                                    return fail(index);
                                  }))
                      .isInstanceOf(CorruptException.class)));
    }
    for (Future<?> result : results) {
      result.get(10, TimeUnit.SECONDS);
    }
    assertThat(failures).hasValue(40);
    threads.shutdown();
  }

  private byte[] slowly(CountDownLatch begun, CountDownLatch go) {
    begun.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return decode(9);
  }

  private byte[] get(int index) throws IOException {
    return cache.get(index, this::decode);
  }

  private byte[] decode(int index) {
    decoded.add(index);
    return new byte[SIZE];
  }

  private static byte[] fail(int index) throws CorruptException {
    throw new CorruptException("test", index, "no such chunk");
  }
}
