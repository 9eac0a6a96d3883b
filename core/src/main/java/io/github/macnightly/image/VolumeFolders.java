package io.github.macnightly.image;

import io.github.macnightly.volume.Volume;
import io.github.macnightly.volume.VolumeEntry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts several volumes into one tree: a folder for each, named after it. Where two volumes have one
 * name, a number follows, as in {@code /Volumes}. What no folder can be called is written in a way
 * that it can.
 */
final class VolumeFolders {

  private static final String NAMELESS = "untitled";

  private VolumeFolders() {}

  /** Returns the volumes by folder, a single one under "". */
  static Map<String, Volume> of(List<Volume> volumes) {
    Map<String, Volume> folders = new LinkedHashMap<>();
    for (Volume volume : volumes) {
      folders.put(volumes.size() == 1 ? "" : free(volume, folders.keySet()), volume);
    }
    return folders;
  }

  private static String free(Volume volume, Set<String> taken) {
    Set<String> lower =
        taken.stream().map(s -> s.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    String own = fit(volume.name());
    String name = own;
    for (int i = 1; lower.contains(name.toLowerCase(Locale.ROOT)); i++) {
      name = own + " " + i;
    }
    return name;
  }

  /** A label is free text; as a folder it must not lead elsewhere. */
  private static String fit(String label) {
    String name = label.replace('/', ':').replace('\0', '_');
    if (name.equals(".") || name.equals("..")) {
      return "_" + name;
    }
    return name.isEmpty() ? NAMELESS : name;
  }

  /** Finds an entry; with several volumes the path starts with the name of a folder. */
  static Optional<VolumeEntry> find(Map<String, Volume> folders, String path) throws IOException {
    if (folders.containsKey("")) {
      return folders.get("").find(path);
    }
    String rest = path.replaceFirst("^/+", "");
    int end = rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/');
    Volume volume = folders.get(rest.substring(0, end));
    return volume == null ? Optional.empty() : volume.find(rest.substring(end));
  }
}
