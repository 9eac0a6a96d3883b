/**
 * Child processes that cannot hold us up: each has a deadline, bounded output and its own process
 * group.
 *
 * <p>Commons Exec launches and wires the streams; what it does not do is done here, because of
 * these traps:
 *
 * <ul>
 *   <li>Its watchdog ends only the direct child. A script that was ended at its deadline leaves its
 *       own children running, and they keep the pipes open. So every child leads a process group of
 *       its own. After the deadline first the known descendants and then the whole group get a
 *       SIGTERM and, after a grace, a SIGKILL. The descendants are asked for as well because one of
 *       them may have left the group.
 *   <li>Its pump waits for the end of the pipe, which a background process that outlives the child
 *       keeps open. Here the pump is given up a second after the child itself ended. When the child
 *       ended by itself, what it left running is left alone, unless the request says that its group
 *       is to end with it.
 *   <li>Its command line trims arguments and its quoting breaks on mixed quotes. So it carries only
 *       the program, and the arguments go around it to the child as they are, the empty one too.
 *   <li>It forgets an interrupt that arrives while it waits. It therefore runs in a thread of its
 *       own, and the caller waits for the process itself.
 * </ul>
 *
 * <p>Java cannot make a process group. Linux has {@code setsid}, which becomes the program without
 * a further process; macOS has no such program but a shell with job control, which stays around as
 * the parent of the group. A child has no controlling terminal after {@code setsid}, so a question
 * on the terminal fails at once instead of waiting until the deadline.
 *
 * <p>Output beyond the limit is read and thrown away, so that a child that floods its output is not
 * blocked and our memory is not used up. Input is written by a thread of its own, so that a child
 * that does not read it holds nobody; a closed pipe is not an error.
 *
 * <p>Exit codes are those of a shell: 128 + n for a child ended by signal n. Arguments are encoded
 * as the locale says; under a locale without UTF-8 Java writes question marks for other letters.
 */
package io.github.macnightly.process;
