/**
 * Writes what is on a volume into a directory, as fast as processors and disk allow.
 *
 * <p><b>How.</b> A walk through the tree makes the directories and collects the files. These are
 * sorted by where their content is on the volume and cut into windows of about one chunk of an
 * image. Several threads take window after window. So chunks are read in the order of the disk,
 * each is decoded once, by whoever comes first, and while one thread waits for the disk or for a
 * chunk the others go on. A large file is written in parts, each at its place, by all of them.
 *
 * <p><b>Traps.</b>
 *
 * <ul>
 *   <li>Windows and chunks need not have the same borders: the places of files count from the start
 *       of the volume, chunks from that of the disk. Two threads then want one chunk, and one of
 *       them waits; this is why there is a thread more than there are processors.
 *   <li>A window must not be much larger than a chunk, or the chunks at its borders have left the
 *       cache of the image before the second thread wants them.
 *   <li>Threads are never interrupted: an interrupt closes the file channel that a thread reads
 *       from, and that is the image's, which the others read too.
 *   <li>Hard links of directories can form circles, and without a circle they can still show one
 *       directory a million times; both are bounded.
 *   <li>A compressed file or a hole makes much out of few bytes: the room on the disk is looked at
 *       before files are written.
 * </ul>
 */
package io.github.macnightly.extract;
