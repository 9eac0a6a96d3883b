package io.github.macnightly.state;

/**
 * A path that an item owns, as it was installed.
 *
 * @param path from the root of the tree, such as {@code /Applications/X.app/Contents}
 * @param type f for a file, d for a directory, l for a symbolic link
 * @param mode permission bits
 * @param size bytes of a file, else 0
 * @param digest SHA-256 of a file in hexadecimal, the target of a link, empty for a directory
 */
public record LedgerPath(String path, char type, int mode, long size, String digest) {}
