package io.github.macnightly.files;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The volumes that have a place to build and to keep. A place on another volume than the work
 * area's is written down before it is made, so that recovery finds what a dead process left there.
 */
final class Volumes {

  private final Path root;
  private final Volume home;
  private final Trees trees;

  Volumes(Path root, Path directory, Trees trees) {
    this.root = root;
    this.home = new Volume(directory);
    this.trees = trees;
  }

  /** Returns the place for a target, making it where it is missing. */
  Volume forTarget(Path target) throws IOException {
    Path parent = Unix.existingParent(target);
    long device = Unix.require(parent).device();
    Volume volume = home;
    if (device != Unix.require(home.base()).device()) {
      volume = new Volume(top(parent, device).resolve(Volume.HIDDEN));
      remember(volume);
    }
    trees.createOwnDirectory(volume.base());
    trees.createOwnDirectory(volume.stage());
    trees.createOwnDirectory(volume.kept());
    return volume;
  }

  /** Returns the topmost directory of the volume that is not above the root. */
  private Path top(Path start, long device) throws IOException {
    Path p = start;
    while (!p.equals(root)
        && p.getParent() != null
        && Unix.require(p.getParent()).device() == device) {
      p = p.getParent();
    }
    return p;
  }

  /** Returns the work area's own place and all others that were written down and can be reached. */
  List<Volume> all() throws IOException {
    List<Volume> all = new ArrayList<>();
    all.add(home);
    for (String path : written()) {
      Path base = root.resolve(path.substring(1));
      if (Unix.exists(base)) {
        all.add(new Volume(base));
      }
    }
    return all;
  }

  private void remember(Volume volume) throws IOException {
    String path = "/" + root.relativize(volume.base());
    List<String> paths = written();
    if (!paths.contains(path)) {
      paths.add(path);
      save(paths);
    }
  }

  /** Returns whether {@link #dropEmpty} has something to do. */
  boolean needsSweep() throws IOException {
    boolean needed = !unfinished().isEmpty();
    for (String path : written()) {
      needed |= isEmpty(new Volume(root.resolve(path.substring(1))));
    }
    return needed;
  }

  /** Takes away the places on other volumes that hold nothing any more. */
  void dropEmpty() throws IOException {
    for (Path p : unfinished()) {
      trees.deleteTree(p);
    }
    List<String> paths = written();
    List<String> left = new ArrayList<>();
    for (String path : paths) {
      Volume v = new Volume(root.resolve(path.substring(1)));
      if (isEmpty(v)) {
        trees.deleteTree(v.base());
      } else {
        left.add(path);
      }
    }
    if (left.size() < paths.size()) {
      save(left);
    }
  }

  /** One that is not there may be on a volume that is not mounted now; it is not called empty. */
  private static boolean isEmpty(Volume v) throws IOException {
    return Unix.exists(v.base()) && Unix.list(v.stage()).isEmpty() && Unix.list(v.kept()).isEmpty();
  }

  /**
   * Lists what dead processes left of writing the list; the lock says that nobody is writing it.
   */
  private List<Path> unfinished() throws IOException {
    return Unix.list(home.base()).stream()
        .filter(p -> p.getFileName().toString().matches("\\.volumes\\..*\\.new"))
        .toList();
  }

  private Path file() {
    return home.base().resolve("volumes");
  }

  private void save(List<String> paths) throws IOException {
    if (paths.isEmpty()) {
      trees.deleteTree(file());
    } else {
      byte[] json = new Gson().toJson(paths).getBytes(StandardCharsets.UTF_8);
      trees.write(file(), out -> out.write(json));
    }
  }

  private List<String> written() throws IOException {
    List<String> paths = new ArrayList<>();
    if (Files.isRegularFile(file())) {
      for (String path : parse(Files.readString(file()))) {
        // Only what this class writes is believed: nothing else may be swept.
        if (path != null && path.startsWith("/") && path.endsWith("/" + Volume.HIDDEN)) {
          paths.add(path);
        }
      }
    }
    return paths;
  }

  private static String[] parse(String json) {
    try {
      String[] paths = new Gson().fromJson(json, String[].class);
      return paths == null ? new String[0] : paths;
    } catch (JsonParseException e) {
      return new String[0];
    }
  }
}
