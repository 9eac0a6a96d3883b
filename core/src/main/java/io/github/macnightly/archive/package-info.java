/**
 * Archives that software for Macs is packed in: tar (plain, gzip, bzip2, xz) and zip, as one stream
 * of entries.
 *
 * <p>The formats are read by Commons Compress and the codec room; this room makes one kind of entry
 * of them and turns whatever those libraries throw on damaged input into a {@link
 * io.github.macnightly.io.FormatException}. It writes nothing and judges no names: paths are handed
 * on as they stand in the archive, and the files room refuses those that would leave their folder.
 *
 * <p>Traps. Tar is a stream, so a reader sees each entry once, in order. Zip is read by its central
 * directory, the only place that holds Unix modes and says which entries are symbolic links; the
 * target of a link is its content. An archive made on a Mac carries extended attributes as members
 * named {@code ._x} (AppleDouble, magic 00 05 16 07, RFC 1740) and in zips under {@code __MACOSX/};
 * they are marked, not given as files. Old tar writers leave the type of a directory out and end
 * its name in a slash instead.
 */
package io.github.macnightly.archive;
