/**
 * Classic HFS volumes ("Mac OS Standard"), read only, as Macs used them from 1985 to about 2000
 * (Inside Macintosh: Files, chapter 2).
 *
 * <p>A master directory block 1024 bytes from the start, with a copy 1024 bytes before the end,
 * names two B-trees: the <em>catalog</em> (what is where) and the <em>extents overflow</em> (where
 * the fourth and later extents of a fork lie). All integers are big-endian. Space is given in
 * allocation blocks, numbered by 16 bits; block 0 starts behind the volume bitmap, not at byte 0.
 *
 * <p>The catalog's keys are (parent, name). The first key of a directory, with the empty name, is
 * its thread, which says under which parent and name the directory itself is listed. A directory
 * that is reached by another path than its thread says is refused: that makes the catalog a tree,
 * whatever the bytes say. Names are never looked up by descending to them, so that Apple's order of
 * accented letters is not needed: a directory is listed as one run of neighbours.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>Nodes have 512 bytes; a key has a length of one byte. In index nodes every key takes the
 *       room of the longest, 37 bytes in the catalog and 7 in the extents tree.
 *   <li>Records start at even offsets, so a byte may lie between key and data.
 *   <li>Names are up to 31 bytes and nothing on the volume says in which encoding. One byte of the
 *       Finder's information names a script if its upper bit is set; otherwise the script was that
 *       of the system, which cannot be known: MacRoman then, as macOS does. With MacRoman names
 *       come out composed, unlike those of HFS+.
 *   <li>A slash in a name is shown as a colon, which was the separator then; a carriage return is
 *       common ({@code Icon\r}).
 *   <li>Dates count seconds from 1904 in local time, of a zone that is not recorded: they are given
 *       as if it was UTC.
 *   <li>There are no owners, modes, links or attributes. Files are 0644, directories 0755, both of
 *       user and group 0. The lock of a file and the Finder's invisible bit appear as the flags
 *       that they became.
 *   <li>A volume with the signature {@code H+} in its block, at byte 124, is the wrapper of an HFS+
 *       volume; what lies in it besides is for systems that cannot read that. Earlier systems kept
 *       the size of a cache in that field.
 *   <li>Both trees' own extents stand in the master directory block; the catalog's may continue in
 *       the extents tree, the extents tree's may not.
 *   <li>The copy of the block is written only when a tree grows, so its counts are old.
 * </ul>
 *
 * <p>{@link io.github.macnightly.hfsclassic.ClassicVolume} opens a volume. Every walk along leaves
 * remembers the nodes it saw, heights fall at every step of a descent, and directories are bounded
 * by depth and number of entries.
 */
package io.github.macnightly.hfsclassic;
