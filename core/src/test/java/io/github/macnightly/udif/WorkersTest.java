package io.github.macnightly.udif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {

  @Test
  void doesEveryTaskOnce() throws IOException {
    for (int threads : new int[] {1, 3, 100}) {
      AtomicIntegerArray done = new AtomicIntegerArray(50);
      Workers.run(50, threads, done::incrementAndGet);
      for (int i = 0; i < 50; i++) {
        assertThat(done.get(i)).isEqualTo(1);
      }
    }
    Workers.run(0, 4, number -> assertThat(number).isNull());
  }

  @Test
  void doesAsManyAtATimeAsItMay() throws IOException {
    CyclicBarrier together = new CyclicBarrier(3);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Workers.run(
        6,
        3,
        number -> {
          threads.add(Thread.currentThread());
          try {
            together.await(10, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
    assertThat(threads).hasSize(3).contains(Thread.currentThread());
  }

  @Test
  void tellsTheFailureOfTheLowestNumberAndBeginsNothingBehindIt() {
    for (int round = 0; round < 50; round++) {
      Set<Integer> begun = ConcurrentHashMap.newKeySet();
      assertThatThrownBy(
              () ->
                  Workers.run(
                      1000,
                      4,
                      number -> {
                        begun.add(number);
                        if (number >= 20) {
                          throw new IOException("task " + number);
                        }
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("task 20");
      assertThat(begun).hasSizeLessThan(30);
    }
  }

  @Test
  void passesOnWhatIsNoInputError() {
    assertThatThrownBy(() -> Workers.run(3, 2, WorkersTest::overflow))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Workers.run(3, 2, WorkersTest::exhaust))
        .isInstanceOf(OutOfMemoryError.class);
  }

  private static void overflow(int number) {
    Math.addExact(Integer.MAX_VALUE, number + 1);
  }

  private static void exhaust(int number) {
    throw new OutOfMemoryError("test " + number);
  }
}
