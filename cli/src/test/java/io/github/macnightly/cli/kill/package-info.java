/**
 * Kills the real program with SIGKILL, and fills its disk, and looks at what is left.
 *
 * <p>The tree of version 1 is installed once and copied for each kill; the tree of version 2 that
 * an undisturbed run leaves is what every killed one has to reach with the next run. The moments
 * are spread evenly, with a seeded jitter, over the time from when the program takes its lock to
 * its end: the start of a virtual machine is a large part of a run in which nothing can go wrong.
 * How many there are is the system property {@code macnightly.kills}.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>A harness that hits nobody proves nothing, so it counts its hits and fails for too few.
 *   <li>The files of a package are put in place one after the other. A package that is half old and
 *       half new is no fault as long as a journal stands that says how it goes on; after recovery
 *       it is one.
 *   <li>SIGKILL says nothing about what a power cut leaves: the kernel keeps what was written.
 *   <li>The rsync of a killed run lives on and ends what it began.
 * </ul>
 */
package io.github.macnightly.cli.kill;
