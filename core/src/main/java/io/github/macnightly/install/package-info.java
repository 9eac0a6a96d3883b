/**
 * Installs an item into a root directory, and takes it away again.
 *
 * <p>An item is what a repository or a person hands over: an application bundle, an installer
 * package (flat or bundle), a disk image, or an archive of those. {@link
 * io.github.macnightly.install.Installer} is the one door. Every installation goes the same way:
 *
 * <ol>
 *   <li>look: what is it, what is at the target, is it the same version;
 *   <li>stage: write the new files into a private directory on the target's volume, through the
 *       extraction rules of the files room;
 *   <li>swap: one transaction puts all of the item in place, its receipts included, and keeps what
 *       was replaced;
 *   <li>record: the receipt of the item, which was part of the transaction, is entered in the
 *       database; only then is the journal forgotten.
 * </ol>
 *
 * <p>A crash before the journal is written leaves the old item; after it, the next start finishes
 * the swap and enters the receipt. So the database never claims what is not there. Where scripts
 * run behind the payload the commit is provisional until they have ended well: whatever dies or
 * fails before, the next start puts the old version back.
 *
 * <p>Traps. An application bundle is replaced as a whole, never merged: files of the old version
 * left in a live bundle break its signature. Package payloads are merged into directories that
 * exist ({@code /usr/local/bin} belongs to many), but a complete bundle inside a payload is swapped
 * as one. {@code /etc} is a link on a Mac, so every target path is resolved inside the root.
 * Version equality is equality of text: {@code 1.5} and {@code 1.5.0.1} differ, and so do {@code
 * 1.10} and {@code 1.1}. Package scripts belong to the running system; in a tree that is not {@code
 * /} they do not run unless that is asked for. After a script that failed behind the payload
 * everything is put back, or, when that is wished, the item stays recorded without a sum and
 * without the receipts of its packages, so that the next run installs it again: while its scripts
 * run its own receipt is such a one, and the receipts of packages go before the commit is
 * confirmed. What a removal keeps because it was changed stays recorded likewise, without parts.
 *
 * <p>{@link io.github.macnightly.install.PackageRemover} removes and forgets packages by their
 * identifiers, {@link io.github.macnightly.install.Rollback} puts back what an item has replaced:
 * the copies that its transaction kept. After a crash the database follows the receipts that the
 * journal names, for a change may be about several items.
 */
package io.github.macnightly.install;
