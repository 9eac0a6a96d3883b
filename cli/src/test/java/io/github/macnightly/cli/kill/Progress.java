package io.github.macnightly.cli.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How a run goes: the time it takes to each line that it says, and from the last one to its end.
 * Moments are told by lines, so that a machine that is busier the next time does not move them all
 * to the beginning of the run.
 *
 * @param gaps in nanoseconds
 */
record Progress(List<Long> gaps) {

  private static final int KILLED = 128 + 9;
  private static final int LINES = 10;

  /** Watches a run that nobody disturbs. */
  static Progress of(Process process) throws IOException, InterruptedException {
    List<Long> gaps = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    try (BufferedReader said = said(process)) {
      long last = System.nanoTime();
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        gaps.add(System.nanoTime() - last);
        lines.add(line);
        last = System.nanoTime();
      }
      int status = process.waitFor();
      gaps.add(System.nanoTime() - last);
      if (status != 0) {
        throw new IllegalStateException("undisturbed it ended with " + status + ": " + lines);
      }
    }
    if (gaps.size() < LINES) {
      throw new IllegalStateException("too few lines to tell moments by: " + lines);
    }
    return new Progress(gaps);
  }

  private static BufferedReader said(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
  }

  /**
   * Kills a run.
   *
   * @param moment from 0, its start, to 1, its end; each gap is an equal part
   * @return whether it was alive
   */
  boolean kill(Process process, double moment) throws IOException, InterruptedException {
    int gap = (int) (moment * gaps.size());
    try (BufferedReader said = said(process)) {
      for (int i = 0; i < gap && said.readLine() != null; i++) {
        continue;
      }
      double part = moment * gaps.size() - gap;
      TimeUnit.NANOSECONDS.sleep((long) (part * gaps.get(gap)));
      process.destroyForcibly();
      return process.waitFor() == KILLED;
    }
  }

  long millis() {
    return gaps.stream().mapToLong(Long::longValue).sum() / 1_000_000;
  }
}
