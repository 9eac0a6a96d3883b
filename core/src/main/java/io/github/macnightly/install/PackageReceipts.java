package io.github.macnightly.install;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.pkg.ReceiptStyle;
import io.github.macnightly.plist.PropertyLists;
import io.github.macnightly.state.LedgerPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Apple's receipts: {@code var/db/receipts/ID.plist} and {@code .bom} for flat packages (since Mac
 * OS X 10.6), {@code Library/Receipts/NAME.pkg} for bundle packages.
 */
final class PackageReceipts {

  private static final String DATABASE = "/var/db/receipts/";
  private static final String BUNDLES = "/Library/Receipts/";

  private final Session session;

  PackageReceipts(Session session) {
    this.session = session;
  }

  /** Tells whether a component is received in the same version. */
  static boolean sameVersion(InstallContext context, Component component) throws IOException {
    return !component.version().isEmpty()
        && component.version().equals(received(context, component));
  }

  /**
   * Tells whether a package forbids that it replaces a newer version of itself: those of bundles do
   * unless they say otherwise ({@code IFPkgFlagAllowBackRev}).
   */
  static boolean forbidsOlder(Component component) {
    return isBundle(component) && !component.rules().allowOlder();
  }

  /** Returns the version that the receipt of a component tells, "" when there is none. */
  private static String received(InstallContext context, Component component) throws IOException {
    boolean bundle = isBundle(component);
    Path receipt =
        context.root().resolve(path(component) + (bundle ? "/" + BundleVersion.INFO : ""));
    if (!Files.isRegularFile(receipt)) {
      return "";
    }
    try {
      Map<String, Object> plist =
          PropertyLists.readDictionary(Files.readAllBytes(receipt), receipt.toString());
      String[] keys =
          bundle
              ? new String[] {"CFBundleShortVersionString", "CFBundleVersion"}
              : new String[] {"PackageVersion"};
      return first(plist, keys);
    } catch (FormatException damaged) {
      // A damaged receipt proves nothing: the package is installed again, and the receipt with it.
      return "";
    }
  }

  private static String first(Map<String, Object> plist, String... keys) {
    for (String key : keys) {
      Object value = plist.get(key);
      if (value != null && !value.toString().isEmpty()) {
        return value.toString();
      }
    }
    return "";
  }

  private static boolean isBundle(Component component) {
    return component.receiptStyle() == ReceiptStyle.BUNDLE;
  }

  static String path(Component component) {
    return isBundle(component)
        ? BUNDLES + component.receiptName()
        : DATABASE + component.identifier() + ".plist";
  }

  /**
   * Stages the receipt of a component, as a part of the item.
   *
   * @param bill what was staged of it
   */
  void write(Component component, String fileName, PayloadBill bill) throws IOException {
    byte[] own = component.bomBytes();
    if (isBundle(component)) {
      for (Map.Entry<String, byte[]> file : component.receiptFiles().entrySet()) {
        ownDirectories(path(component), file.getKey());
        session.file(path(component) + "/" + file.getKey(), file.getValue());
      }
      session.receipt(path(component));
      return;
    }
    session.receipt(path(component));
    session.file(path(component), PropertyLists.writeBinary(content(component, fileName)));
    session.file(DATABASE + component.identifier() + ".bom", own.length > 0 ? own : bill.made());
    session.receipt(DATABASE + component.identifier() + ".bom");
  }

  /** Enters the directories of a receipt, which are made for the files in them. */
  private void ownDirectories(String top, String file) {
    session.own(directory(top));
    for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
      session.own(directory(top + "/" + file.substring(0, slash)));
    }
  }

  private static LedgerPath directory(String path) {
    return new LedgerPath(path, 'd', 0755, 0, "");
  }

  private Map<String, Object> content(Component component, String fileName) {
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put("InstallDate", session.context().clock().instant());
    receipt.put("InstallPrefixPath", prefix(component));
    receipt.put("InstallProcessName", "macnightly");
    receipt.put("PackageFileName", fileName);
    receipt.put("PackageIdentifier", component.identifier());
    receipt.put("PackageVersion", component.version());
    return receipt;
  }

  /** Apple writes the location without its leading slash, and "/" for the root. */
  private static String prefix(Component component) {
    String location = PayloadPlan.clean(component.installLocation());
    return location.equals("/") ? location : location.substring(1);
  }
}
