package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.install.Forecast;
import io.github.macnightly.install.Outcome;
import io.github.macnightly.install.SignatureFacts;
import io.github.macnightly.packages.ItemResult;
import io.github.macnightly.state.Part;
import java.util.List;
import java.util.Map;

/**
 * What became of an item, in the words of the results.
 *
 * @param name the item
 * @param status such as {@code installed}, {@code would install} or {@code failed}
 * @param reason why
 * @param parts the applications and packages concerned
 * @param notes what the administrator should know
 * @param signatures what was found of the signatures of packages
 * @param forecast what a dry run says of each path of a package, else null
 */
public record ItemRow(
    String name,
    String status,
    String reason,
    List<Part> parts,
    List<String> notes,
    List<SignatureFacts> signatures,
    Forecast forecast) {

  static ItemRow of(Outcome outcome, boolean dryRun) {
    String status =
        switch (outcome.status()) {
          case INSTALLED -> dryRun ? "would install" : "installed";
          case REMOVED -> dryRun ? "would remove" : "removed";
          default -> "unchanged";
        };
    return of(outcome, status);
  }

  /** Tells an outcome in a word of its own, such as {@code rolled back}. */
  static ItemRow of(Outcome outcome, String status) {
    return new ItemRow(
        outcome.name(),
        status,
        outcome.reason(),
        outcome.parts(),
        outcome.notes(),
        outcome.details().signatures(),
        outcome.details().forecast().orElse(null));
  }

  /** Prints the row as the only result, and below it what a dry run says of each path. */
  void print(Console console) {
    if (console.json()) {
      console.document(Map.of("items", List.of(this)));
      return;
    }
    notes.forEach(note -> console.note(name + ": " + note));
    console.row(name, status, reason);
    printPaths(console);
  }

  /** Prints what a dry run says of each path: what becomes of it, the path, its size in bytes. */
  void printPaths(Console console) {
    if (forecast != null) {
      forecast.paths().forEach(path -> console.row(path.action(), path.path(), path.size()));
    }
  }

  static ItemRow of(ItemResult result, boolean dryRun) {
    String status =
        switch (result.outcome()) {
          case INSTALLED -> dryRun ? "would install" : "installed";
          case REMOVED -> dryRun ? "would remove" : "removed";
          case FAILED -> "failed";
          default -> dryRun ? "leave" : "unchanged";
        };
    return new ItemRow(
        result.name(),
        status,
        result.reason(),
        result.parts(),
        result.notes(),
        result.details().signatures(),
        result.details().forecast().orElse(null));
  }

  static ItemRow failed(String name, String reason, List<SignatureFacts> signatures) {
    return new ItemRow(name, "failed", reason, List.of(), List.of(), signatures, null);
  }
}
