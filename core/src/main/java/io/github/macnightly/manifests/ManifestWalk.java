package io.github.macnightly.manifests;

import io.github.macnightly.predicate.Facts;
import io.github.macnightly.text.Excerpt;
import io.github.macnightly.text.Nearest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides what a computer is to have, by the manifests of a source and facts. Used once. */
public final class ManifestWalk {

  private static final List<ListKey> LOCAL =
      List.of(
          ListKey.MANAGED_INSTALLS,
          ListKey.MANAGED_UNINSTALLS,
          ListKey.MANAGED_UPDATES,
          ListKey.OPTIONAL_INSTALLS);

  /** A manifest under the name by which it was first found, or why there is none. */
  private record Loaded(Optional<Manifest> manifest, String failure) {}

  private final ManifestSource source;
  private final Rules rules;
  private final Set<ManifestProblem> problems = new LinkedHashSet<>();
  private final Ledger ledger = new Ledger(problems::add);
  private final Map<String, Loaded> read = new HashMap<>();

  /** By what is the same for all names of a file, in the order of reading. */
  private final Map<String, Manifest> manifests = new LinkedHashMap<>();

  private List<String> known;
  private Section local;
  private Section choices;

  /** Makes a walk; nothing is read before it is run. */
  public ManifestWalk(ManifestSource source, Facts facts) {
    this.source = source;
    this.rules = new Rules(facts);
  }

  /**
   * Adds the manifest that the owner of this computer keeps on it. Its four lists of managed and
   * optional items count, with the catalogs of the first manifest; it includes nothing.
   *
   * @throws IOException if it cannot be read
   */
  public ManifestWalk withLocal(Path file) throws IOException {
    local = file(file);
    if (!local.catalogs().isEmpty()
        || !local.included().isEmpty()
        || !local.conditions().isEmpty()) {
      problems.add(
          ManifestProblem.warning(
              file.toString(),
              "",
              "catalogs, included_manifests and conditional_items mean nothing in a local"
                  + " manifest"));
    }
    return this;
  }

  /**
   * Adds what users of this computer chose of the optional items: managed_installs,
   * managed_uninstalls, and under default_installs what was installed by default before.
   *
   * @throws IOException if it cannot be read
   */
  public ManifestWalk withChoices(Path file) throws IOException {
    choices = file(file);
    return this;
  }

  private Section file(Path file) throws IOException {
    String name = file.toString();
    Map<?, ?> map = Documents.readDictionary(name, DirectorySource.read(file, "manifest"), name);
    return new SectionReader(name, rules, problems::add).read(map);
  }

  /**
   * Walks.
   *
   * @param candidates names of manifests; the first that there is is the one to begin with
   * @throws NoSuchFileException if there is none of them
   * @throws IOException if it cannot be read; what it includes may fail
   */
  public ManifestResult run(List<String> candidates) throws IOException {
    Manifest root = first(candidates);
    List<String> catalogs = root.section().catalogs();
    walk(root, ListKey.MANAGED_INSTALLS);
    walk(root, ListKey.MANAGED_UNINSTALLS);
    walk(root, ListKey.MANAGED_UPDATES);
    if (local != null && !catalogs.isEmpty()) {
      Trail trail = Trail.start("local manifest").catalogs(catalogs);
      LOCAL.forEach(key -> entries(local, key).forEach(each -> ledger.take(key, each, trail)));
    }
    walk(root, ListKey.OPTIONAL_INSTALLS);
    walk(root, ListKey.FEATURED_ITEMS);
    Trail chosen = Trail.start("choices").catalogs(catalogs);
    if (choices != null && !catalogs.isEmpty()) {
      entries(choices, ListKey.MANAGED_INSTALLS).forEach(each -> ledger.choose(each, chosen));
    }
    // Munki appends them to what users chose.
    walk(root, ListKey.DEFAULT_INSTALLS);
    if (choices != null && !catalogs.isEmpty()) {
      entries(choices, ListKey.MANAGED_UNINSTALLS)
          .forEach(each -> ledger.take(ListKey.MANAGED_UNINSTALLS, each, chosen));
    }
    return new ManifestResult(
        root.name(),
        ledger.decisions(),
        List.copyOf(problems),
        manifests.values().stream().map(Manifest::name).toList(),
        rules.parsed());
  }

  private Manifest first(List<String> candidates) throws IOException {
    for (String name : candidates) {
      Optional<ManifestFile> file = source.find(name);
      if (file.isPresent()) {
        Manifest manifest = manifest(file.get());
        read.put(name, new Loaded(Optional.of(manifest), ""));
        return manifest;
      }
    }
    String in = source.where().isEmpty() ? "" : " in " + source.where();
    throw new NoSuchFileException(
        Excerpt.of(String.join(", ", candidates)),
        null,
        "there is no manifest of that name" + in + Nearest.advice(candidates.get(0), known()));
  }

  /** Reads a manifest, once under whatever names it is included. */
  private Manifest manifest(ManifestFile file) throws IOException {
    Manifest known = manifests.get(file.identity());
    if (known != null) {
      return known;
    }
    Map<?, ?> map = Documents.readDictionary(file.file(), file.bytes(), file.where());
    Section section = new SectionReader(file.name(), rules, problems::add).read(map);
    Manifest manifest = new Manifest(file.name(), section);
    manifests.put(file.identity(), manifest);
    return manifest;
  }

  private void walk(Manifest root, ListKey key) {
    Set<String> before =
        key == ListKey.DEFAULT_INSTALLS && choices != null
            ? names(choices, ListKey.DEFAULT_INSTALLS)
            : Set.of();
    new TreeWalk(rules, this::included, problems::add)
        .walk(
            root,
            (section, trail) ->
                entries(section, key).stream()
                    .filter(entry -> !before.contains(entry.name()))
                    .forEach(entry -> ledger.take(key, entry, trail)));
  }

  private static List<Entry> entries(Section section, ListKey key) {
    return section.lists().getOrDefault(key, List.of());
  }

  private static Set<String> names(Section section, ListKey key) {
    Set<String> names = new LinkedHashSet<>();
    entries(section, key).forEach(entry -> names.add(entry.name()));
    return names;
  }

  /** Finds a manifest that another one includes; it is read once. */
  private Optional<Manifest> included(Entry entry, String includer) {
    Loaded loaded = read.computeIfAbsent(entry.name(), this::load);
    if (!loaded.failure.isEmpty()) {
      problems.add(ManifestProblem.error(includer, entry.path(), loaded.failure));
    }
    return loaded.manifest;
  }

  /** Returns the names that somebody may have meant, read once. */
  private List<String> known() {
    if (known == null) {
      known = source.names();
    }
    return known;
  }

  private Loaded load(String name) {
    try {
      Optional<ManifestFile> file = source.find(name);
      return file.isPresent()
          ? new Loaded(Optional.of(manifest(file.get())), "")
          : new Loaded(
              Optional.empty(),
              "there is no manifest " + Excerpt.of(name) + Nearest.advice(name, known()));
    } catch (IOException e) {
      return new Loaded(Optional.empty(), "cannot be included: " + e.getMessage());
    }
  }
}
