package io.github.macnightly.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of this machine, each in a process group of its own. Safe for many threads. */
public final class SystemProcessRunner implements ProcessRunner {

  private static final Duration FOREVER = Duration.ofDays(36500); // fits into nanoseconds
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Map<String, String> environment;
  private final Duration grace;
  private final Grouping grouping;
  private final Children children;

  /** Makes a runner with this process's environment and a grace of five seconds. */
  public SystemProcessRunner() {
    this(GRACE);
  }

  /**
   * Makes a runner.
   *
   * @param grace how long a child may take to end after a SIGTERM before it gets a SIGKILL
   */
  public SystemProcessRunner(Duration grace) {
    this(grace, Grouping.best());
  }

  SystemProcessRunner(Duration grace, Grouping grouping) {
    this.environment = System.getenv();
    this.grace = grace;
    this.grouping = grouping;
    this.children = new Children(grouping, grace);
  }

  @Override
  public ProcessResult run(ProcessRequest request) throws IOException, InterruptedException {
    BoundedStreams streams = new BoundedStreams(request);
    ChildExecutor executor = new ChildExecutor(words(request), request, streams, children);
    long start = System.nanoTime();
    Process process = executor.start(request.environment());
    boolean timedOut = !awaitEnd(process, request.deadline());
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    if (request.endsGroup() && !timedOut) {
      children.endRest(process);
    }
    streams.stop();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return result(process, streams, timedOut, duration);
  }

  /** Waits for the end, and brings it about when the deadline passes or we are interrupted. */
  private boolean awaitEnd(Process process, Duration deadline) throws InterruptedException {
    boolean ended = false;
    try {
      Duration bounded = deadline.compareTo(FOREVER) > 0 ? FOREVER : deadline;
      ended = process.waitFor(bounded.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      if (!ended) {
        children.end(process);
      }
    }
    if (!ended) {
      process.waitFor(grace.toNanos(), TimeUnit.NANOSECONDS);
    }
    return ended;
  }

  private List<String> words(ProcessRequest request) throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(request.environment());
    Path directory = request.directory() == null ? Path.of("") : request.directory();
    Path program =
        new ProgramFinder(all).find(request.command().get(0), directory.toAbsolutePath());
    List<String> words =
        new ArrayList<>(
            request.endsGroup() ? grouping.prefixEndingGroup(grace) : grouping.prefix());
    words.add(program.toString());
    words.addAll(request.command().subList(1, request.command().size()));
    return words;
  }

  /** A helper that could not become the program says so in its own name. */
  private static ProcessResult result(
      Process process, BoundedStreams streams, boolean timedOut, Duration duration)
      throws IOException {
    // Only a process in an uninterruptible wait survives a SIGKILL: it counts as killed.
    int code = process.isAlive() ? 137 : process.exitValue();
    String errors = streams.errors();
    if ((code == 126 || code == 127) && errors.startsWith("setsid: ")) {
      throw new IOException("cannot run: " + errors.strip());
    }
    return new ProcessResult(
        code, streams.output(), errors, timedOut, streams.truncated(), duration);
  }
}
