package io.github.macnightly.distribution;

/**
 * A line of the outline of choices.
 *
 * @param choice id of the choice
 * @param parent id of the choice that it lies below, "" at the top
 * @param depth 0 at the top
 */
public record OutlineLine(String choice, String parent, int depth) {}
