package io.github.macnightly.scripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of condition scripts. */
final class ScriptFolder {

  /** Not the order of String, which puts the characters above U+FFFF before U+E000. */
  private static final Comparator<Path> ORDER =
      Comparator.comparing(path -> name(path).codePoints().toArray(), Arrays::compare);

  private ScriptFolder() {}

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  /**
   * Lists what is to be run, in order; empty when there is no such directory.
   *
   * @param problems gets why the directory cannot be read
   */
  static List<Path> list(ScriptSettings settings, List<String> problems) {
    Path directory = settings.directory();
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> !name(file).startsWith(".") && !Files.isDirectory(file))
          .sorted(ORDER)
          .toList();
    } catch (NoSuchFileException e) {
      if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        problems.add("cannot read the condition scripts: " + directory + " leads nowhere");
      } else if (settings.required()) {
        problems.add(
            "there is no directory of condition scripts "
                + directory
                + ", which the configuration names as CONDITIONS");
      }
    } catch (IOException e) {
      problems.add("cannot read the condition scripts: " + Reasons.of(e));
    } catch (UncheckedIOException e) {
      problems.add("cannot read the condition scripts: " + Reasons.of(e.getCause()));
    }
    return List.of();
  }

  /** Finds a name, however its letters are composed: a Mac's disk may decompose them. */
  static List<Path> named(String name, List<Path> scripts) {
    String wanted = normal(name);
    return scripts.stream().filter(script -> normal(name(script)).equals(wanted)).toList();
  }

  private static String normal(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }
}
