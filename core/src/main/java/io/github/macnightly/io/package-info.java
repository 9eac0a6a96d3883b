/**
 * Bytes to read and the ways a reader may refuse them.
 *
 * <p>Every reader of a format in this project takes a {@link io.github.macnightly.io.Source} and
 * ends in a result or in one of the four kinds of {@link io.github.macnightly.io.FormatException}.
 * An {@link java.io.IOException} of another kind means that the medium failed, not that the bytes
 * are bad. Nothing else leaves a reader: a length from the input is checked against the source and
 * against a named limit before anything is allocated, and sums of such lengths go through {@link
 * java.lang.Math#addExact(long, long)} or a subtraction that cannot overflow.
 */
package io.github.macnightly.io;
