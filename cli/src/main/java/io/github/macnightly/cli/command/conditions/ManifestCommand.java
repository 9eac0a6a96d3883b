package io.github.macnightly.cli.command.conditions;

import io.github.macnightly.cli.command.KnownFacts;
import io.github.macnightly.cli.command.SiteOfConditions;
import io.github.macnightly.cli.console.CannotCreateException;
import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.Options;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.facts.FactSet;
import io.github.macnightly.fetch.FetchOptions;
import io.github.macnightly.fetch.Fetcher;
import io.github.macnightly.files.DurableFiles;
import io.github.macnightly.manifests.Decision;
import io.github.macnightly.manifests.ManifestLocation;
import io.github.macnightly.manifests.ManifestProblem;
import io.github.macnightly.manifests.ManifestReport;
import io.github.macnightly.manifests.ManifestResult;
import io.github.macnightly.manifests.ManifestWalk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code conditions manifest}: tells what a manifest comes to. */
@Command(
    sortOptions = false,
    description = "Prints what a manifest comes to on this machine, as a package list.",
    footer = {
      "",
      "Items that are only offered are comments; those that a user chose of them are tasks."
          + " A manifest without an ending is a property list; YAML and JSON have theirs.",
      "",
      "The status is 1 when a part of a manifest, or a condition script, could not be used; the"
          + " rest is printed. Then nothing is to be removed: what is lost may be what keeps an"
          + " item, so removals are comments. To do what the manifest says:",
      "  conditions manifest site_default | pkgupdate -"
    })
public final class ManifestCommand implements Callable<ExitStatus> {

  private final Session session;

  @Spec private CommandSpec spec;

  @Mixin(name = Options.NAME)
  private Options options;

  @Mixin private KnownFacts known;

  @Option(
      names = "--from",
      order = 10,
      paramLabel = "DIR|URL",
      description =
          "Where manifests are (default: the folder of MANIFEST of the configuration, or"
              + " /Library/Managed Installs/manifests in DIR).")
  private String from;

  @Option(
      names = "--local",
      order = 11,
      paramLabel = "FILE",
      description = "Add the manifest of this machine's owner, Munki's LocalOnlyManifest.")
  private Path local;

  @Option(
      names = "--choices",
      order = 12,
      paramLabel = "FILE",
      description = "Add what users chose of the optional items, Munki's SelfServeManifest.")
  private Path choices;

  @Option(
      names = "--report",
      order = 13,
      paramLabel = "FILE",
      description = "Write facts and items to FILE, in the shape of ManagedInstallReport.plist.")
  private Path report;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description =
          "The manifest: its name, a file or a URL; what a file includes is in --from, else beside"
              + " it (default: the first that there is of host name, short host name, serial number"
              + " and site_default).")
  private String name;

  /** A command that prints to the console of {@code session}. */
  public ManifestCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException, InterruptedException {
    if (name != null && name.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "NAME is empty, wanted a manifest");
    }
    Console console = session.console();
    try (Fetcher fetcher = new Fetcher(FetchOptions.defaults(), console)) {
      ManifestLocation place = location(fetcher);
      FactSet facts = known.find(session, options);
      if (place.names().isEmpty()) {
        place = place.orElse(ManifestLocation.names(facts));
      }
      ManifestResult result = walk(place, facts).run(place.names());
      known.tell(facts, console);
      print(result);
      if (report != null && !options.dryRun()) {
        write(ManifestReport.write(result, facts.report(), facts.instant()));
      }
      return result.failed() || known.failed() ? ExitStatus.SOME_FAILED : ExitStatus.OK;
    }
  }

  /** A file is replaced, behind a link too; a device or a pipe is written to and stays. */
  private void write(byte[] content) throws CannotCreateException {
    try {
      Path target = Files.exists(report) ? report.toRealPath() : report.toAbsolutePath();
      if (!Files.isDirectory(target.getParent())) {
        throw new NoSuchFileException(target.getParent().toString());
      }
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        Files.write(target, content, StandardOpenOption.WRITE);
      } else {
        DurableFiles.write(target, content);
      }
    } catch (IOException e) {
      throw new CannotCreateException(report.toString(), e);
    }
  }

  private ManifestWalk walk(ManifestLocation place, FactSet facts) throws IOException {
    ManifestWalk walk = new ManifestWalk(place.source(), facts);
    if (local != null) {
      walk.withLocal(local);
    }
    return choices == null ? walk : walk.withChoices(choices);
  }

  private ManifestLocation location(Fetcher fetcher) throws IOException {
    if (from != null) {
      ManifestLocation folder = folder(fetcher);
      return name == null ? folder : named(folder);
    }
    if (name != null && ManifestLocation.isAddress(name)) {
      return ManifestLocation.of(address(name), fetcher);
    }
    if (name != null && Files.isRegularFile(Path.of(name))) {
      return ManifestLocation.of(Path.of(name));
    }
    ManifestLocation usual = new SiteOfConditions(session, options).manifests(fetcher);
    if (name != null
        && Files.isDirectory(Path.of(name))
        && (name.matches("[./].*|.*/") || usual.source().find(name).isEmpty())) {
      throw new NoSuchFileException(
          name, null, "is a directory, wanted a manifest; name the folder with --from");
    }
    return name == null ? usual : new ManifestLocation(usual.source(), List.of(name));
  }

  /** A name in the folder comes before a file of that name elsewhere. */
  private ManifestLocation named(ManifestLocation folder) throws IOException {
    boolean file = Files.isRegularFile(Path.of(name));
    boolean path = name.startsWith("/") || name.startsWith("./") || name.startsWith("../");
    return file && (path || folder.source().find(name).isEmpty())
        ? folder.beginningWith(Path.of(name))
        : new ManifestLocation(folder.source(), List.of(name));
  }

  private ManifestLocation folder(Fetcher fetcher) throws IOException {
    if (ManifestLocation.isAddress(from)) {
      return ManifestLocation.of(address(from.endsWith("/") ? from : from + "/"), fetcher);
    }
    if (from.isEmpty() || !Files.isDirectory(Path.of(from))) {
      throw new NoSuchFileException(from, null, "there is no such directory");
    }
    return ManifestLocation.of(Path.of(from));
  }

  private URI address(String text) {
    try {
      return URI.create(text.replace(" ", "%20"));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "'" + text + "' is no URL");
    }
  }

  private void print(ManifestResult result) {
    Console console = session.console();
    result.problems().stream().map(ManifestProblem::toString).forEach(console::complain);
    for (Decision decision : result.decisions()) {
      console.detail(reason(decision));
    }
    if (console.json()) {
      console.document(result);
    } else {
      result.lines().forEach(console::row);
    }
  }

  private static String reason(Decision decision) {
    String conditions =
        decision.conditions().isEmpty()
            ? ""
            : " where " + String.join(" and ", decision.conditions());
    return decision.line()
        + ": "
        + String.join(" > ", decision.via())
        + ": "
        + decision.keyPath()
        + conditions;
  }
}
