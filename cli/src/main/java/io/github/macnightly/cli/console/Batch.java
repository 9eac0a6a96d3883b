package io.github.macnightly.cli.console;

import java.io.IOException;
import java.util.Optional;

/**
 * Several things that a command does one after the other. One that fails is told at once and does
 * not stop the others, except when the others would fail in the same way: when another run holds
 * the lock, or when somebody interrupts.
 */
public final class Batch {

  /** What is done about one thing. */
  public interface Work {
    /** Does it. */
    void run() throws IOException, InterruptedException;
  }

  private final Console console;
  private ExitStatus failure = ExitStatus.OK;
  private int attempts;

  /** A batch whose failures are told on {@code console}. */
  public Batch(Console console) {
    this.console = console;
  }

  /**
   * Does {@code work} about {@code subject}.
   *
   * @return its failure, which has been told; empty when all went well
   */
  public Optional<Failures> attempt(String subject, Work work)
      throws IOException, InterruptedException {
    attempts++;
    console.subject(subject);
    try {
      work.run();
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      Failures failed = Failures.of(e);
      if (failed.status() == ExitStatus.INTERRUPTED || failed.status() == ExitStatus.LOCKED) {
        throw e;
      }
      failure = console.failure(failed, e);
      return Optional.of(failed);
    } finally {
      console.subject("");
    }
  }

  /** Returns what the batch comes to: of one thing its own status, of several that some failed. */
  public ExitStatus status() {
    return failure == ExitStatus.OK || attempts == 1 ? failure : ExitStatus.SOME_FAILED;
  }
}
