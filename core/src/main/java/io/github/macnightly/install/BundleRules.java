package io.github.macnightly.install;

import io.github.macnightly.files.RootedPaths;
import io.github.macnightly.pkg.BundleRecord;
import io.github.macnightly.pkg.Component;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a package says of the bundles in its payload: which do not replace a newer one that is there
 * already, which are replaced as a whole and which merged. Bundles that were moved elsewhere are
 * not looked for: everything goes to its own location.
 */
final class BundleRules {

  private final RootedPaths root;
  private final Component component;
  private final String base;

  /** Looks at a component whose payload goes to its install location. */
  BundleRules(RootedPaths root, Component component) {
    this.root = root;
    this.component = component;
    String location = PayloadPlan.clean(component.installLocation());
    this.base = location.equals("/") ? "" : location;
  }

  /**
   * Finds the bundles of which a newer version is on the disk.
   *
   * @return path in the payload, "" for all of it, to what is to be said about it
   */
  Map<String, String> newerOnDisk() throws IOException {
    Map<String, String> newer = new LinkedHashMap<>();
    for (BundleRecord bundle : component.bundleRecords()) {
      String target = target(bundle.path());
      if (bundle.rules().contains(BundleRecord.Rule.CHECK_VERSION) && !target.isEmpty()) {
        BundleVersion there = BundleVersion.ofInstalled(root.resolve(target)).orElse(null);
        if (there != null && isNewer(there, bundle)) {
          newer.put(bundle.path(), told(target, there, bundle));
        }
      }
    }
    return newer;
  }

  /** A record without a path is about the bundle whose content the payload is. */
  private String target(String path) {
    return path.isEmpty() ? base : base + "/" + path;
  }

  /** Returns where paths of the payload go. */
  Set<String> targets(Set<String> paths) {
    return paths.stream().map(this::target).collect(Collectors.toSet());
  }

  private static boolean isNewer(BundleVersion there, BundleRecord bundle) {
    if (!bundle.identifier().isEmpty() && !bundle.identifier().equals(there.identifier())) {
      return false;
    }
    int order = order(there.shortVersion(), bundle.shortVersion());
    return order > 0 || (order == 0 && order(there.version(), bundle.version()) > 0);
  }

  private static int order(String there, String ours) {
    return there.isEmpty() || ours.isEmpty() ? 0 : VersionOrder.compare(there, ours);
  }

  private static String told(String target, BundleVersion there, BundleRecord bundle) {
    String ours = bundle.shortVersion().isEmpty() ? bundle.version() : bundle.shortVersion();
    return "kept "
        + target
        + ": version "
        + there.text()
        + (there.text().equals(ours) ? " (" + there.version() + ")" : "")
        + " is newer than "
        + ours
        + " (--allow-downgrade replaces it)";
  }

  /** Returns the paths of bundles that are merged into what is there. */
  Set<String> merged() {
    Set<String> merged = new LinkedHashSet<>();
    for (BundleRecord bundle : component.bundleRecords()) {
      if (bundle.rules().contains(BundleRecord.Rule.MERGE)
          || bundle.rules().contains(BundleRecord.Rule.MERGE_AT_ONCE)) {
        merged.add(bundle.path());
      }
    }
    return merged;
  }
}
