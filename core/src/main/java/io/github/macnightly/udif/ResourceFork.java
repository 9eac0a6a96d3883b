package io.github.macnightly.udif;

import io.github.macnightly.io.Source;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The resources of an image by their four-letter types. */
final class ResourceFork {

  private final Map<String, List<Resource>> byType;

  ResourceFork(Map<String, List<Resource>> byType) {
    this.byType = byType;
  }

  /** Reads the property list or, in its absence, the classic fork. */
  static ResourceFork read(Source file, UdifTrailer trailer) throws IOException {
    UdifTrailer.Range plist = trailer.plist();
    UdifTrailer.Range fork = trailer.fork();
    if (!plist.isEmpty()) {
      byte[] list = file.read(plist.offset(), (int) plist.length()).array();
      return ListedResources.parse(PropertyLists.readDictionary(list, "chunk table"), plist);
    }
    if (!fork.isEmpty()) {
      return ClassicResources.parse(file.read(fork.offset(), (int) fork.length()), fork.offset());
    }
    return new ResourceFork(Map.of());
  }

  /**
   * Returns the resources of a type in the order of the file.
   *
   * @param type four characters, such as {@code STR#} or {@code "RTF "}
   */
  List<Resource> resources(String type) {
    return byType.getOrDefault(type, List.of());
  }
}
