/**
 * Trees brought up to date by the rsync program, with the immutable flags lifted meanwhile.
 *
 * <p>{@link io.github.macnightly.sync.TreeSync} runs rsync, {@link
 * io.github.macnightly.sync.GuardedSync} does so between lifting and restoring {@link
 * io.github.macnightly.sync.ImmutableFlags}.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>There are three programs of that name. macOS up to 15.3 has rsync 2.6.9, later ones have
 *       openrsync, which knows neither {@code --info} nor {@code --list-only} and in its first
 *       versions no {@code --itemize-changes}; everybody else has rsync 3. What is asked of each is
 *       decided by what {@code rsync --version} prints. {@code -E} means executability to one and
 *       extended attributes to the other, so only the long name is used.
 *   <li>A source that ends in a slash is the content of a directory, without it the directory
 *       itself. Every source gets its slash.
 *   <li>{@code -a} sets mode, owner and time of the target directory too. For a mirror that is
 *       right. An overlay (configuration files onto {@code /}) would give {@code /} the mode of a
 *       folder on the server; so an overlay brings contents, times of files and executability only.
 *       What is new gets the master's mode, less the umask; what is there keeps its mode, and the
 *       owner of a replaced file is put back from its backup.
 *   <li>Without {@code --keep-dirlinks} a directory {@code etc} in the master replaces the link
 *       {@code /etc -> private/etc}. With it rsync follows links that lead out of a root other than
 *       {@code /}; these are found before and excluded.
 *   <li>{@code -u} trusts clocks: a file with a later date is never replaced. Such files are named
 *       in the result where the program tells them.
 *   <li>rsync does not delete after an error of the sender. An empty source is no error to it: a
 *       master whose disk is not mounted would empty every machine. It is refused here.
 *   <li>Exit code 24, files that vanished on the master during the run, is a success with a
 *       warning. All other codes are failures, told in words.
 *   <li>Filter files: the first rule that matches wins, so includes come before excludes.
 * </ul>
 */
package io.github.macnightly.sync;
