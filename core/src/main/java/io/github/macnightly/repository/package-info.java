/**
 * What a package repository offers and what a list asks for: the index, package names, globs, the
 * choice among several matches, and the way from an entry to its bytes.
 *
 * <p>A repository is a folder on a server (ftp, http, https or a file path) that holds package
 * files and their index {@code .pkglist}, one line per file as {@code md5sum} prints it:
 *
 * <pre>
 * bd2ab919477b545bdc51209ae9ade105  Firefox 1.5.0.1.dmg
 * 0c1920da27ead93b41958afa1c80f2fd *sub/Fugu1.2.0.dmg
 * </pre>
 *
 * <p>A list says {@code ACTION NAME} per line. Both files are written by hand or by shell
 * one-liners, so they hold what such files hold. The traps:
 *
 * <ul>
 *   <li>Names contain blanks, quotes, backticks, dollars and brackets. No name ever reaches a
 *       shell, and a name that exists literally wins over its reading as a glob.
 *   <li>A glob is anchored at both ends and its dot is a dot. {@code Foo*} does not find {@code
 *       MyFoo.dmg}, {@code 1.5} does not find {@code 1x5}.
 *   <li>"The newest" is the greatest in {@link io.github.macnightly.repository.NaturalOrder}: 1.10
 *       comes after 1.9. It is asked only inside one kind of package; the kind decides first.
 *   <li>An index made by {@code find | md5sum} holds its own line, taken while the index was being
 *       written: that sum is always wrong and the line is skipped.
 *   <li>md5sum escapes a name with a line break or backslash and marks the line with a leading
 *       backslash. BSD's {@code md5 -r} writes one blank instead of two.
 *   <li>Index names from a Mac's disk are often decomposed Unicode, lists typed by a person are
 *       composed: names are compared in composed form, and requested as they stand in the index.
 *   <li>The index comes from the network: a name with {@code ..}, an absolute one or one with a NUL
 *       byte is refused, because it becomes a file name here.
 * </ul>
 *
 * <p>A line that cannot be used is a {@link io.github.macnightly.repository.Problem} with its
 * number; the other lines count.
 */
package io.github.macnightly.repository;
