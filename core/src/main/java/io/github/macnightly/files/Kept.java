package io.github.macnightly.files;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one transaction replaced or removed, kept so that it can be put back. All paths are
 * absolute, on disk.
 *
 * @param transaction the id of the transaction
 * @param label the label that the transaction was begun with
 * @param at when it was committed
 * @param paths each target with the kept copy of what was there
 * @param created targets where nothing was before, directories that were made included, in the
 *     order in which they were made
 * @param lost targets that had something of which no copy is there any more: it was put back, or
 *     somebody deleted it
 */
public record Kept(
    String transaction,
    String label,
    Instant at,
    Map<String, String> paths,
    List<String> created,
    List<String> lost) {}
