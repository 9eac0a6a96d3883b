/**
 * The only room that renames, forces and deletes: durable writes, transactions, safe extraction,
 * locks.
 *
 * <p><b>The promise.</b> Whatever dies when (kill -9, a full disk, a power cut), an item is the old
 * one or the new one, and {@link io.github.macnightly.files.WorkArea#recover} of the next run leads
 * to one of the two and leaves nothing behind. Everything new is built inside a directory of mode
 * 0700 that belongs to us, on the volume of its target, and is forced to the medium; then a journal
 * is written durably; then each target is exchanged with what was built; then the journal is marked
 * applied. Before the journal nothing has changed; after it everything can be finished or undone. A
 * provisional journal is never finished by recovery, only undone, until its caller has confirmed
 * it: then it is marked applied, too.
 *
 * <p><b>How a step knows its state.</b> The journal holds the inode of the new object and of the
 * old one. Both stay alive on one volume until the end, so an inode tells which of the two a name
 * stands for, and finishing or undoing can start from any state in between, any number of times.
 * Device numbers are not recorded: they change with a reboot. Paths are recorded relative to the
 * root, which may be mounted elsewhere the next time.
 *
 * <p><b>Traps.</b>
 *
 * <ul>
 *   <li>A rename is durable only when the directory has been forced, and a journal that is deleted
 *       but not forced may be back after a power cut: it is deleted and forced before the stage
 *       that it speaks of is swept.
 *   <li>POSIX record locks belong to the process: closing <em>any</em> descriptor of the locked
 *       file drops the lock. A lock file that this process holds is therefore never opened again
 *       here.
 *   <li>A lock file is never deleted: another process may have opened it a moment ago and would
 *       hold a lock that nobody else can see.
 *   <li>A check followed by a write is a race when others can write to the directory. Extraction
 *       works in a fresh directory of mode 0700; links are made last and are never followed.
 *   <li>Moving a directory to another parent changes its {@code ..} entry and needs write
 *       permission on the directory itself, unless one is root.
 *   <li>{@code FileChannel.force} is F_FULLFSYNC on macOS, fsync on Linux. An interrupt closes the
 *       channel it hits; forcing therefore starts again and keeps the interrupt for later.
 *   <li>The atomic exchange ({@code renameat2} with RENAME_EXCHANGE, {@code renamex_np} with
 *       RENAME_SWAP) is not offered by every file system; two renames replace it then, and the
 *       journal covers the moment between them.
 * </ul>
 *
 * <p>The work area is ROOT/var/db/macnightly: {@code lock}, {@code journal/}, {@code stage/},
 * {@code kept/} (what was replaced, until it is discarded), {@code scratch/}, {@code receipts/},
 * {@code cache/}, and {@code volumes}, the list of other volumes that have a {@code .macnightly} of
 * their own with stage and kept.
 */
package io.github.macnightly.files;
