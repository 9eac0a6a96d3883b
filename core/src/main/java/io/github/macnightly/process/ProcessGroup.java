package io.github.macnightly.process;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A child with all that it started, to be ended as one. */
final class ProcessGroup {

  private static final long POLL_MILLIS = 20;
  private static final Duration SIGNAL_DEADLINE = Duration.ofSeconds(2);

  private final ProcessHandle leader;
  private final Grouping grouping;
  private final Duration grace;

  /**
   * Makes a group.
   *
   * @param leader the process that was launched
   * @param grouping how it was given a process group
   * @param grace how long its members may take to end after a SIGTERM
   */
  ProcessGroup(ProcessHandle leader, Grouping grouping, Duration grace) {
    this.leader = leader;
    this.grouping = grouping;
    this.grace = grace;
  }

  /**
   * Ends the child and all that it started: SIGTERM, the grace, SIGKILL. Not hurried by an
   * interrupt, which stays set.
   */
  void end() {
    long group = leader.isAlive() ? grouping.group(leader) : Grouping.NONE;
    Set<ProcessHandle> members = members();
    members.forEach(ProcessHandle::destroy);
    signal("TERM", group);
    boolean interrupted = awaitEnd(members, group);
    members.addAll(members());
    members.forEach(ProcessHandle::destroyForcibly);
    signal("KILL", group);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends what a child that has ended by itself left running in its group. The number of a group is
   * not given away as long as somebody is in it.
   */
  void endRest() {
    long group = grouping.groupOfEnded(leader);
    if (!signal("TERM", group)) {
      return;
    }
    boolean interrupted = awaitEnd(Set.of(), group);
    signal("KILL", group);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Set<ProcessHandle> members() {
    return new LinkedHashSet<>(Stream.concat(leader.descendants(), Stream.of(leader)).toList());
  }

  private boolean awaitEnd(Set<ProcessHandle> members, long group) {
    boolean interrupted = false;
    long end = System.nanoTime() + grace.toNanos();
    while (System.nanoTime() < end && anyAlive(members, group)) {
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  private static boolean anyAlive(Set<ProcessHandle> members, long group) {
    return members.stream().anyMatch(ProcessHandle::isAlive) || signal("0", group);
  }

  /** Sends a signal to a whole group, which Java cannot; returns whether somebody got it. */
  private static boolean signal(String signal, long group) {
    if (group == Grouping.NONE) {
      return false;
    }
    try {
      Process kill =
          new ProcessBuilder(List.of("/bin/sh", "-c", "kill -s " + signal + " -- -" + group))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return waitUninterrupted(kill) && kill.exitValue() == 0;
    } catch (IOException e) {
      return false; // Without a shell the known descendants are all that can be reached.
    }
  }

  private static boolean waitUninterrupted(Process kill) {
    boolean interrupted = false;
    long end = System.nanoTime() + SIGNAL_DEADLINE.toNanos();
    try {
      while (true) {
        try {
          return kill.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
