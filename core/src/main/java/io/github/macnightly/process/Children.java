package io.github.macnightly.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.ProcessDestroyer;

/**
 * The children that run now. They have sessions of their own, so the terminal's interrupt does not
 * reach them: when we are told to end, we end them first.
 */
final class Children implements ProcessDestroyer {

  private final Map<Process, ProcessGroup> running = new LinkedHashMap<>();
  private final Grouping grouping;
  private final Duration grace;
  private Thread hook;

  Children(Grouping grouping, Duration grace) {
    this.grouping = grouping;
    this.grace = grace;
  }

  /**
   * Launches a child. The lock is held from before it exists until it is known here, so that the
   * end of this program cannot slip in between and leave it behind.
   *
   * @throws IOException when it cannot be launched, or this program is ending
   */
  synchronized Process launch(ProcessBuilder builder) throws IOException {
    watch();
    Process process = builder.start();
    add(process);
    return process;
  }

  private void watch() throws IOException {
    if (hook != null) {
      return;
    }
    Thread ending = new Thread(this::endAll, "end of the children");
    try {
      Runtime.getRuntime().addShutdownHook(ending);
      hook = ending;
    } catch (IllegalStateException e) {
      throw new IOException("cannot run a program: this program is being ended", e);
    }
  }

  @Override
  public synchronized boolean add(Process process) {
    running.put(process, new ProcessGroup(process.toHandle(), grouping, grace));
    return true;
  }

  @Override
  public synchronized boolean remove(Process process) {
    boolean known = running.remove(process) != null;
    if (running.isEmpty() && hook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
        hook = null;
      } catch (IllegalStateException e) {
        return known; // The hook runs already.
      }
    }
    return known;
  }

  @Override
  public synchronized int size() {
    return running.size();
  }

  /** Ends a child and all that it started; returns when that is done. */
  void end(Process process) {
    new ProcessGroup(process.toHandle(), grouping, grace).end();
  }

  /** Ends what a child that has ended by itself left running; returns when that is done. */
  void endRest(Process process) {
    new ProcessGroup(process.toHandle(), grouping, grace).endRest();
  }

  private void endAll() {
    List<ProcessGroup> groups;
    synchronized (this) {
      groups = new ArrayList<>(running.values());
    }
    groups.parallelStream().forEach(ProcessGroup::end);
  }
}
