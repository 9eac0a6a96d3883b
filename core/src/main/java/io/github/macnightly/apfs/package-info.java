/**
 * Containers of the Apple File System and their volumes, read only (Apple File System Reference).
 *
 * <p>All is little-endian. A <em>container</em> is made of blocks, mostly of 4096 bytes. Nothing is
 * overwritten in place: each transaction writes new blocks and then a new container superblock into
 * a ring of checkpoint descriptors. Block 0 tells where the ring is; the superblock in it with the
 * highest transaction whose checksum is right is the one that counts. Whatever is an
 * <em>object</em> starts with a checksum, an identifier, a transaction and a type. Identifiers are
 * block numbers (physical objects) or have to be looked up in an <em>object map</em> (virtual
 * ones): the container has one that knows the superblocks of the volumes, each volume has one that
 * knows the nodes of its trees.
 *
 * <p>All records of a volume are in one B-tree, ordered by whom they belong to and then by type, so
 * the inode of a file, its attributes and its extents are neighbours, and so are the names in a
 * directory. Nodes do not know their neighbours: a walk keeps the way from the root.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>An object map has several entries for an object that was changed after a snapshot: the one
 *       with the largest transaction that is not too new counts.
 *   <li>Values lie backwards from the end of a node, in a root from before its footer.
 *   <li>Names are stored as they were given. Where the volume ignores case or normalisation the key
 *       holds a hash of the decomposed and maybe folded name, and names come in the order of that.
 *   <li>Extents are kept under the identifier of the stream, which for a cloned file is not that of
 *       the inode. A hole is an extent at block 0.
 *   <li>The target of a symbolic link, the resource fork and the content of small compressed files
 *       are extended attributes; these lie in their record or in a stream of their own.
 *   <li>A directory hard link does not exist; a file with several names is one inode.
 *   <li>A sealed volume keeps its extents in a second tree. The nodes of its first have no header,
 *       and so no checksum, but hashes in the nodes above, where identifiers count from the root.
 *   <li>Encryption covers tree nodes and file extents of a volume. Superblocks and object maps are
 *       plain, and each entry of the map says whether its object is encrypted.
 *   <li>An image may be shorter than its container says: the rest was empty.
 * </ul>
 *
 * <p>Encryption follows the keybags, tags and flags of Apple's reference. How a wrapped key is
 * encoded, what its HMAC is over and that AES-XTS covers keybags is not in there but known from
 * those who took containers apart. No container that macOS encrypted was at hand: the tests have
 * unlock records of three Macs with their passphrases, of which two are of Core Storage, and
 * containers of our own builder, which another reader opens too.
 *
 * <p>Limits: 40 MiB of memory for the entries of a directory and those above it (130,000 entries
 * with short names), 1000 levels, 4096 attributes and 16 MiB of them for a file. Nodes of another
 * size than a block are refused, as are Fusion drives and volumes whose encryption was changing.
 */
package io.github.macnightly.apfs;
