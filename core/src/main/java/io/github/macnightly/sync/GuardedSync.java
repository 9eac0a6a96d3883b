package io.github.macnightly.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A synchronisation of a tree that is immutable between runs. */
public final class GuardedSync {

  private static final int ATTEMPTS = 3;

  private final TreeSync sync;
  private final ImmutableFlags flags;

  /** Makes one that lifts and restores the given flags. */
  public GuardedSync(TreeSync sync, ImmutableFlags flags) {
    this.sync = sync;
    this.flags = flags;
  }

  /**
   * Lifts the flags of the target, synchronises, and restores the flags, also when the
   * synchronisation fails or is interrupted.
   *
   * @throws SyncException as {@link TreeSync#sync} does
   */
  public SyncResult sync(SyncRequest request) throws IOException, InterruptedException {
    List<String> notes = new ArrayList<>();
    SyncResult result;
    try {
      flags.lift(request.target()).ifPresent(notes::add);
      result = sync.sync(request);
    } catch (IOException | InterruptedException | RuntimeException e) {
      restoreAfter(e, request.target());
      throw e;
    }
    restore(request.target()).filter(note -> !notes.contains(note)).ifPresent(notes::add);
    return result.withWarnings(notes.stream().map(note -> "immutable flags: " + note).toList());
  }

  private void restoreAfter(Exception cause, Path target) {
    try {
      restore(target);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** An interrupt is put off until the flags are back: the program for it must not be ended. */
  private Optional<String> restore(Path target) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return flags.restore(target);
        } catch (InterruptedException e) {
          interrupted = true;
          if (attempt == ATTEMPTS) {
            return Optional.of("restoring them was interrupted; the next run does it");
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
