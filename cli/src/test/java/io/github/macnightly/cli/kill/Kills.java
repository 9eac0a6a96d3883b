package io.github.macnightly.cli.kill;

import io.github.macnightly.cli.kill.Aftermath.State;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Kills runs, each at another moment, and keeps count. */
final class Kills {

  private static final long SEED = 20060711;

  /** Every so many kills what costs a run of its own is looked at too. */
  private static final int SAMPLE = 4;

  private final Scene scene;
  private final Records records;
  private final String listing;
  private final Map<State, Integer> states = new EnumMap<>(State.class);
  private final List<String> violations = new ArrayList<>();
  private int kills;
  private int hits;
  private int journals;

  Kills(Scene scene, Path reference) throws IOException, InterruptedException, SQLException {
    this.scene = scene;
    this.records = Records.of(reference);
    this.listing = scene.listing(reference);
  }

  /** Kills so many runs, as many at a time as there are processors, of which two are enough. */
  Kills kill(int number) throws Exception {
    Random random = new Random(SEED);
    int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < number; i++) {
        double moment = (i + random.nextDouble()) / number;
        int nth = i;
        all.add(
            workers.submit(
                () -> {
                  kill(nth, moment);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      workers.shutdownNow();
    }
    return this;
  }

  private void kill(int nth, double moment) throws Exception {
    Path root = scene.root("kill " + nth);
    boolean hit = scene.progress.kill(scene.talkative(root).start(), moment);
    awaitOrphans(root);
    boolean pending = Trees.isPending(root);
    Aftermath aftermath = new Aftermath(scene, records, root);
    State state = aftermath.atOnce();
    if (pending || nth % SAMPLE == 0) {
      aftermath.afterRecovery();
    }
    aftermath.afterNextRuns();
    if (pending || nth % SAMPLE == 1) {
      aftermath.requireListing(listing);
    }
    count(hit, pending, state);
    note(String.format("kill %d at %.3f, %s", nth, moment, state), aftermath.violations());
    if (aftermath.violations().isEmpty()) {
      Tool.run("rm", "-rf", root.getParent().toString());
    }
  }

  private static void awaitOrphans(Path root) throws InterruptedException {
    String name = root.getParent().toString() + "/";
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < end
        && ProcessHandle.allProcesses()
            .anyMatch(p -> p.info().commandLine().orElse("").contains(name))) {
      Thread.sleep(10);
    }
  }

  private synchronized void count(boolean hit, boolean pending, State state) {
    kills++;
    hits += hit ? 1 : 0;
    journals += pending ? 1 : 0;
    states.merge(state, 1, Integer::sum);
  }

  private synchronized void note(String kill, List<String> found) {
    found.forEach(violation -> violations.add(kill + ": " + violation));
  }

  /** Returns how many hit a living process. */
  int hits() {
    return hits;
  }

  List<String> violations() {
    return violations;
  }

  @Override
  public String toString() {
    return String.format(
        "%d kills, %d of a living process, %d with an open journal, state %s, %d violations,"
            + " undisturbed %d ms",
        kills, hits, journals, states, violations.size(), scene.progress.millis());
  }
}
