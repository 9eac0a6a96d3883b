/**
 * Disks that take only the space that was written to: sparse images and sparse bundles.
 *
 * <p>Both cut the disk into bands of one length and keep only bands that were ever written; the
 * rest of the disk is zero. What they hold is the raw disk, with its partitions.
 *
 * <ul>
 *   <li><b>sparse image</b> ({@code .sparseimage}): one file. A header of 4096 bytes ({@code sprs},
 *       version 3, big-endian) holds a table, and the bands follow it. When the table is full, a
 *       further node of 4096 bytes with a table follows, and again bands; the nodes are chained.
 *   <li><b>sparse bundle</b> ({@code .sparsebundle}): a folder with {@code Info.plist}, which gives
 *       the sizes, and a file per band in {@code bands}, named by its number in lower-case
 *       hexadecimal digits. {@code Info.bckup} is a copy, {@code lock} holds nothing.
 * </ul>
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>The table of a sparse image goes the other way round: slot <i>n</i> tells which band of the
 *       disk, counted from 1, lies at place <i>n</i> of the file; 0 is a place that is not used.
 *   <li>The header has 64 bytes before its table, a further node 56. The number of sectors is there
 *       twice, in 32 and in 64 bits; the link between stands at an odd place, byte 20.
 *   <li>A band file may be absent, empty or short; what it lacks is zero. The disk's last band ends
 *       where the disk does.
 *   <li>An encrypted sparse image is an encrypted file that holds a sparse image. An encrypted
 *       bundle has the encryption header in {@code token}, which is empty otherwise, and encrypts
 *       each band file as the part of the disk that it is: blocks are numbered through all bands,
 *       and what no band file holds is zero without decryption.
 * </ul>
 *
 * <p>The size of the disk says nothing about the size of the files, so nothing is allocated, or
 * scanned, by it. Nothing in a bundle is followed if it is a symbolic link.
 */
package io.github.macnightly.sparse;
