package io.github.macnightly.process;

import java.io.IOException;

/** Runs another program to its end or to its deadline. */
@FunctionalInterface
public interface ProcessRunner {

  /**
   * Runs a program and waits for it.
   *
   * @return how it ended; an exit code other than 0 and a passed deadline are results, not failures
   * @throws IOException when the program cannot be started: it is missing or not executable, or its
   *     directory is
   * @throws InterruptedException when the calling thread is interrupted; the program and all that
   *     it started are ended before
   */
  ProcessResult run(ProcessRequest request) throws IOException, InterruptedException;
}
