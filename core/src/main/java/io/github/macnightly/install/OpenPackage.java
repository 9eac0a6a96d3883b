package io.github.macnightly.install;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.pkg.InstallerPackage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A package that may be installed: its signature is as it must be, it is complete, and its product
 * wants the target.
 *
 * @param pkg the package, read from the very archive whose signature was verified
 * @param signatures what was found of its signatures
 * @param notes what the administrator should know
 */
record OpenPackage(InstallerPackage pkg, List<SignatureFacts> signatures, List<String> notes)
    implements Closeable {

  /**
   * Opens a package and decides what of it is taken.
   *
   * @param item the item that the package belongs to, which the reader of the notes knows already
   * @throws io.github.macnightly.io.FormatException when it must not be installed
   */
  static OpenPackage open(Path file, String item, InstallContext context, InstallOptions options)
      throws IOException {
    ProductChooser chooser = new ProductChooser(context, options.wishes(), true);
    String name = file.getFileName().toString();
    InstallerPackage pkg = InstallerPackage.open(file, chooser);
    try {
      List<SignatureFacts> signatures = new SignatureGate(options.trust()).pass(name, pkg);
      requireComplete(name, pkg);
      List<String> notes = new ArrayList<>(chooser.notes());
      notes.addAll(pkg.notes());
      String lead = name.equals(item) ? "" : name + ": ";
      signatures.forEach(s -> s.warnings().forEach(w -> notes.add(lead + w)));
      return new OpenPackage(pkg, signatures, notes);
    } catch (IOException | RuntimeException e) {
      pkg.close();
      throw e;
    }
  }

  /** Refuses a metapackage that lacks what it says it requires. */
  private static void requireComplete(String name, InstallerPackage pkg) throws CorruptException {
    if (!pkg.missing().isEmpty()) {
      throw new CorruptException(
          "package",
          -1,
          name
              + " requires "
              + String.join(", ", pkg.missing())
              + ", which it does not hold; fetch a complete one");
    }
  }

  List<Component> components() {
    return pkg.components();
  }

  @Override
  public void close() throws IOException {
    pkg.close();
  }
}
