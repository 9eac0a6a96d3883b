package io.github.macnightly.manifests;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.predicate.FactType;
import io.github.macnightly.predicate.Facts;
import io.github.macnightly.predicate.Finding;
import io.github.macnightly.predicate.Lint;
import io.github.macnightly.predicate.Severity;
import io.github.macnightly.text.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for mistakes in files: manifests, pkginfo files and catalogs (by their ending or because
 * they begin like a property list, YAML or JSON), case files ({@code .jsonl}), and else text with a
 * predicate a line, in which {@code # } begins a comment.
 */
public final class FileLint {

  /** Characters of a message or a key path; both may quote what stands in the file. */
  private static final int LONGEST = 1000;

  private final Map<String, FactType> known;
  private final IncludeLint includes;
  private List<FileFinding> findings = new ArrayList<>();
  private String file = "";
  private Path folder;
  private Path from;
  private Path first;

  /**
   * Makes a lint. It remembers the manifests it has seen, so that a circle is told once.
   *
   * @param known the facts that there may be; when empty, no key counts as unknown
   */
  public FileLint(Map<String, FactType> known) {
    this.known = known;
    this.includes = new IncludeLint();
  }

  /** Makes a lint for which the names of all manifests are relative to a folder. */
  public FileLint(Map<String, FactType> known, Path from) {
    this(known);
    this.from = from;
  }

  /**
   * Looks at a file. What it includes is looked for in the nearest folder above that is called
   * {@code manifests}, without one in the folder of the first file, and then beside it.
   *
   * @return what there is to say; a sound file has notes at most
   * @throws IOException if the file cannot be read; one that is malformed is a finding
   */
  public List<FileFinding> check(Path path) throws IOException {
    folder = null;
    start(path);
    if (file.endsWith(".jsonl")) {
      ConditionTest.read(path, this::oneCase);
    } else {
      content(path, DirectorySource.read(path, "file of conditions"));
    }
    return List.copyOf(findings);
  }

  /**
   * Looks at a file that was found in a folder. What it includes is looked for in the nearest
   * folder above that is called {@code manifests}, without one in the folder that was named.
   *
   * @param root the folder that was named
   * @return what there is to say; empty when the file seems to hold no conditions at all
   * @throws IOException if the file cannot be read
   */
  public Optional<List<FileFinding>> check(Path path, Path root) throws IOException {
    folder = root;
    start(path);
    if (file.endsWith(".jsonl")) {
      ConditionTest.read(path, this::oneCase);
      return Optional.of(List.copyOf(findings));
    }
    byte[] bytes = DirectorySource.read(path, "file of conditions");
    if (!Notations.mayHoldConditions(file, bytes)) {
      return Optional.empty();
    }
    content(path, bytes);
    return Optional.of(List.copyOf(findings));
  }

  /**
   * Looks at what comes from elsewhere than a file.
   *
   * @param name what it is called in findings
   * @throws IOException if it cannot be looked at
   */
  public List<FileFinding> check(String name, byte[] bytes) throws IOException {
    file = name;
    findings = new ArrayList<>();
    if (Notations.isCases(bytes)) {
      ConditionTest.read(bytes, this::oneCase);
    } else {
      content(null, bytes);
    }
    return List.copyOf(findings);
  }

  private void start(Path path) {
    file = path.toString();
    findings = new ArrayList<>();
    first = first == null ? path.toAbsolutePath().normalize().getParent() : first;
  }

  private void content(Path path, byte[] bytes) throws IOException {
    try {
      if (isDocument(bytes)) {
        String name = path == null ? Notations.named(file, bytes) : file;
        document(path, Documents.read(name, bytes, file));
      } else {
        lines(Documents.text("text", bytes, file));
      }
    } catch (FormatException e) {
      add(0, "", 0, new Finding(0, 0, Severity.ERROR, "malformed", e.getMessage()));
    }
  }

  private boolean isDocument(byte[] bytes) {
    return Notations.isDocument(file)
        || Notations.isPropertyList(bytes)
        || !Notations.other(bytes).isEmpty();
  }

  private void lines(String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.equals("#") && !line.startsWith("# ")) {
        predicate(i + 1, "", lines.get(i));
      }
    }
  }

  private void oneCase(CaseLine line) {
    if (line.problem().isEmpty()) {
      Map<String, FactType> more = new HashMap<>(known);
      line.facts().all().keySet().forEach(key -> more.putIfAbsent(key, FactType.ANY));
      predicate(line.number(), "predicate", line.predicate(), known.isEmpty() ? known : more);
      if (!line.warning().isEmpty()) {
        Finding finding = new Finding(0, 0, Severity.WARNING, "unknown-case-key", line.warning());
        add(line.number(), "", 0, finding);
      }
    } else {
      String problem = line.problem();
      add(line.number(), "", 0, new Finding(0, 0, Severity.ERROR, "malformed", problem));
    }
  }

  private void document(Path path, Object root) throws IOException {
    if (root instanceof Map<?, ?> map && ManifestKeys.isManifest(map)) {
      Section manifest =
          new SectionReader(file, new Rules(Facts.of(Map.of())), this::malformed).read(map);
      conditions(manifest, Nesting.none());
      includes(path, manifest);
    }
    installable(root, "", 0);
  }

  private void includes(Path path, Section manifest) throws IOException {
    if (path == null) {
      return;
    }
    Path named = path.toAbsolutePath().normalize();
    Path manifests = ManifestLocation.manifests(named);
    Path root = folder != null ? folder : first;
    Path names = from != null ? from : manifests != null ? manifests : root;
    Path other = from != null || folder != null ? names : named.getParent();
    findings.addAll(
        includes.check(
            path,
            manifest,
            names.toAbsolutePath().normalize(),
            other.toAbsolutePath().normalize()));
  }

  /** What is wrong with a predicate is told by its own lint, with more words. */
  private void malformed(ManifestProblem problem) {
    if (problem.position() == 0) {
      Severity severity = problem.error() ? Severity.ERROR : Severity.WARNING;
      String rule = problem.error() ? "malformed" : "unknown-manifest-key";
      add(0, problem.keyPath(), 0, new Finding(0, 0, severity, rule, problem.text()));
    }
  }

  private void conditions(Section section, Nesting around) {
    for (Section inner : section.conditions()) {
      boolean sound = predicate(0, inner.conditionPath(), inner.rule().text());
      if (sound && around.excludes(inner.rule())) {
        String message = "can never hold where the conditions around it hold";
        Finding finding = new Finding(0, 0, Severity.WARNING, "unreachable", message);
        add(0, inner.conditionPath(), 0, finding);
      }
      conditions(inner, around.in(inner));
    }
  }

  /** Finds the conditions of pkginfo files, also of the many in a catalog. */
  private void installable(Object value, String path, int depth) {
    if (depth > Documents.MAX_DEPTH) {
      return;
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, each) -> {
            String here = path.isEmpty() ? key.toString() : path + "." + key;
            if (key.equals("installable_condition") && each instanceof String text) {
              predicate(0, here, text);
            } else {
              installable(each, here, depth + 1);
            }
          });
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        installable(list.get(i), path + "[" + i + "]", depth + 1);
      }
    }
  }

  /** Tells whether it can hold at all. */
  private boolean predicate(int line, String keyPath, String text) {
    return predicate(line, keyPath, text, known);
  }

  private boolean predicate(int line, String keyPath, String text, Map<String, FactType> facts) {
    List<Finding> found = Lint.check(text, facts);
    found.forEach(finding -> add(line, keyPath, finding.start() + 1, finding));
    return found.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  private void add(int line, String keyPath, int position, Finding finding) {
    String message = finding.message().replaceFirst("^character \\d+: ", "");
    findings.add(
        new FileFinding(
            file,
            line,
            Excerpt.of(keyPath, LONGEST / 4),
            position,
            finding.severity(),
            finding.rule(),
            Excerpt.of(message, LONGEST)));
  }
}
