/**
 * The bill of materials (Bom) of an installer package: which paths it installs.
 *
 * <p>Layout: a 512-byte header that starts with {@code BOMStore}, an index of numbered blocks
 * (offset and length each), and named variables that each point at a block. The variable {@code
 * Paths} is a tree whose leaf pages, chained forward, hold pairs of blocks: one with the numeric id
 * of a path and the block of its attributes, one with the id of its parent and its name. All
 * integers are big-endian.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>A path is known only by walking up its parents; in damaged files that walk never ends, and
 *       so may the chain of pages. Ids, pages, depth and the length of all paths are bounded.
 *   <li>Blocks may overlap, so a small file can ask for much; an id may occur once only.
 *   <li>The attributes of a directory may stop behind its size, those of a file behind its
 *       checksum; old writers leave the rest out.
 *   <li>Behind the checksum of an executable come records per architecture where a link has its
 *       target: the target is read for links only.
 *   <li>Sizes have 32 bits; a file of 4 GiB or more has its true size in the variable {@code
 *       Size64}, which is not read: its size is given modulo 2^32.
 *   <li>AppleDouble members ({@code ._x}) have the mode of their directory and the size 0 here, and
 *       "." may have mode 0: differences from the payload in these do not mean damage.
 *   <li>Names may hold line feeds, carriage returns and even '/' or "..": whoever uses a path must
 *       check it.
 * </ul>
 */
package io.github.macnightly.bom;
