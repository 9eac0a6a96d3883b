/**
 * Condition scripts: programs of the site that find out facts about this machine, as Munki has them
 * in {@code /usr/local/munki/conditions}.
 *
 * <p>They run one after the other, sorted by the code points of their names; names with a leading
 * period and directories are passed over. No script can harm the others: one that is refused,
 * fails, hangs or answers nonsense costs its own keys and nothing else.
 *
 * <p><b>Who may write a script.</b> It runs with our rights, so whoever can change it has them.
 * Refused is a script when it, a link on the way to it, what a link leads to, or a directory above
 * any of these belongs to somebody other than root or the user who runs us, or may be written by a
 * group or by everybody. No group is an exception: the members of admin on a Mac may become root,
 * but are asked for a password. A directory with the sticky bit (/tmp) may lie above, as nobody can
 * replace another's entries there; it may not hold scripts. Directories above the root that the
 * caller chose are not judged: who names another root vouches for the way to it. Access control
 * lists of macOS are not seen from Java and not judged.
 *
 * <p><b>How a script answers.</b> Either way, or both:
 *
 * <ul>
 *   <li>It writes {@code ConditionalItems.plist} in the Managed Installs directory, in any notation
 *       of property lists, as with Munki; {@code MANAGED_INSTALL_DIR} in its environment is that
 *       directory. The file is read and deleted after each script, so that nobody can lose
 *       another's keys and each key knows its script. A script that first reads the file to keep
 *       what it holds finds none and writes its own keys, which does the same.
 *   <li>It writes to its standard output. The first character that is no blank tells how to read
 *       it: an opening brace is a JSON object, a {@code <} or {@code bplist} a property list,
 *       anything else lines. A line {@code key=value}, with no blank before the {@code =}, gives a
 *       text; every other line is talk. For numbers, truth values and lists there are JSON and
 *       property lists: guessing makes 1.10 out of 1.1 one day. A null of JSON is left out.
 * </ul>
 *
 * <p>A key that one script gives in both ways has the value of the file, for scripts written for
 * Munki may say anything on their output. For the same reason output that cannot be read is a
 * failure only of a script that wrote no file. A key that two scripts give has the value of the
 * later one, as in Munki, and is reported.
 *
 * <p><b>Deadline.</b> A script that needs more than the usual time says so itself, in a comment
 * within its first 4096 bytes: {@code # macnightly-deadline: 300}, in seconds, a day at most. So
 * the number travels with the script. A script that is late is ended with all that it started: by a
 * SIGTERM to its process group, and when something of it is still there after the grace of the
 * runner (5 seconds), by a SIGKILL. So a script may take its deadline and the grace.
 *
 * <p>Traps: {@code defaults} on a Mac writes through a daemon that may remember a file that was
 * deleted; then a key of an earlier script comes again with a later one and is reported as given
 * twice, with the same value. A background process that a script leaves behind may write the file
 * during the next one. A script without {@code #!} is run by sh.
 */
package io.github.macnightly.scripts;
