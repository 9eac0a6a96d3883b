package io.github.macnightly.udif;

/**
 * A resource of the classic Mac OS.
 *
 * @param id its number among those of its type, -32768 to 32767
 * @param name often empty
 * @param data its bytes, which must not be changed
 */
record Resource(int id, String name, byte[] data) {}
