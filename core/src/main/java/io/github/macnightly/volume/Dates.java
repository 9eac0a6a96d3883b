package io.github.macnightly.volume;

import java.time.Instant;

/**
 * When something happened to an entry. A date that a volume does not keep is that of {@code
 * modified}.
 *
 * @param created when the entry was made
 * @param modified when its content was changed
 * @param changed when anything about it was changed, its mode for example
 * @param accessed when it was read
 */
public record Dates(Instant created, Instant modified, Instant changed, Instant accessed) {}
