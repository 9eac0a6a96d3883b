package io.github.macnightly.state;

/**
 * What a run did to an item.
 *
 * @param item name of the item
 * @param action what was to be done
 * @param outcome how it ended
 * @param detail more about it, may be empty
 */
public record RunEvent(String item, String action, String outcome, String detail) {}
