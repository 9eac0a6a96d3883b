package io.github.macnightly.pkg;

import io.github.macnightly.xar.XarArchive;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
    /** A directory that lists packages, or a script beside them. */
    METAPACKAGE
  }

  private final Opened opened;

  private InstallerPackage(Opened opened) {
    this.opened = opened;
  }

  /**
   * Opens a package.
   *
   * @param fileOrBundleDirectory a flat package, the directory of a bundle or metapackage, or a
   *     distribution script with its packages beside it
   * @throws io.github.macnightly.io.FormatException when it is not a package, is damaged, or is of
   *     a kind that is not read here
   */
  public static InstallerPackage open(Path fileOrBundleDirectory) throws IOException {
    return opened(fileOrBundleDirectory, new Nesting(null));
  }

  /**
   * Opens a package and lets somebody else decide which packages of a distribution script, its own
   * or one of a package in it, are taken; {@link #open(Path)} goes by what the script says without
   * JavaScript.
   *
   * @param chooser is asked while this runs
   * @throws IOException as {@link #open(Path)} does, or what the chooser throws
   */
  public static InstallerPackage open(Path fileOrBundleDirectory, RefChooser chooser)
      throws IOException {
    return opened(fileOrBundleDirectory, new Nesting(Objects.requireNonNull(chooser)));
  }

  private static InstallerPackage opened(Path fileOrDirectory, Nesting nesting) throws IOException {
    Path path = fileOrDirectory.toAbsolutePath().normalize();
    return new InstallerPackage(
        Files.isDirectory(path)
            ? BundlePackage.open(path, nesting)
            : FlatPackage.open(path, nesting));
  }

  /** Returns the bytes of its distribution script; none when it has no script. */
  public Optional<byte[]> script() {
    byte[] bytes = opened.script().bytes();
    return bytes.length == 0 ? Optional.empty() : Optional.of(bytes.clone());
  }

  /**
   * Reads a file from the resources that its script refers to, of at most 16 MiB.
   *
   * @param path below the folder of resources, such as {@code en.lproj/Localizable.strings}
   * @return empty when it is absent
   * @throws IOException when it cannot be read, or the path leads out of the folder
   */
  public Optional<byte[]> resource(String path) throws IOException {
    return opened.script().resources().read(PackagePaths.relative(path, "resource", title()));
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

  /**
   * Returns the open archives that the components are read from, for whoever verifies signatures:
   * what is verified must be what is extracted. None for components in directories.
   */
  public List<XarArchive> archives() {
    return List.copyOf(opened.archives());
  }

  @Override
  public void close() throws IOException {
    opened.close();
  }
}
