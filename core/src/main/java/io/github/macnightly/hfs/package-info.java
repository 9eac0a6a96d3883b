/**
 * HFS+ and HFSX volumes, read only (Apple Technical Note 1150).
 *
 * <p>A volume header 1024 bytes from the start (a copy stands 1024 bytes before the end) names the
 * special files. Three of them are B-trees: the <em>catalog</em> (what is where), the <em>extents
 * overflow</em> (where the ninth and later extents of a fork lie) and the <em>attributes</em>. All
 * integers are big-endian; block numbers and identifiers are unsigned 32 bits. A file has a data
 * fork and a resource fork, each with eight extents in its catalog record.
 *
 * <p>The children of a directory are neighbours in the catalog: keys are (parent, name) and the
 * first key of a directory, with the empty name, is its thread record, which says under which
 * parent and name the directory itself is listed. So a listing is one descent and then a walk along
 * the leaves, and the thread is checked on the way: a directory that is reached by another path
 * than its thread says is refused. That makes the catalog a tree, whatever the bytes say.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>Names are decomposed Unicode, by a table older than today's Unicode; a slash on the disk is
 *       shown as a colon, because a colon was the separator of the classic system. A NUL, which
 *       only the private directory bears, is shown as U+2400.
 *   <li>Case-insensitive order is Apple's own folding: NUL sorts last, sixteen characters count as
 *       nothing, and letters that have a decomposition are not folded. HFSX may compare binary.
 *   <li>A hard link is a small file of type {@code hlnk}, creator {@code hfs+}; content, mode,
 *       dates and attributes are those of {@code iNodeN} in a directory whose name starts with four
 *       NULs. Links to directories ({@code fdrp}, {@code MACS}) look like Finder aliases; the flag
 *       for a link chain tells them apart.
 *   <li>A compressed file has the flag 0x20, an empty data fork and an attribute {@code
 *       com.apple.decmpfs}; its size is in the attribute and its resource fork is not one.
 *   <li>Files made by the classic system have a file mode of 0: that means "not set".
 *   <li>Times count seconds from 1904 in UTC, except the creation date in the volume header.
 *   <li>A volume may lie inside a classic HFS volume, the wrapper, whose signature is {@code BD}.
 *   <li>The extents overflow file itself cannot have more than its eight extents.
 *   <li>A volume that was not unmounted has its youngest changes in the journal. macOS writes them
 *       back before it mounts the volume; here they are laid over it when they are read. A journal
 *       that is damaged or on another device is passed over, and the volume says so.
 * </ul>
 *
 * <p>{@link io.github.macnightly.hfs.HfsVolume} opens a volume, {@link
 * io.github.macnightly.hfs.HfsEntry} is what is found there. Every walk along leaves remembers the
 * nodes it saw, descents are bounded by the height that nodes claim, directories by depth and by
 * number of entries.
 */
package io.github.macnightly.hfs;
