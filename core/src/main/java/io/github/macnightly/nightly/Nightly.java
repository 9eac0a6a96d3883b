package io.github.macnightly.nightly;

import io.github.macnightly.config.Configuration;
import io.github.macnightly.config.Key;
import io.github.macnightly.files.LockHeldException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** A nightly run. */
public final class Nightly {

  private static final String USUAL_LOCK = "/var/run/macnightly-update.lock";
  private static final String USUAL_LOG = "/var/log/macnightly.log";

  private final NightlyContext context;

  /** Makes a run; nothing is read or written yet. */
  public Nightly(NightlyContext context) {
    this.context = context;
  }

  /**
   * Tells what a run would do and why. Nothing is written, and nothing is fetched but the index of
   * the packages.
   */
  public NightlyReport plan(NightlyOptions options) throws InterruptedException {
    return new Chain(new Work(context, context.packages().install().log()), options).plan();
  }

  /**
   * Runs: takes the lock, waits unless {@code now}, does the steps, and tells log, history and,
   * when something failed, MAILTO. A failed step is in the report, not an exception. When the
   * thread is interrupted during a step, its child is ended, flags and lock are put right, and the
   * report says so; the interrupt is then used up.
   *
   * @throws LockHeldException when another run holds the lock; MAILTO has been told
   * @throws InterruptedException when interrupted during the wait; nothing has been done then
   * @throws IOException when the lock cannot be taken
   */
  public NightlyReport run(NightlyOptions options) throws IOException, InterruptedException {
    if (options.dryRun()) {
      return plan(options);
    }
    Work rooted = new Work(context, context.packages().install().log());
    Path file = rooted.file(Key.LOGFILE, USUAL_LOG);
    try (RunLog log = RunLog.open(file, rooted.clock(), rooted.log())) {
      Work work = new Work(context.withComplaints(log.and(context.complaints())), log);
      try (Hold hold = take(work)) {
        if (!options.now()) {
          await(work, hold);
        }
        return finished(work, log, options);
      }
    }
  }

  private Hold take(Work work) throws IOException, InterruptedException {
    Path file = work.file(Key.LOCKFILE, USUAL_LOCK);
    try {
      return Hold.take(file, work.clock(), context.environment());
    } catch (LockHeldException e) {
      String waiting = Hold.waiting(file, e);
      String text = e.getMessage() + (waiting.isEmpty() ? "" : "; that run " + waiting);
      if (!waiting.isEmpty()) {
        work.log().note("the run that holds the lock " + waiting);
      }
      work.log().detail("not run: " + text);
      new Post(work).send("macnightly on " + work.host().name() + ": not run", text + "\n");
      throw e;
    }
  }

  private void await(Work work, Hold hold) throws IOException, InterruptedException {
    Configuration configuration = context.configuration();
    Duration wait =
        configuration.splayByHost()
            ? Splay.ofHost(configuration.splay(), work.host().name())
            : Splay.random(configuration.splay(), context.random());
    if (wait.isZero()) {
      return;
    }
    String until = work.clock().instant().plus(wait).truncatedTo(ChronoUnit.SECONDS).toString();
    work.log().note("waiting " + words(wait) + ", until " + until);
    hold.sayWaiting("waits until " + until + " before it begins");
    try {
      context.sleeper().sleep(wait);
    } finally {
      hold.sayRunning();
    }
  }

  private static String words(Duration wait) {
    return wait.toMinutes() > 0 ? wait.toMinutes() + " min" : wait.toSeconds() + " s";
  }

  private NightlyReport finished(Work work, RunLog log, NightlyOptions options)
      throws InterruptedException {
    History history = new History(work.state(), log);
    history.begin();
    boolean mayHandOver = !Hold.isSuccessor(context.environment());
    NightlyReport report = new Chain(work, options).run(history, mayHandOver);
    history.end(report);
    log.write(report.text());
    // The successor has sent its own mail.
    if (report.failures() > 0 && !report.interrupted()) {
      new Post(work).send(ReportText.heading(report), report.text());
    }
    return report;
  }
}
