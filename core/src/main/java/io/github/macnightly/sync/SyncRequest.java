package io.github.macnightly.sync;

import java.nio.file.Path;
import java.util.List;

/**
 * What to bring up to date.
 *
 * @param source an rsync address or a local directory; its content is what is synchronised
 * @param target the directory; its missing parents are made
 * @param delete whether to delete what the source does not have
 * @param update whether to leave alone what is newer in the target
 * @param contentsOnly whether modes and owners of what is in the target stay as they are, and links
 *     to directories in it are followed
 * @param backupDirectory where replaced files go; null for nowhere
 * @param includeFrom file of patterns that are taken in any case; null for none
 * @param excludeFrom file of patterns that are left alone; null for none
 * @param excludes patterns that are left alone in any case
 * @param dryRun whether to tell only what would change
 */
public record SyncRequest(
    String source,
    Path target,
    boolean delete,
    boolean update,
    boolean contentsOnly,
    Path backupDirectory,
    Path includeFrom,
    Path excludeFrom,
    List<String> excludes,
    boolean dryRun) {

  /** Copies the list. */
  public SyncRequest {
    excludes = List.copyOf(excludes);
  }

  /** Makes the target an exact copy: what the source does not have is deleted. */
  public static SyncRequest mirror(String source, Path target) {
    return new SyncRequest(source, target, true, false, false, null, null, null, List.of(), false);
  }

  /** Adds to the target and replaces what is older there; deletes nothing. */
  public static SyncRequest additions(String source, Path target) {
    return new SyncRequest(source, target, false, true, false, null, null, null, List.of(), false);
  }

  /**
   * Lays contents over a tree that has its own modes, owners and links; deletes nothing.
   *
   * @param backupDirectory where replaced files go
   */
  public static SyncRequest overlay(String source, Path target, Path backupDirectory) {
    return new SyncRequest(
        source, target, false, true, true, backupDirectory, null, null, List.of(), false);
  }

  /** The same with files of patterns; null for none. */
  public SyncRequest withFilters(Path include, Path exclude) {
    return new SyncRequest(
        source,
        target,
        delete,
        update,
        contentsOnly,
        backupDirectory,
        include,
        exclude,
        excludes,
        dryRun);
  }

  /** The same with patterns that are left alone in any case. */
  public SyncRequest withExcludes(List<String> patterns) {
    return new SyncRequest(
        source,
        target,
        delete,
        update,
        contentsOnly,
        backupDirectory,
        includeFrom,
        excludeFrom,
        patterns,
        dryRun);
  }

  /** The same, telling only what would change. */
  public SyncRequest asDryRun() {
    return new SyncRequest(
        source,
        target,
        delete,
        update,
        contentsOnly,
        backupDirectory,
        includeFrom,
        excludeFrom,
        excludes,
        true);
  }
}
