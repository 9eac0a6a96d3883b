package io.github.macnightly.manifests;

import io.github.macnightly.predicate.Facts;
import io.github.macnightly.predicate.Severity;
import io.github.macnightly.text.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows what manifests include, whatever the conditions: tells of missing ones and of circles.
 */
final class IncludeLint {

  private static final int MAX_DEPTH = 200;

  private final Map<Path, Optional<Section>> read = new HashMap<>();
  private final Set<Path> done = new HashSet<>();
  private List<FileFinding> findings = new ArrayList<>();
  private Path beside = Path.of("");

  /**
   * Looks at what a file includes.
   *
   * @param folder what names are relative to
   * @param other where is looked for what is not there; often the same
   */
  List<FileFinding> check(Path file, Section manifest, Path folder, Path other) throws IOException {
    findings = new ArrayList<>();
    beside = other;
    Path path = file.toRealPath();
    read.put(path, Optional.of(manifest));
    missing(file, folder, manifest);
    follow(path, folder, new ArrayList<>(List.of(path)));
    return findings;
  }

  /** Tells of the missing ones of a file that was asked about; of the others one was not asked. */
  private void missing(Path file, Path folder, Section section) {
    for (Entry entry : section.included()) {
      if (find(folder, entry.name()).isEmpty()) {
        findings.add(
            finding(
                file,
                entry.path(),
                "missing-include",
                "there is no manifest " + Excerpt.of(entry.name()) + " in " + folder));
      }
    }
    section.conditions().forEach(inner -> missing(file, folder, inner));
  }

  private void follow(Path file, Path folder, List<Path> chain) {
    if (done.contains(file) || chain.size() > MAX_DEPTH) {
      return;
    }
    section(file).ifPresent(section -> follow(section, folder, chain));
    done.add(file);
  }

  private void follow(Section section, Path folder, List<Path> chain) {
    for (Entry entry : section.included()) {
      Optional<Path> found = find(folder, entry.name());
      if (found.isEmpty()) {
        continue;
      }
      Path next = found.get();
      int at = chain.indexOf(next);
      if (at >= 0) {
        circle(chain.subList(at, chain.size()), folder, entry);
      } else {
        chain.add(next);
        follow(next, folder, chain);
        chain.remove(chain.size() - 1);
      }
    }
    section.conditions().forEach(inner -> follow(inner, folder, chain));
  }

  private void circle(List<Path> circle, Path folder, Entry entry) {
    StringBuilder names = new StringBuilder();
    circle.forEach(path -> names.append(shown(folder, path)).append(" -> "));
    names.append(shown(folder, circle.get(0)));
    findings.add(
        finding(
            circle.get(circle.size() - 1),
            entry.path(),
            "include-circle",
            "includes in a circle: " + names));
  }

  private static Path shown(Path folder, Path path) {
    try {
      Path real = folder.toRealPath();
      return path.startsWith(real) ? real.relativize(path) : path;
    } catch (IOException e) {
      return path;
    }
  }

  private Optional<Path> find(Path folder, String name) {
    try {
      return new DirectorySource(folder, beside)
          .find(name)
          .map(
              found -> {
                Path path = Path.of(found.identity());
                read.computeIfAbsent(path, each -> read(found));
                return path;
              });
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Section> section(Path file) {
    return read.getOrDefault(file, Optional.empty());
  }

  /** What is wrong in a file that was not asked about is no finding. */
  private static Optional<Section> read(ManifestFile file) {
    try {
      Map<?, ?> map = Documents.readDictionary(file.file(), file.bytes(), file.where());
      Rules rules = new Rules(Facts.of(Map.of()));
      return Optional.of(new SectionReader(file.name(), rules, problem -> {}).read(map));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static FileFinding finding(Path file, String keyPath, String rule, String message) {
    return new FileFinding(file.toString(), 0, keyPath, 0, Severity.ERROR, rule, message);
  }
}
