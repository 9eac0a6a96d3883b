package io.github.macnightly.manifests;

/**
 * A name in a list.
 *
 * @param name of an item or a manifest
 * @param path where in the manifest it stands
 */
record Entry(String name, String path) {}
