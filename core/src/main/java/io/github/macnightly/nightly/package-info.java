/**
 * The chain of {@code update}: lock, wait, synchronise, scripts, Apple's updates, packages, report.
 *
 * <p>{@link io.github.macnightly.nightly.Nightly} runs the steps of {@link
 * io.github.macnightly.nightly.StepName} in their order and makes a {@link
 * io.github.macnightly.nightly.NightlyReport} of their results. A failed step stops no other; only
 * when the toolkit itself was changed by a synchronisation does a new process, started from the
 * changed files, do the rest.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>The lock is a file lock. What stands in the file is for the message only: the chain of 2006
 *       believed a process id in a file, which another program may have by now, and two starts at
 *       the same moment could both take it.
 *   <li>The lock is held through the wait as well, so {@code update now} during the wait ends like
 *       any second run, but is told how long the first one still waits.
 *   <li>The wait goes by monotonic time: a clock that is set meanwhile makes it neither longer nor
 *       shorter.
 *   <li>CACHE_COMMON_MANAGER decides about the manager: in 2006 an assignment where a comparison
 *       was meant made it always true.
 *   <li>The successor after a change of the toolkit runs under our lock. It knows that from
 *       MACNIGHTLY_LOCK, believed only if that process is an ancestor and the lock is really held.
 *       It hands over to nobody.
 *   <li>The log is written by a plain stream: a channel would be closed by the interrupt that ends
 *       a run, and the end of the run could not be logged.
 *   <li>An interrupt that hits a file operation does not show as InterruptedException; the flag of
 *       the thread is looked at after each step.
 * </ul>
 */
package io.github.macnightly.nightly;
