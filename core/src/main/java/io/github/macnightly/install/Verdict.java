package io.github.macnightly.install;

import io.github.macnightly.inventory.Inventory;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.state.InstalledItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What is to be done with a component: it is there already, it is older than what is there and
 * forbids to replace that, or it is installed.
 *
 * @param kind which of them
 * @param newer the version that is there when that is newer, else ""
 * @param held whether an item of ours has the package
 */
record Verdict(Kind kind, String newer, boolean held) {

  /** What is done. */
  enum Kind {
    /** The same is there. */
    SAME,
    /** It must not replace the newer version. */
    REFUSED,
    /** It is put in place. */
    INSTALL
  }

  /** Looks at receipts and records, reading only. */
  static Verdict of(
      InstallContext context, InstallOptions options, Origin origin, Component component)
      throws IOException {
    List<InstalledItem> holders =
        context.state().items().stream()
            .filter(item -> Inventory.packages(item).contains(component.identifier()))
            .toList();
    boolean held = !holders.isEmpty();
    String newer = newer(context, component);
    if (!newer.isEmpty() && PackageReceipts.forbidsOlder(component) && !options.allowDowngrade()) {
      return new Verdict(Kind.REFUSED, newer, held);
    }
    boolean same =
        !options.force()
            && PackageReceipts.sameVersion(context, component)
            && sameContent(context, origin, component, holders)
            && !(options.allowDowngrade()
                && !new BundleRules(context.root(), component).newerOnDisk().isEmpty());
    return new Verdict(same ? Kind.SAME : Kind.INSTALL, newer, held);
  }

  private static String newer(InstallContext context, Component component) throws IOException {
    if (component.version().isEmpty()) {
      return "";
    }
    String newer = "";
    List<String> known =
        new Inventory(context.root(), context.state()).versions(component.identifier());
    for (String version : known) {
      boolean above =
          VersionOrder.compare(version, newer.isEmpty() ? component.version() : newer) > 0;
      newer = above ? version : newer;
    }
    return newer;
  }

  /**
   * A version is what somebody has typed: other bytes are another package. What Apple's installer
   * has received is not known that well, and its version has to do.
   */
  private static boolean sameContent(
      InstallContext context, Origin origin, Component component, List<InstalledItem> holders)
      throws IOException {
    List<InstalledItem> summed = holders.stream().filter(item -> isSummed(origin, item)).toList();
    if (!summed.isEmpty()) {
      return summed.stream().anyMatch(item -> isSame(origin, item));
    }
    return holders.isEmpty() || sameBill(context, component);
  }

  private static boolean isSummed(Origin origin, InstalledItem item) {
    return origin.md5() != null && item.md5() != null
        || origin.sha256() != null && item.sha256() != null;
  }

  private static boolean isSame(Origin origin, InstalledItem item) {
    return origin.sha256() != null && item.sha256() != null
        ? origin.sha256().equalsIgnoreCase(item.sha256())
        : Objects.equals(origin.md5(), item.md5());
  }

  private static boolean sameBill(InstallContext context, Component component) throws IOException {
    byte[] bill = component.bomBytes();
    Path received = context.root().resolve(ObsoleteFiles.bill(component));
    return bill.length == 0
        || !Files.isRegularFile(received)
        || Files.size(received) == bill.length && Arrays.equals(Files.readAllBytes(received), bill);
  }

  /** Says that a newer version goes, "" when none does. */
  String downgrade(Component component) {
    return kind == Kind.INSTALL && !newer.isEmpty()
        ? component.identifier()
            + " "
            + component.version()
            + " replaces the newer version "
            + newer
        : "";
  }
}
