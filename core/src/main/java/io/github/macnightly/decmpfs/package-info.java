/**
 * Files that HFS+ and APFS keep compressed. Such a file has the owner's flag 0x20, an empty data
 * fork, and an attribute {@code com.apple.decmpfs}; whoever reads it on a Mac sees the content.
 *
 * <p>The attribute starts with 16 bytes, little-endian on every volume: {@code fpmc}, a type, and
 * the size of the content. The type says how the content is packed and where it is. Small content
 * follows the header in the attribute (odd types); other content is in the resource fork (even
 * types) in chunks of 64 KiB, each packed for itself, so that any can be read without the others:
 *
 * <pre>
 * type     packing               table in the resource fork
 *  1       stored, no mark
 *  3,  4   zlib                  resource: count, then offset and length of each chunk
 *  5       dataless: the content is elsewhere, for example in a cloud
 *  7,  8   LZVN                  fork: offsets of the chunks and of the end of the last
 *  9, 10   stored behind a mark  resource
 * 11, 12   LZFSE                 fork
 * 13, 14   LZBITMAP              fork
 * </pre>
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>A chunk that does not shrink is stored behind a mark of one byte, another for each packing.
 *   <li>Only the resource kind has the big-endian header of resource forks; its offsets count from
 *       behind the length of the resource, those of the fork kind from the start of the fork.
 *   <li>Tables of offsets may be longer than needed and are then filled with zeros.
 *   <li>LZVN blocks of newer systems carry leftovers behind their end mark.
 *   <li>Nothing here can be trusted: sizes are claims, tables may point at themselves, at each
 *       other's chunks or nowhere. Memory is bounded by one chunk, output by the claimed size, and
 *       the chunks together by the fork.
 * </ul>
 */
package io.github.macnightly.decmpfs;
