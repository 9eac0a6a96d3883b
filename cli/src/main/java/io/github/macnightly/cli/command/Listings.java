package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.Console;
import io.github.macnightly.install.InstallContext;
import io.github.macnightly.inventory.Inventory;
import io.github.macnightly.repository.Index;
import io.github.macnightly.state.HistoryEntry;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.Part;
import io.github.macnightly.state.State;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a repository has, what a tree has, and what was done to it: lines to be piped. */
final class Listings {

  /** A package of the repository. */
  public record Available(String name, String md5) {}

  /**
   * An installed item. Of one that the script of 2006 installed only name and sum are known.
   *
   * @param installed null when it is not known
   * @param incomplete whether its files were kept although a script of it has failed
   */
  public record Installed(
      String name,
      String kind,
      String md5,
      Instant installed,
      List<Part> parts,
      boolean incomplete) {

    private static Installed of(InstalledItem item, boolean incomplete) {
      return new Installed(
          item.name(), item.kind(), item.md5(), item.installed(), item.parts(), incomplete);
    }

    private String versions() {
      return parts.stream().map(Part::version).distinct().collect(Collectors.joining(", "));
    }
  }

  private final Console console;

  Listings(Console console) {
    this.console = console;
  }

  /** Prints names alone, so that a word in front of one makes it a line of a package list. */
  void available(Index index) {
    index.problems().forEach(problem -> console.complain(problem.toString()));
    if (console.json()) {
      console.document(
          Map.of(
              "available",
              index.entries().stream().map(e -> new Available(e.name(), e.md5())).toList()));
    } else if (console.verbose()) {
      index.entries().forEach(entry -> console.row(entry.name(), entry.md5()));
    } else {
      index.entries().forEach(entry -> console.row(entry.name()));
    }
  }

  void installed(InstallContext context) throws IOException {
    State state = context.state();
    Inventory inventory = new Inventory(context.root(), state);
    Map<String, Installed> rows = new TreeMap<>();
    state.sums().forEach((name, sum) -> rows.put(name, old(name, sum)));
    for (InstalledItem item : state.items()) {
      if (!item.isRest()) {
        rows.put(item.name(), Installed.of(item, inventory.isIncomplete(item)));
      }
    }
    if (console.json()) {
      console.document(Map.of("installed", rows.values()));
      return;
    }
    for (Installed row : rows.values()) {
      Object time = row.installed() == null ? "" : row.installed();
      if (row.incomplete()) {
        console.row(row.name(), row.kind(), row.versions(), time, "incomplete");
      } else {
        console.row(row.name(), row.kind(), row.versions(), time);
      }
    }
  }

  private static Installed old(String name, String sum) {
    return new Installed(name, "", sum, null, List.of(), false);
  }

  void history(State state, int limit) throws IOException {
    List<HistoryEntry> entries = new ArrayList<>(state.history(limit));
    Collections.reverse(entries);
    if (console.json()) {
      console.document(Map.of("history", entries));
      return;
    }
    for (HistoryEntry e : entries) {
      console.row(e.at(), e.run(), e.command(), e.item(), e.action(), e.outcome(), e.detail());
    }
  }
}
