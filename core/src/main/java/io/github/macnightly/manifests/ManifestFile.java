package io.github.macnightly.manifests;

/**
 * A manifest as it was found.
 *
 * @param name under which it is included
 * @param file its file name with the ending, which tells the notation
 * @param where path or address, for messages
 * @param identity the same for all names under which it can be found
 * @param bytes its content
 */
public record ManifestFile(String name, String file, String where, String identity, byte[] bytes) {}
