package io.github.macnightly.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Items to record. */
final class Items {

  static final Instant WHEN = Instant.parse("2026-03-04T05:06:07.123Z");
  private static final String SHA = "0123456789abcdef".repeat(4);

  private Items() {}

  /** An item whose name decides its MD5 and its paths. */
  static InstalledItem of(String name, int paths) {
    List<LedgerPath> ledger = new ArrayList<>();
    ledger.add(new LedgerPath("/Applications", 'd', 0755, 0, ""));
    for (int i = 1; i < paths; i++) {
      ledger.add(new LedgerPath("/Applications/" + name + "/ä " + i, 'f', 0644, i, SHA));
    }
    return of(name, md5(name), ledger);
  }

  static InstalledItem of(String name, String md5, List<LedgerPath> ledger) {
    List<Part> parts =
        List.of(
            new Part("app", "org.example." + name, "1.2.3 (4)", "/Applications/" + name),
            new Part("package", null, null, null));
    return new InstalledItem(name, "dmg", md5, SHA, "ftp://host/" + name, WHEN, parts, ledger);
  }

  static String md5(String name) {
    return String.format("%032x", Integer.toUnsignedLong(name.hashCode()));
  }

  static InstalledItem withoutLedger(InstalledItem item) {
    return new InstalledItem(
        item.name(),
        item.kind(),
        item.md5(),
        item.sha256(),
        item.source(),
        item.installed(),
        item.parts(),
        List.of());
  }
}
