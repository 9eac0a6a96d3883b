package io.github.macnightly.install;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.pkg.Component;
import io.github.macnightly.pkg.InstallerPackage;
import io.github.macnightly.xar.XarArchive;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A package that may be installed: its signature is as it must be, it is complete, and its product
 * wants the target.
 *
 * @param pkg the package, read from the very archive whose signature was verified
 * @param found what was found of its signatures when it was opened, one for each archive
 * @param notes what the administrator should know
 */
record OpenPackage(InstallerPackage pkg, List<SignatureFacts> found, List<String> notes)
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
    List<SignatureFacts> found = new ArrayList<>();
    try {
      new SignatureGate(options.trust()).pass(name, pkg, found);
      requireComplete(name, pkg);
      List<String> notes = new ArrayList<>(chooser.notes());
      notes.addAll(pkg.notes());
      String lead = name.equals(item) ? "" : name + ": ";
      for (SignatureFacts facts : found) {
        facts.warnings().forEach(w -> notes.add(lead + w));
        Stream.of(facts.trouble()).filter(t -> !t.isEmpty()).forEach(t -> notes.add(lead + t));
      }
      return new OpenPackage(pkg, found, notes);
    } catch (IOException e) {
      pkg.close();
      throw SeenSignatures.add(e, now(found, pkg));
    } catch (RuntimeException e) {
      pkg.close();
      throw e;
    }
  }

  /** Takes back that a signature verifies when a member turned out not to be what was signed. */
  private static List<SignatureFacts> now(List<SignatureFacts> found, InstallerPackage pkg) {
    List<SignatureFacts> all = new ArrayList<>(found);
    for (int i = 0; i < all.size(); i++) {
      SignatureFacts facts = all.get(i);
      all.set(i, pkg.archives().get(i).mismatch().map(facts::broken).orElse(facts));
    }
    return all;
  }

  /** Returns what is known of its signatures by now. */
  List<SignatureFacts> signatures() {
    return now(found, pkg);
  }

  /**
   * Compares what nobody has read, such as a payload that is there in the same version.
   *
   * @throws io.github.macnightly.io.FormatException when it is not what the table of contents says
   */
  void compareRest() throws IOException {
    for (XarArchive archive : pkg.archives()) {
      archive.compare(entry -> true);
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
