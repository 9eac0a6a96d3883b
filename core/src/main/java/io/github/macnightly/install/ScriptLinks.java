package io.github.macnightly.install;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.pkg.EntryVisitor;
import io.github.macnightly.pkg.PayloadEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The symbolic links among the scripts of a component. A script that is a link to a program of the
 * machine would run that program as if the package had brought it.
 */
final class ScriptLinks implements EntryVisitor {

  private static final int MAX_LINKS = 40;

  private final Map<String, String> links = new HashMap<>();

  private ScriptLinks() {}

  /**
   * Looks where the scripts of a component are, without unpacking them.
   *
   * @throws CorruptException when one of them is a link that leads out of their folder
   */
  static void check(Component component) throws IOException {
    ScriptLinks found = new ScriptLinks();
    component.extractScripts(found);
    for (String name : component.scripts()) {
      String path = component.scriptPath(name);
      if (!found.staysInside(path)) {
        throw new CorruptException(
            "package",
            -1,
            name
                + " of "
                + component.identifier()
                + " is a link that leads out of the package's scripts");
      }
    }
  }

  @Override
  public void visit(PayloadEntry entry, InputStream content) {
    if (entry.type() == PayloadEntry.Type.SYMLINK) {
      links.put(entry.path(), entry.linkTarget());
    }
  }

  private boolean staysInside(String path) {
    Deque<String> rest = new ArrayDeque<>(Arrays.asList(path.split("/")));
    Deque<String> at = new ArrayDeque<>();
    int followed = 0;
    while (!rest.isEmpty()) {
      String name = rest.pop();
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        if (at.pollLast() == null) {
          return false;
        }
        continue;
      }
      at.addLast(name);
      String target = links.get(String.join("/", at));
      if (target != null) {
        at.removeLast();
        followed++;
        if (target.startsWith("/") || followed > MAX_LINKS) {
          return false;
        }
        push(rest, target.split("/"));
      }
    }
    return true;
  }

  private static void push(Deque<String> rest, String[] names) {
    for (int i = names.length - 1; i >= 0; i--) {
      rest.push(names[i]);
    }
  }
}
