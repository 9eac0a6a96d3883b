package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import java.io.IOException;
import picocli.CommandLine.Option;

/** The options that print something instead of changing anything; one at a time. */
final class ListingChoice {

  private static final String MANY = "20";

  @Option(
      names = "--list-available",
      order = 20,
      description = "Print the names of what the repository has; with -v their MD5 sums, too.")
  private boolean available;

  @Option(
      names = "--list-installed",
      order = 21,
      description = "Print what is installed: name, kind, versions and time, separated by tabs.")
  private boolean installed;

  @Option(
      names = "--history",
      order = 22,
      arity = "0..1",
      paramLabel = "N",
      fallbackValue = MANY,
      description =
          "Print the last N (else "
              + MANY
              + ") things that were done, the newest last: time, run, command, item, action,"
              + " outcome and detail, separated by tabs.")
  private Integer history;

  boolean chosen() {
    return available || installed || history != null;
  }

  /** Returns whether a history of nothing was asked for. */
  boolean isEmptyHistory() {
    return history != null && history < 1;
  }

  /** Prints what was chosen. */
  ExitStatus print(Session session, Options options) throws IOException {
    Listings listings = new Listings(session.console());
    try (Setup setup = Setup.reading(session, options)) {
      if (available) {
        try (PackageSource source =
            new PackageSource(setup, setup.configuration(), session.console())) {
          listings.available(source.repository().fetchIndex());
        }
      } else if (installed) {
        listings.installed(setup.context());
      } else {
        listings.history(setup.context().state(), history);
      }
    }
    return ExitStatus.OK;
  }
}
