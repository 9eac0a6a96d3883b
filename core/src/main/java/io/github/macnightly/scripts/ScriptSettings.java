package io.github.macnightly.scripts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Where condition scripts are and within which bounds they run.
 *
 * @param root the tree that they belong to; directories above it are not judged
 * @param directory holds the scripts
 * @param required whether that directory has to be there, since somebody named it
 * @param managedInstalls where scripts may write {@code ConditionalItems.plist}; made when absent
 * @param deadline how long a script may take that does not itself say how long
 * @param environment variables that are added to ours or replace them
 */
public record ScriptSettings(
    Path root,
    Path directory,
    boolean required,
    Path managedInstalls,
    Duration deadline,
    Map<String, String> environment) {

  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(60);

  /**
   * Makes all paths absolute.
   *
   * @throws IllegalArgumentException when the deadline is not positive
   */
  public ScriptSettings {
    root = root.toAbsolutePath();
    directory = directory.toAbsolutePath();
    managedInstalls = managedInstalls.toAbsolutePath();
    environment = Map.copyOf(environment);
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("the deadline of scripts is " + deadline);
    }
  }

  /** Munki's places below a root, a deadline of 60 seconds, and no added variables. */
  public static ScriptSettings under(Path root) {
    return new ScriptSettings(
        root,
        root.resolve("usr/local/munki/conditions"),
        false,
        root.resolve("Library/Managed Installs"),
        DEFAULT_DEADLINE,
        Map.of());
  }

  /** The same with another directory of scripts, which has to be there. */
  public ScriptSettings withDirectory(Path other) {
    return new ScriptSettings(root, other, true, managedInstalls, deadline, environment);
  }

  /** The same with another deadline. */
  public ScriptSettings withDeadline(Duration other) {
    return new ScriptSettings(root, directory, required, managedInstalls, other, environment);
  }

  /** The same with these variables and no other added ones. */
  public ScriptSettings withEnvironment(Map<String, String> other) {
    return new ScriptSettings(root, directory, required, managedInstalls, deadline, other);
  }
}
