/**
 * Partition maps: which part of a disk holds which volume. A partition is given in bytes, whatever
 * unit its map counts in.
 *
 * <p>Three maps are read, in this order, since one disk may carry several:
 *
 * <ul>
 *   <li><strong>GPT</strong>: a header of 92 bytes in block 1 ({@code EFI PART}, little-endian)
 *       with a CRC-32 over itself and one over the array of entries it points to, and a copy of
 *       both at the end of the disk. The header is checked with its own CRC field taken as zero. A
 *       disk with a damaged primary header is read by its copy. Names are UTF-16.
 *   <li><strong>Apple partition map</strong>: block 0 begins with {@code ER}, the driver descriptor
 *       map, which says how long a block is; each entry ({@code PM}, big-endian) from block 1 on
 *       describes one partition, the map itself included, and repeats the number of entries. Trap:
 *       optical hybrids say 2048 bytes in block 0 and then place the entries 512 bytes apart.
 *   <li><strong>MBR</strong>: four entries before the {@code 55 AA} at the end of block 0. Trap:
 *       the boot block of a bare FAT or NTFS volume ends in the same two bytes, so entries must
 *       make sense before they are believed. An extended partition holds a chain of further tables,
 *       which may be a ring. Type {@code EE} covers a disk whose true map is a GPT.
 * </ul>
 *
 * <p>A disk with none of these holds one volume from its first byte on ({@code none}).
 *
 * <p>Types are given by Apple's names ({@code Apple_HFS}, {@code Apple_APFS}) where the map has
 * such or where the GUID is a known one; other GUIDs as they are written, MBR types as {@code
 * 0xaf}. Partitions that leave the disk are refused, except free space, which some tools count
 * beyond the end.
 */
package io.github.macnightly.partition;
