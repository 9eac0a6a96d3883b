package io.github.macnightly.cli.command;

import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options about what is installed, instead of installing something; one at a time. */
final class ReceiptQueries {

  @Option(
      names = "--files",
      order = 20,
      paramLabel = "ID",
      description =
          "Print the paths that ID brought; with -v type, mode and size, too. ID is the identifier"
              + " of a package or application, or the name of an item.")
  private String files;

  @Option(
      names = "--which",
      order = 21,
      paramLabel = "PATH",
      description =
          "Print whose PATH is: identifier, version and item, separated by tabs; status 1 when it"
              + " is nobody's.")
  private String which;

  @Option(
      names = "--verify",
      order = 22,
      arity = "0..1",
      paramLabel = "ID",
      fallbackValue = "",
      description =
          "Print what of ID, else of everything, is missing or changed or has another mode, by"
              + " ledger, receipt and the seals of applications; status 1 when something is.")
  private String verify;

  @Option(
      names = "--remove",
      order = 23,
      paramLabel = "ID",
      description =
          "Remove what ID brought, but for what is shared or was changed since (--force removes"
              + " that, too).")
  private String remove;

  @Option(
      names = "--forget",
      order = 24,
      paramLabel = "ID",
      description = "Remove the receipts of ID and leave what it installed.")
  private String forget;

  boolean chosen() {
    return files != null || which != null || verify != null || remove != null || forget != null;
  }

  /** Refuses packages to install and empty words, as an unset variable of a script makes them. */
  void requireAlone(CommandSpec spec, List<Path> packages) {
    if (!packages.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "this option takes no PACKAGE: '" + packages.get(0) + "'");
    }
    for (String word : new String[] {files, which, remove, forget}) {
      if (word != null && word.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "ID or PATH is empty");
      }
    }
  }

  /** Does what was chosen. */
  ExitStatus answer(Session session, Options options, ForceFlag flags) throws IOException {
    if (remove != null) {
      return new ReceiptChange(session, options, flags).remove(remove);
    }
    if (forget != null) {
      return new ReceiptChange(session, options, flags).forget(forget);
    }
    try (Setup setup = Setup.reading(session, options)) {
      ReceiptReports reports = new ReceiptReports(session.console(), setup.context());
      if (files != null) {
        return reports.files(files);
      }
      return which == null ? reports.verify(verify) : reports.which(which);
    }
  }
}
