package io.github.macnightly.manifests;

import io.github.macnightly.fetch.Fetcher;
import io.github.macnightly.predicate.Facts;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which manifest to begin with.
 *
 * @param source where manifests come from
 * @param names the first that there is is taken; empty when only the source is known
 */
public record ManifestLocation(ManifestSource source, List<String> names) {

  /** What stands for a serial number that nobody could find out. */
  private static final String UNKNOWN = "UNKNOWN";

  /** Tells whether a text is an address rather than a path. */
  public static boolean isAddress(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9+.-]*://.*");
  }

  /**
   * Returns what a path means: a folder alone, or a file with the folder that its includes are in.
   * That is the nearest above it that is called {@code manifests}; what is not there, and
   * everything without such a folder, is looked for beside the file.
   */
  public static ManifestLocation of(Path path) {
    Path file = path.toAbsolutePath().normalize();
    if (Files.isDirectory(file) || file.getParent() == null) {
      return new ManifestLocation(ManifestSource.of(file), List.of());
    }
    Path folder = folder(file);
    String name = folder.relativize(file).toString().replace('\\', '/');
    ManifestSource source = new DirectorySource(folder, file.getParent());
    return new ManifestLocation(source, List.of(name));
  }

  /**
   * Returns what an address means: a manifest and the folder it is in; with a slash at the end the
   * folder alone. Nothing is asked for yet.
   */
  public static ManifestLocation of(URI address, Fetcher fetcher) {
    String text = address.toString();
    int slash = text.lastIndexOf('/');
    ManifestSource source = ManifestSource.of(URI.create(text.substring(0, slash + 1)), fetcher);
    String name = text.substring(slash + 1).replace("+", "%2B");
    return new ManifestLocation(
        source,
        name.isEmpty() ? List.of() : List.of(URLDecoder.decode(name, StandardCharsets.UTF_8)));
  }

  /** Returns a manifest in a file, whose includes are those of this source. */
  public ManifestLocation beginningWith(Path file) {
    Path path = file.toAbsolutePath().normalize();
    return new ManifestLocation(new FileSource(path, source), List.of(path.toString()));
  }

  /** Returns the same with names to try when it has none. */
  public ManifestLocation orElse(List<String> others) {
    return names.isEmpty() ? new ManifestLocation(source, others) : this;
  }

  /**
   * Returns the names under which a computer has its manifest, as Munki tries them: its full name,
   * its short name, its serial number, {@code site_default}.
   */
  public static List<String> names(Facts facts) {
    Set<String> names = new LinkedHashSet<>();
    if (facts.get("hostname") instanceof String host) {
      names.add(host);
      names.add(host.replaceFirst("\\..*", ""));
    }
    if (facts.get("serial_number") instanceof String serial && !serial.equals(UNKNOWN)) {
      names.add(serial);
    }
    names.removeIf(name -> name.isBlank() || name.indexOf('/') >= 0 || name.startsWith("."));
    names.add("site_default");
    return List.copyOf(names);
  }

  /** Returns the nearest folder above that is called {@code manifests}, else that of the file. */
  static Path folder(Path file) {
    Path manifests = manifests(file);
    return manifests == null ? file.getParent() : manifests;
  }

  /** Returns the nearest folder above that is called {@code manifests}; null without one. */
  static Path manifests(Path file) {
    for (Path way = file.getParent(); way != null; way = way.getParent()) {
      if (way.getFileName() != null && way.getFileName().toString().equals("manifests")) {
        return way;
      }
    }
    return null;
  }
}
