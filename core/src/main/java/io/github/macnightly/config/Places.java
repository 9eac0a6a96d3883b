package io.github.macnightly.config;

import java.util.List;
import java.util.Optional;

/** The keys that name a place in the tree. */
final class Places {

  private static final List<Key> KEYS =
      List.of(Key.CACHEDIR, Key.LOCKFILE, Key.LOGFILE, Key.PKGLIST, Key.CONDITIONS);

  private Places() {}

  static void check(Configuration configuration) throws ConfigurationException {
    for (Key key : KEYS) {
      Optional<String> path = configuration.text(key);
      if (path.isPresent() && !isPlace(path.get())) {
        throw configuration.wrong(key, "a path that begins with /");
      }
    }
  }

  /** A NUL, which a quoted YAML value may hold, ends a path for the system alone. */
  private static boolean isPlace(String path) {
    return path.startsWith("/") && path.indexOf('\0') < 0 && !path.matches("/+");
  }
}
