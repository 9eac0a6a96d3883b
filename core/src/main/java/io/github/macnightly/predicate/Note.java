package io.github.macnightly.predicate;

/** Something odd that the reader saw and let pass; {@code lint} tells about it. */
record Note(Place place, String rule, String text) {}
