package io.github.macnightly.manifests;

/**
 * A manifest as it was found.
 *
 * @param name under which it is included
 * @param file its file name with the ending, which tells the notation
 * @param where path or address, for messages
 * @param bytes its content
 */
public record ManifestFile(String name, String file, String where, byte[] bytes) {}
