package io.github.macnightly.install;

import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.process.ProcessRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where package scripts believe to be. A script that was made for a Mac's root runs in a chroot of
 * the tree, so that the paths in it mean the tree, where that works: for the superuser, in a tree
 * with a shell that this machine can run. Elsewhere it runs beside the tree and is told of it by
 * its arguments.
 *
 * @param root the tree
 * @param changed whether scripts run in a chroot
 * @param where where scripts run, in words, and why not in a chroot when that is not so
 */
record ScriptRoot(RootedPaths root, boolean changed, String where) {

  private static final Duration PROBE = Duration.ofSeconds(10);
  private static final String HERE = "on this machine";
  private static final String SHELL = "/bin/sh";
  private static final String ENTER = "cd \"$1\" && shift && exec \"$@\"";

  /** A path with a '=' in it would be a variable to env, and is none to a shell. */
  private static final String EXEC = "exec \"$@\"";

  /** Finds out by trying: a shell may be there and be made for another system. */
  static ScriptRoot of(InstallContext context) throws InterruptedException {
    RootedPaths root = context.root();
    if (root.root().equals(Path.of("/"))) {
      return new ScriptRoot(root, false, HERE);
    }
    String obstacle = context.host().root() ? obstacle(context) : "only root can change the root";
    return obstacle.isEmpty()
        ? new ScriptRoot(root, true, "in a chroot of " + root.root())
        : new ScriptRoot(root, false, HERE + ", since " + obstacle);
  }

  /** Returns why scripts cannot run in a chroot, "" when they can. */
  private static String obstacle(InstallContext context) throws InterruptedException {
    String root = context.root().root().toString();
    try {
      boolean works =
          context
              .runner()
              .run(ProcessRequest.of("chroot", root, SHELL, "-c", ":").withDeadline(PROBE))
              .ok();
      return works ? "" : SHELL + " of " + root + " does not work here";
    } catch (IOException noSuchProgram) {
      return "this machine has no program chroot";
    }
  }

  /** Returns what a script is told of a path on this machine. */
  String told(Path path) {
    return changed ? root.relative(path) : path.toString();
  }

  /** Returns what a script is told of the tree itself. */
  String volume() {
    return changed ? "/" : root.root().toString();
  }

  /**
   * Returns how to run a program with arguments in a directory, with some variables and none of
   * ours.
   */
  ProcessRequest request(Path directory, List<String> command, Map<String, String> environment) {
    List<String> all = new ArrayList<>(List.of("env", "-i"));
    environment.forEach((name, value) -> all.add(name + "=" + value));
    if (!changed) {
      all.addAll(List.of(SHELL, "-c", EXEC, "sh"));
      all.addAll(command);
      return ProcessRequest.of(all).withDirectory(directory);
    }
    all.addAll(List.of("/bin/sh", "-c", "exec chroot \"$@\"", "sh"));
    all.addAll(List.of(root.root().toString(), SHELL, "-c", ENTER, "sh", told(directory)));
    all.addAll(command);
    return ProcessRequest.of(all);
  }
}
