package io.github.macnightly.apfs;

/**
 * Neighbouring blocks of the container.
 *
 * @param start number of the first block
 * @param count how many
 */
record BlockRange(long start, long count) {}
