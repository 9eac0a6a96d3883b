package io.github.macnightly.state;

import java.time.Instant;

/**
 * Something that happened to an item in a run.
 *
 * @param at when
 * @param run number of the run
 * @param command the command of that run
 * @param item name of the item
 * @param action what was to be done, such as install
 * @param outcome how it ended, such as installed or failed
 * @param detail more about it, may be empty
 */
public record HistoryEntry(
    Instant at,
    long run,
    String command,
    String item,
    String action,
    String outcome,
    String detail) {

  HistoryEntry withCommand(String name) {
    return new HistoryEntry(at, run, name, item, action, outcome, detail);
  }
}
