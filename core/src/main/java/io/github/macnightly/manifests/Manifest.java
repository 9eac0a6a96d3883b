package io.github.macnightly.manifests;

/**
 * A manifest that was read.
 *
 * @param name by which it was first found; others may include it by another one, such as with the
 *     ending of its file
 * @param section what it says
 */
record Manifest(String name, Section section) {}
