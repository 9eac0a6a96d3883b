package io.github.macnightly.state;

import java.time.Instant;

/**
 * One start of a command.
 *
 * @param run its number
 * @param command the command
 * @param begun when it began
 * @param ended when it ended; null while it runs, or when it died
 * @param status its exit status, -1 while there is none
 */
public record RunEntry(long run, String command, Instant begun, Instant ended, int status) {}
