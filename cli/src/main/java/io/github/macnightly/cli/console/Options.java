package io.github.macnightly.cli.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that all commands which do something share. */
public final class Options {

  /** The name under which a command mixes these options in. */
  public static final String NAME = "options";

  @Option(
      names = "--root",
      order = 90,
      paramLabel = "DIR",
      description = "Work in the tree DIR as if it were the whole disk (default: /).")
  private Path root = Path.of("/");

  @Option(
      names = "--config",
      order = 91,
      paramLabel = "FILE",
      description = "Read this configuration, not etc/localconfig.yml or etc/localconfig in DIR.")
  private Path config;

  @Option(
      names = {"-n", "--dry-run"},
      order = 92,
      description = "Say what would be done and why; change nothing.")
  private boolean dryRun;

  @Mixin private OutputOptions output;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Returns the tree to work in, absolute.
   *
   * @throws NoSuchFileException if there is no such directory
   * @throws NotDirectoryException if it is something else
   * @throws AccessDeniedException if it, or a directory on the way to it, may not be entered
   */
  public Path root() throws IOException {
    Path absolute = given("--root", root).toAbsolutePath();
    for (Path way = absolute; way != null; way = way.getParent()) {
      if (Files.isDirectory(way) && !Files.isExecutable(way)) {
        throw new AccessDeniedException(way.toString());
      }
    }
    if (Files.isDirectory(absolute)) {
      return absolute;
    }
    if (Files.exists(absolute)) {
      throw new NotDirectoryException(absolute.toString());
    }
    throw new NoSuchFileException(absolute.toString());
  }

  /** Returns the configuration file that was named, or null. */
  public Path config() {
    return config == null ? null : given("--config", config).toAbsolutePath();
  }

  /** An empty word, as an unset variable of a script makes it, would mean the current directory. */
  private Path given(String option, Path path) {
    if (path.toString().isEmpty()) {
      throw new ParameterException(spec.commandLine(), option + " is empty, wanted a path");
    }
    return path;
  }

  /** Returns whether nothing may be changed. */
  public boolean dryRun() {
    return dryRun;
  }

  /** Returns these options as another run of the program would be given them, but for the tree. */
  public List<String> forwarded() {
    List<String> words = new ArrayList<>();
    if (config != null) {
      words.add("--config=" + config());
    }
    if (output.json()) {
      words.add("--json");
    }
    if (output.quiet()) {
      words.add("--quiet");
    }
    for (int i = 0; i < output.verbosity(); i++) {
      words.add("--verbose");
    }
    return words;
  }

  /** Returns how results are wanted. */
  public OutputOptions output() {
    return output;
  }
}
