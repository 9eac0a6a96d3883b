/**
 * Property lists, the notation that Apple's tools use for everything that is not a document.
 *
 * <p>One model, three notations: XML (Info.plist as developers write it, the chunk table of a disk
 * image), binary ({@code bplist00}, Info.plist as it ships, receipts) and the old braces of NeXT.
 * All become plain Java values: {@code Map}, {@code List}, {@code String}, {@code Long}, {@code
 * Double}, {@code Boolean}, {@code byte[]} and {@code Instant}.
 *
 * <p>Traps that this room closes, since its input comes from strangers:
 *
 * <ul>
 *   <li>Every XML property list carries a DOCTYPE that names a file on Apple's server. It is
 *       accepted and never fetched; a list with declarations of its own is refused, so neither a
 *       billion laughs nor a reference to a local file does anything.
 *   <li>A binary list is a table of objects that refer to each other by number: an array may hold
 *       itself, a thousand entries may all point at one large blob, and sixty arrays that each hold
 *       the next one twice unfold to more values than memory has. Objects that overlap, cycles and
 *       more than a million unfolded values are refused.
 *   <li>A length in a binary list is itself a tagged integer, whose tag may lie.
 *   <li>Dates have no fractions in XML but do in binary lists; base64 is broken by tabs and line
 *       ends; an integer may be written in hexadecimal.
 *   <li>Text after the end of the root element is ignored, as Apple's reader does: some writers pad
 *       the list with NUL bytes.
 * </ul>
 *
 * <p>The XML notation is read with the pull parser of the JDK, because a document tree would need
 * twenty times the memory of the text; the binary and the old notation are read, and all notations
 * written, by dd-plist.
 */
package io.github.macnightly.plist;
