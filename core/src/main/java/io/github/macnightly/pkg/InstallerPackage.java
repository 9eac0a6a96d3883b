package io.github.macnightly.pkg;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An open installer package of any kind. Its payloads can be read until it is closed. */
public final class InstallerPackage implements Closeable {

  /** Kinds of packages. */
  public enum Format {
    /** One file with one component. */
    FLAT_COMPONENT,
    /** One file with components and a script that chooses among them. */
    FLAT_PRODUCT,
    /** A directory with one component. */
    BUNDLE,
    /** A directory that lists packages. */
    METAPACKAGE
  }

  private final Opened opened;

  private InstallerPackage(Opened opened) {
    this.opened = opened;
  }

  /**
   * Opens a package.
   *
   * @param fileOrBundleDirectory a flat package, or the directory of a bundle or metapackage
   * @throws io.github.macnightly.io.FormatException when it is not a package, is damaged, or is of
   *     a kind that is not read here
   */
  public static InstallerPackage open(Path fileOrBundleDirectory) throws IOException {
    Path path = fileOrBundleDirectory.toAbsolutePath().normalize();
    return new InstallerPackage(
        Files.isDirectory(path) ? BundlePackage.open(path) : FlatPackage.open(path));
  }

  /** Returns the kind of package. */
  public Format format() {
    return opened.format();
  }

  /** Returns the title that it shows; the name of its file when it has none. */
  public String title() {
    return opened.title();
  }

  /** Returns the components that a plain install takes, in order. */
  public List<Component> components() {
    return opened.components();
  }

  /** Returns what a person should know, such as choices that were taken without evaluating them. */
  public List<String> notes() {
    return opened.notes();
  }

  /**
   * Returns the packages that a metapackage lists as required and that are not there: it should not
   * be installed without them.
   */
  public List<String> missing() {
    return opened.missing();
  }

  @Override
  public void close() throws IOException {
    opened.close();
  }
}
