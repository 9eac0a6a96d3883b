package io.github.macnightly.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

  private static final int THREADS = 4;

  @TempDir Path work;

  @Test
  void threadsThatAskForTheFirstOnesAtTheSameTimeEachGetTheirOwn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int i = 0; i < 20; i++) {
        Path root = work.resolve("root" + i);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<Path>> asked = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
          asked.add(threads.submit(() -> scratch(root, start)));
        }
        Set<Path> got = new HashSet<>();
        for (Future<Path> one : asked) {
          got.add(one.get());
        }
        assertThat(got).hasSize(THREADS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Path scratch(Path root, CyclicBarrier start) throws Exception {
    WorkArea area = WorkArea.at(root);
    start.await();
    return area.scratch("item");
  }
}
