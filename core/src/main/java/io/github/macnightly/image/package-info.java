/**
 * One view of disk images: open a path, get volumes, walk a tree of entries. Callers never see
 * which container, partition map or file system was beneath.
 *
 * <p>{@link io.github.macnightly.image.DiskImage} takes off one layer after the other: sparse
 * bundle or file, encryption, UDIF or sparse image, and finds a disk, with a partition map or
 * without. Each partition is probed by its content, not by its type: maps lie, and images of one
 * volume have none. What holds a file system that is read becomes an {@link
 * io.github.macnightly.volume.Volume}; what holds another one is told by {@link
 * io.github.macnightly.image.DiskImage#skipped}; partition maps, drivers and free space are
 * neither.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>A copy of the HFS+ volume header lies at the end of its partition. On a disk whose last
 *       partition is HFS+ the whole disk therefore looks like a damaged HFS+ volume, and a
 *       partition that was formatted anew may still end in such a copy. So maps are read before
 *       volumes, and the copy counts only where nothing else was recognised.
 *   <li>A hybrid image holds the same files as ISO 9660 and as HFS+. Where there is an HFS+ volume
 *       the ISO 9660 view of it is not mentioned. Two maps may also list one partition twice.
 *   <li>Encrypted images of the first version have their signature at the end of the file, those of
 *       the second at the start. A sparse bundle is a directory.
 * </ul>
 */
package io.github.macnightly.image;
