/**
 * What every file system reader offers, so that callers never see which one they use: a {@link
 * io.github.macnightly.volume.Volume} with a tree of {@link
 * io.github.macnightly.volume.VolumeEntry}s. The readers are the rooms {@code hfs}, {@code
 * hfsclassic} and {@code apfs}; room {@code image} finds volumes on disks.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>Names are given as they are stored, decomposed on HFS+, with {@code :} for a slash that the
 *       Finder would show.
 *   <li>A compressed file looks like any other: its content comes decoded, the attribute and the
 *       resource fork that hold it are not shown.
 *   <li>The Finder's 32 bytes are shown as the attribute {@code com.apple.FinderInfo}, with the
 *       fields blanked that the kernel keeps for itself.
 *   <li>Hard links are entries of their own with a common number; a walk must expect that directory
 *       hard links show one directory several times.
 * </ul>
 */
package io.github.macnightly.volume;
