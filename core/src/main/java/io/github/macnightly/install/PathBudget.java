package io.github.macnightly.install;

import io.github.macnightly.io.LimitExceededException;

/**
 * Counts the paths of a payload. Each is held in memory until all of it is recorded, so a payload
 * with more than fit is refused at once, instead of after minutes in which the memory runs out.
 */
final class PathBudget {

  /** What a path takes at most while its ledger, its receipt and its bill of materials are made. */
  private static final int BYTES = 768;

  private final long limit;
  private long count;

  /** Has as many as the heap of this process can hold. */
  PathBudget() {
    this(Runtime.getRuntime().maxMemory() / BYTES);
  }

  PathBudget(long limit) {
    this.limit = limit;
  }

  /**
   * Takes one more.
   *
   * @throws LimitExceededException when that is one too many
   */
  void take() throws LimitExceededException {
    if (++count > limit) {
      throw new LimitExceededException(
          "payload", -1, "number of paths that are held in memory", limit);
    }
  }
}
