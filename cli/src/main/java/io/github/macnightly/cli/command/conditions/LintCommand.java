package io.github.macnightly.cli.command.conditions;

import io.github.macnightly.cli.command.FactFiles;
import io.github.macnightly.cli.console.Batch;
import io.github.macnightly.cli.console.Console;
import io.github.macnightly.cli.console.ExitStatus;
import io.github.macnightly.cli.console.OutputOptions;
import io.github.macnightly.cli.console.Session;
import io.github.macnightly.facts.FactRules;
import io.github.macnightly.manifests.FileFinding;
import io.github.macnightly.manifests.FileLint;
import io.github.macnightly.predicate.FactType;
import io.github.macnightly.predicate.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code conditions lint}: looks for mistakes in conditions. */
@Command(
    sortOptions = false,
    description = "Looks for mistakes in the conditions of files, without asking them.",
    footer = {
      "",
      "A FILE is a manifest, a pkginfo file or a catalog (plist, YAML or JSON), a case file"
          + " (.jsonl), or text with a predicate a line; - is standard input. Of a folder all files"
          + " are looked at but those that hold no conditions, such as a licence; --verbose names"
          + " them.",
      "What a manifest includes is looked for in --from, else in the nearest folder above it that"
          + " is called manifests, else in the folder that was named, or of the first file.",
      "An unknown key of a manifest is told when it is spelt nearly like a known one or holds a"
          + " list; others, such as notes, are taken for remarks.",
      "Keys that a file of --facts has count as known. The status is 1 when there is more than"
          + " notes."
    })
public final class LintCommand implements Callable<ExitStatus> {

  private static final int MAX_INPUT = 64 << 20;

  private final Session session;
  private int looked;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to look at.")
  private List<Path> files;

  @Option(
      names = "--from",
      order = 40,
      paramLabel = "DIR",
      description = "The folder that the names of included manifests are relative to.")
  private Path from;

  @Mixin private FactFiles facts;

  @Mixin(name = OutputOptions.NAME)
  private OutputOptions output;

  /** A command that prints to the console of {@code session}. */
  public LintCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitStatus call() throws IOException, InterruptedException {
    if (from != null && !Files.isDirectory(from)) {
      throw new NoSuchFileException(from.toString(), null, "there is no such directory");
    }
    Map<String, FactType> known =
        new LinkedHashMap<>(facts.facts(session, FactRules.DEFAULT).types());
    known.putIfAbsent("catalogs", FactType.TEXTS);
    FileLint lint = new FileLint(known, from);
    Batch batch = new Batch(session.console());
    List<FileFinding> findings = new ArrayList<>();
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        List<Path> all = new ArrayList<>();
        batch.attempt(file.toString(), () -> all.addAll(below(file)));
        for (Path each : all) {
          batch.attempt(each.toString(), () -> within(file, each, lint, findings));
        }
      } else {
        batch.attempt(file.toString(), () -> findings.addAll(single(file, lint)));
      }
    }
    print(findings, looked);
    boolean sound = findings.stream().allMatch(finding -> finding.severity() == Severity.NOTE);
    return sound ? batch.status() : ExitStatus.SOME_FAILED;
  }

  private List<FileFinding> single(Path file, FileLint lint) throws IOException {
    looked++;
    return CaseInput.isStandard(file)
        ? lint.check(CaseInput.NAME, session.world().input().readNBytes(MAX_INPUT))
        : lint.check(file);
  }

  private void within(Path folder, Path file, FileLint lint, List<FileFinding> findings)
      throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped");
    }
    Optional<List<FileFinding>> found = lint.check(file, folder);
    if (found.isPresent()) {
      looked++;
      findings.addAll(found.get());
    } else {
      session.console().detail(file + ": holds no conditions, left out");
    }
  }

  private static List<Path> below(Path file) throws IOException {
    try (Stream<Path> all = Files.walk(file)) {
      return all.filter(Files::isRegularFile)
          .filter(each -> !each.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private void print(List<FileFinding> findings, int files) {
    Console console = session.console();
    if (console.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("files", files);
      document.put("findings", findings.stream().map(LintCommand::document).toList());
      console.document(document);
      return;
    }
    for (FileFinding finding : findings) {
      console.row(finding.where(), word(finding), finding.rule(), finding.message());
    }
  }

  private static String word(FileFinding finding) {
    return finding.severity().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> document(FileFinding finding) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", finding.file());
    document.put("line", finding.line());
    document.put("keyPath", finding.keyPath());
    document.put("position", finding.position());
    document.put("severity", word(finding));
    document.put("rule", finding.rule());
    document.put("message", finding.message());
    return document;
  }
}
