/**
 * The program: from the words on the command line to an exit status.
 *
 * <p>Three packages, one direction: this one starts a command, {@code command} holds one class per
 * command, and {@code console} holds what they all share (streams, common options, exit statuses,
 * the words for failures).
 *
 * <p>Start-up decides how these classes look, because most runs find nothing to do:
 *
 * <ul>
 *   <li>Only the command that was named is built; the others are not even loaded. All of them are
 *       built for {@code --help}, for completion, and to suggest a name for one that is mistyped.
 *   <li>A choice by name is a {@code switch}, not a map of suppliers: a lambda costs several
 *       milliseconds before the first one runs.
 *   <li>Nothing asks the terminal for its width or its kind: that starts processes. The launcher, a
 *       shell, knows for nothing which of its streams are terminals, and says so.
 * </ul>
 *
 * <p>The launcher passes what it knows in system properties: {@code macnightly.name}, the command
 * it was started as, {@code macnightly.terminal}, the streams that are terminals ({@code o}
 * standard output, {@code e} standard error), and {@code macnightly.home}, the folder that holds
 * {@code bin/}. All may be absent.
 */
package io.github.macnightly.cli;
