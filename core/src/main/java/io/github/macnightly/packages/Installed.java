package io.github.macnightly.packages;

import io.github.macnightly.install.InstallContext;
import io.github.macnightly.repository.IndexEntry;
import io.github.macnightly.repository.Selection;
import io.github.macnightly.state.InstalledItem;
import io.github.macnightly.state.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is installed: the recorded sums, and the applications that are still on the disk. */
final class Installed {

  private final Map<String, String> sums;
  private final Map<String, String> vanished = new HashMap<>();
  private final Set<String> rests = new HashSet<>();
  private final Selection names;

  Installed(InstallContext context) throws IOException {
    this.sums = context.state().sums();
    List<IndexEntry> entries = new ArrayList<>(sums.size());
    sums.forEach((name, sum) -> entries.add(new IndexEntry(name, sum, 0)));
    for (InstalledItem item : context.state().items()) {
      if (!sums.containsKey(item.name())) {
        entries.add(new IndexEntry(item.name(), "", 0));
      }
      if (item.isRest()) {
        rests.add(item.name());
      }
      lookFor(item, context);
    }
    this.names = new Selection(entries);
  }

  private void lookFor(InstalledItem item, InstallContext context) throws IOException {
    for (Part part : item.parts()) {
      if (part.kind().equals("application")
          && Files.notExists(context.root().resolve(part.path()), LinkOption.NOFOLLOW_LINKS)) {
        vanished.put(item.name(), part.path());
      }
    }
  }

  /** Tells whether a name of a list means anything installed; the rest of a removed item is not. */
  boolean has(String pattern) {
    return matches(pattern).stream().anyMatch(name -> !rests.contains(name));
  }

  /** Returns what can be removed that a name of a list means. */
  List<String> matches(String pattern) {
    return names.matches(pattern).stream().map(IndexEntry::name).toList();
  }

  /** Tells why an item of the index has to be installed; empty when it need not be. */
  Optional<String> whyInstall(IndexEntry entry) {
    String sum = sums.get(entry.name());
    if (sum == null) {
      return Optional.of("not installed");
    }
    if (!sum.equalsIgnoreCase(entry.md5())) {
      return Optional.of("the repository has another version of it");
    }
    return Optional.ofNullable(vanished.get(entry.name())).map(path -> path + " is gone");
  }
}
