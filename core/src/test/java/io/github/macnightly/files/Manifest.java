package io.github.macnightly.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A tree written down: type, mode, and content or target of every path, without the work area. */
final class Manifest {

  private Manifest() {}

  static List<String> of(Path root) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path p : all.sorted().toList()) {
        String name = root.relativize(p).toString();
        if (!name.startsWith("var/db/macnightly")) {
          lines.add(line(name, p));
        }
      }
    }
    return lines;
  }

  private static String line(String name, Path p) throws IOException {
    if (Files.isSymbolicLink(p)) {
      return name + " -> " + Files.readSymbolicLink(p);
    }
    String mode = Integer.toOctalString(Unix.require(p).raw());
    return name + " " + mode + (Files.isDirectory(p) ? "" : " " + Files.readString(p));
  }

  /** Lists what should not be left in the work area: journals, stages, scratch, temporary files. */
  static List<String> remains(Path root) throws IOException {
    Path area = root.resolve("var/db/macnightly");
    List<String> found = new ArrayList<>();
    for (String d : List.of("journal", "stage", "scratch")) {
      Unix.list(area.resolve(d)).forEach(p -> found.add(d + "/" + p.getFileName()));
    }
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(p -> p.getFileName().toString().matches("\\..*\\.new"))
          .forEach(p -> found.add(p.toString()));
    }
    return found;
  }
}
