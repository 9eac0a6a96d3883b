/**
 * UDIF, the container of Apple's disk images (.dmg).
 *
 * <p>A file ends in a trailer of 512 bytes ({@code koly}) that says where everything else lies: the
 * data, and a property list that imitates a resource fork of the classic Mac OS. Its {@code blkx}
 * resources ({@code mish}) are the chunk table: each covers a range of sectors, as a rule one
 * partition, by runs; a run is a number of sectors of 512 bytes that are zero, stored as they are,
 * or compressed on their own. All integers are big-endian.
 *
 * <p>Traps, all met in real images:
 *
 * <ul>
 *   <li>A chunk lies at trailer data offset + block data offset + run offset; the second is zero
 *       except in old images.
 *   <li>Run offsets need not rise, the comment word of a run may be garbage, and the end run may
 *       give offset 0: images made from a folder are so, and their segment count is 0, not 1.
 *   <li>Runs need not cover the disk, and the last block may be missing altogether: what no run
 *       covers is zero.
 *   <li>The size of the disk says nothing about the size of the file: 17 GB in 944 zero runs fit
 *       into 200 KB. Nothing may be allocated, or scanned, by the size of the disk.
 *   <li>A zlib image holds raw runs where compression did not pay.
 *   <li>Old images have no property list but a true resource fork, some have both; a read-write
 *       image may have a trailer and nothing else, its data is the disk.
 *   <li>The CRC-32 of a block covers the decoded bytes of its runs in the order of the table, zero
 *       runs included, ignored ones not. The master checksum covers the checksums of the blocks.
 *   <li>A licence is a set of resources: {@code LPic} says which language has which number, {@code
 *       TEXT} or {@code RTF } of that number holds the text in the script of that region.
 * </ul>
 *
 * <p>Chunks are decoded by a pure function of (run, file) in {@code ChunkDecoder}, the only place
 * that knows which compression a type means. Checks happen when the table is read: runs that
 * overlap, leave the disk or the file, or are larger than 64 MiB are refused before anything is
 * decoded. Images with a compression that is not decoded here can be opened and described; reading
 * such a chunk names the compression.
 */
package io.github.macnightly.udif;
