package io.github.macnightly.sync;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a synchronisation did.
 *
 * @param changed how many entries were made, changed or deleted; with more output than is kept, at
 *     least so many
 * @param changes the first 1,000 of them, each as {@code WHAT PATH} in rsync's own notation
 * @param newer paths that were left alone because they are newer in the target, the first 1,000;
 *     empty where the program does not tell
 * @param warnings what the administrator should know
 * @param output what rsync printed, errors included
 * @param duration how long it took
 */
public record SyncResult(
    int changed,
    List<String> changes,
    List<String> newer,
    List<String> warnings,
    String output,
    Duration duration) {

  /** The same with more warnings behind those that are there. */
  SyncResult withWarnings(List<String> more) {
    return new SyncResult(changed, changes, newer, join(warnings, more), output, duration);
  }

  private static List<String> join(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
