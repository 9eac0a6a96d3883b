/**
 * What all commands share: where output goes, the common options, the exit statuses, and the words
 * for what went wrong.
 *
 * <p>The contract with scripts is kept here and nowhere else:
 *
 * <ul>
 *   <li>Standard output carries results only: lines of text, with tabs between columns, or one JSON
 *       document with {@code --json}. Everything else goes to standard error.
 *   <li>A failure is one line, whatever its cause: control characters of a hostile name are shown,
 *       never sent to the terminal. With {@code --json} it is one object, on standard error too.
 *   <li>The exit status is one of {@link io.github.macnightly.cli.console.ExitStatus}; {@link
 *       io.github.macnightly.cli.console.Failures} alone decides which.
 *   <li>Output is UTF-8, whatever the locale: cron has none.
 * </ul>
 *
 * <p>Traps: a reader that goes away ({@code | head}) is no failure and must not stop an
 * installation half way, so what is written after that is dropped; a full disk behind {@code >} is
 * a failure, status 74, and {@link java.io.PrintStream} would hide both.
 */
package io.github.macnightly.cli.console;
