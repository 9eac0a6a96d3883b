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
 *   <li>The oldest images have their trailer at the front, and the data begin at byte 512.
 *   <li>Old images have no property list but a true resource fork, some have both; a read-write
 *       image may have a trailer and nothing else, its data are the disk.
 *   <li>An image may be cut into segments, each with a trailer of its own; the tables are in the
 *       first, they count in the data of all, and a chunk may begin in one file and end in the
 *       next.
 *   <li>The checksum of a block covers the decoded bytes of its runs in the order of the table,
 *       zero runs included, ignored ones not. The master checksum covers those of the blocks.
 *   <li>A licence is a set of resources: {@code LPic} says which language has which number, {@code
 *       TEXT} or {@code RTF } of that number holds the text in the script of that region.
 * </ul>
 *
 * <p>Checks happen when the tables are read: runs that overlap, leave the disk or the file, are
 * larger than 8 MiB or unpack to far more than any packer could have packed are refused before
 * anything is decoded. {@code ChunkDecoder} is the only place that knows which compression a type
 * means.
 *
 * <p>Each chunk is decoded once. {@code ChunkStore} keeps the chunks used last, lets a thread wait
 * for a chunk that another one is decoding, and notes two sums of each chunk for good: of its bytes
 * as they are stored and as they are decoded. A verification joins these sums to those of blocks
 * and of the data, and decodes on all processors what was not read yet. So whoever copies files out
 * of an image reads first and verifies last, and believes the copies only then.
 */
package io.github.macnightly.udif;
