package io.github.macnightly.manifests;

import io.github.macnightly.fetch.Fetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where manifests come from. */
public interface ManifestSource {

  /** Bytes of the largest manifest that is read; real ones have some kilobytes. */
  int MAX_BYTES = 1 << 20;

  /** Endings that a manifest's file may have beyond its name, in the order of trying. */
  List<String> ENDINGS = List.of("", ".plist", ".yaml", ".yml", ".json");

  /**
   * Finds a manifest.
   *
   * @param name its name, with slashes for folders and with or without an ending
   * @return empty if there is none of that name
   * @throws IOException if it is there and cannot be read, or is larger than 1 MiB, or if the name
   *     leads elsewhere
   */
  Optional<ManifestFile> find(String name) throws IOException;

  /** Returns the folder or the address, for messages; empty when there is none. */
  default String where() {
    return "";
  }

  /** Returns names of manifests that there are, as far as that is known, for advice. */
  default List<String> names() {
    return List.of();
  }

  /** Returns manifests below a directory. */
  static ManifestSource of(Path directory) {
    return new DirectorySource(directory);
  }

  /** Returns manifests below an address; nothing is asked for yet. */
  static ManifestSource of(URI base, Fetcher fetcher) {
    return new RemoteSource(base, fetcher);
  }
}
