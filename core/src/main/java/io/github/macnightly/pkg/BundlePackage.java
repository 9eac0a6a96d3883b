package io.github.macnightly.pkg;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens packages that are directories. */
final class BundlePackage {

  private static final List<String> ARCHIVES =
      List.of(
          "Archive.pax.gz", "Archive.pax", "Archive.cpio.gz", "Archive.cpio", "Archive.pax.bz2");
  private static final List<String> LANGUAGES = List.of("en.lproj", "English.lproj");
  private static final int MAX_PLIST = 1 << 20;

  private final BundleFiles files;
  private final BundleInfo info;

  private BundlePackage(BundleFiles files, BundleInfo info) {
    this.files = files;
    this.info = info;
  }

  /**
   * Opens a directory.
   *
   * @param nesting the metapackages that lead to it
   */
  static Opened open(Path directory, Nesting nesting) throws IOException {
    BundleFiles files = new BundleFiles(directory);
    BundleInfo info = BundleInfo.read(files);
    boolean script = files.file(Metapackage.SCRIPT).isPresent();
    if (info.isAbsent() && !script) {
      throw new NotThisFormatException(
          "package", -1, files.name() + " has neither Contents/Info.plist nor a distribution.dist");
    }
    BundlePackage bundle = new BundlePackage(files, info);
    Optional<Path> archive = bundle.archive();
    boolean meta = !info.packages().isEmpty() || info.isAbsent() || (script && archive.isEmpty());
    String title = bundle.title();
    return meta
        ? new Metapackage(files, info, nesting.enter(directory)).open(title)
        : bundle.single(archive, script, title);
  }

  private Optional<Path> archive() throws IOException {
    for (String name : ARCHIVES) {
      Optional<Path> archive = files.file("Contents/" + name);
      if (archive.isPresent()) {
        return archive;
      }
    }
    return Optional.empty();
  }

  private Opened single(Optional<Path> archive, boolean script, String title) throws IOException {
    String name = files.name();
    String identifier = info.text("CFBundleIdentifier").strip();
    String location = info.text("IFPkgFlagDefaultLocation");
    Component component =
        new BundleComponent(
            files,
            info,
            archive,
            PackagePaths.identifier(
                identifier.isEmpty() ? PackagePaths.stem(name) : identifier, name),
            PackagePaths.location(location, name));
    List<String> notes = new ArrayList<>();
    if (script) {
      notes.add("the checks of Contents/distribution.dist were not evaluated");
    }
    return new Opened(
        InstallerPackage.Format.BUNDLE,
        title,
        List.of(component),
        notes,
        List.of(),
        () -> {},
        Opened.Script.NONE,
        List.of());
  }

  /** A description that cannot be read is no reason to refuse the package. */
  private static Object description(byte[] bytes, String path) throws IOException {
    try {
      return PropertyLists.readDictionary(bytes, path).get("IFPkgDescriptionTitle");
    } catch (FormatException e) {
      return null;
    }
  }

  private String title() throws IOException {
    for (String language : LANGUAGES) {
      String path = "Contents/Resources/" + language + "/Description.plist";
      Optional<byte[]> bytes = files.read(path, MAX_PLIST);
      if (bytes.isPresent() && description(bytes.get(), path) instanceof String title) {
        return title;
      }
    }
    String name = info.text("CFBundleName").strip();
    return name.isEmpty() ? PackagePaths.stem(files.name()) : name;
  }
}
