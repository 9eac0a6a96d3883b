package io.github.macnightly.inventory;

/**
 * Whose a path is.
 *
 * @param identifier of the package or application; null when an item of several brought the path
 *     and it cannot be told which of them
 * @param version its version, empty when it is not known
 * @param item the item of ours that brought it, null when somebody else did
 */
public record Owner(String identifier, String version, String item) {}
