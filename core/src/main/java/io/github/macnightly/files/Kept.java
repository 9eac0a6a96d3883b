package io.github.macnightly.files;

import java.time.Instant;
import java.util.Map;

/**
 * What one transaction replaced or removed, kept so that it can be put back.
 *
 * @param transaction the id of the transaction
 * @param label the label that the transaction was begun with
 * @param at when it was committed
 * @param paths each target on disk with the kept copy of what was there, both absolute
 */
public record Kept(String transaction, String label, Instant at, Map<String, String> paths) {}
