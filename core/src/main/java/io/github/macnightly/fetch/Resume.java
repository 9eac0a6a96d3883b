package io.github.macnightly.fetch;

/**
 * Where to go on with a file of which a part is here.
 *
 * @param offset bytes that are here; 0 = fetch the whole
 * @param version what {@link Answer#version} said when the part was begun, or "" if it said nothing
 */
record Resume(long offset, String version) {

  static final Resume NOTHING = new Resume(0, "");
}
