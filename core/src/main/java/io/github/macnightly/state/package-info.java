/**
 * What is installed, what was done, and how we know: receipts on disk and an SQLite database that
 * indexes them.
 *
 * <p>The receipts are the truth: one JSON file per item, written in the same transaction as the
 * item's files. The database {@code ROOT/etc/pkglist.sqlite3} answers questions fast and can be
 * made anew from them at any time, except for the history of runs.
 *
 * <p>The database began in 2006 with one table, {@code package (sum text, file text)}, which a Perl
 * script reads with {@code select * from package} and appends to. Both stay possible: the table has
 * these two columns in this order, no key and no check; a file may have several rows, of which the
 * last counts. Our tables stand beside it:
 *
 * <pre>
 * item    one row per installed item, with the number and the sum of its parts and paths
 * part    applications and packages that the item brought
 * ledger  every path that the item brought, stored in the order of paths
 * run     one row per start of a command        event   what happened to an item in a run
 * tally   one row: number and sum of all items, number of events
 * </pre>
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>One in eight random corruptions of a database file passes SQLite's own checks. Every row of
 *       ours carries a checksum of its content, every item those of its parts and paths, and the
 *       tally those of the items, so that a row that changed or vanished is noticed when it
 *       matters. A damaged file is moved aside and rebuilt from the receipts and from what can
 *       still be read of it.
 *   <li>A write-ahead log leaves files beside the database that must be copied with it. We use the
 *       rollback journal, forced at each commit (on macOS with F_FULLFSYNC, without which the drive
 *       may still lose it).
 *   <li>A reader must not change anything, not even create a journal. A journal left by a dead
 *       writer cannot be rolled back without writing; such a database is read by rebuilding it in
 *       memory. The "immutable" mode takes no locks and so may read rubbish beside a live writer:
 *       it is used only for a file that asks for a write-ahead log, and for what is already
 *       damaged.
 *   <li>The number of the schema is {@code PRAGMA user_version}; the script's database has 0. A
 *       newer number than is known is refused, but only if the application id confirms it.
 * </ul>
 */
package io.github.macnightly.state;
