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

  private static final List<String> LANGUAGES = List.of("en.lproj", "English.lproj");
  private static final int MAX_PLIST = 1 << 20;
  private static final int MAX_SCRIPT = 16 << 20;

  private final BundlePlaces places;
  private final BundleFiles files;
  private final BundleInfo info;
  private final Nesting nesting;

  private BundlePackage(BundlePlaces places, BundleInfo info, Nesting nesting) {
    this.places = places;
    this.files = places.files();
    this.info = info;
    this.nesting = nesting;
  }

  /**
   * Opens a directory.
   *
   * @param nesting the metapackages that lead to it
   */
  static Opened open(Path directory, Nesting nesting) throws IOException {
    BundleFiles files = new BundleFiles(directory);
    BundlePlaces places = BundlePlaces.of(files);
    BundleInfo info = BundleInfo.read(files, places);
    boolean script = files.file(Metapackage.SCRIPT).isPresent();
    if (info.isAbsent() && !script) {
      throw new NotThisFormatException(
          "package",
          -1,
          files.name()
              + " has neither Contents/Info.plist, nor Resources/"
              + places.name()
              + ".info, nor a distribution.dist");
    }
    BundlePackage bundle = new BundlePackage(places, info, nesting);
    Optional<Path> archive = places.archive();
    boolean meta = !info.packages().isEmpty() || info.isAbsent() || (script && archive.isEmpty());
    String title = bundle.title();
    return meta
        ? new Metapackage(files, info, nesting.enter(directory)).open(title)
        : bundle.single(archive, title);
  }

  private Opened single(Optional<Path> archive, String title) throws IOException {
    List<String> notes = new ArrayList<>();
    Opened.Script script =
        files
            .read(Metapackage.SCRIPT, MAX_SCRIPT)
            .map(bytes -> new Opened.Script(bytes, path -> places.resource(path, MAX_SCRIPT)))
            .orElse(Opened.Script.NONE);
    return new Opened(
        InstallerPackage.Format.BUNDLE,
        title,
        isTaken(script, notes) ? List.of(component(archive)) : List.of(),
        notes,
        List.of(),
        () -> {},
        script,
        List.of());
  }

  /**
   * Asks the script of a package that needs none, which checks the target and refers to the package
   * around it as {@code .}; what is no script is passed over, as by systems before 10.4.
   */
  private boolean isTaken(Opened.Script script, List<String> notes) throws IOException {
    if (script == Opened.Script.NONE) {
      return true;
    }
    Distribution distribution;
    try {
      distribution = Distribution.read(script.bytes(), files.name());
    } catch (FormatException e) {
      notes.add(Metapackage.SCRIPT + " was not evaluated, for it is no script: " + e.getMessage());
      return true;
    }
    boolean taken =
        !distribution.taken(script, nesting.chooser(), notes).isEmpty()
            || !distribution.hasReferences();
    if (!taken) {
      notes.add("the choices of " + Metapackage.SCRIPT + " leave the package out");
    }
    return taken;
  }

  private Component component(Optional<Path> archive) throws IOException {
    String name = files.name();
    String identifier = info.text("CFBundleIdentifier").strip();
    String location = info.text("IFPkgFlagDefaultLocation");
    return new BundleComponent(
        places,
        info,
        archive,
        PackagePaths.identifier(identifier.isEmpty() ? PackagePaths.stem(name) : identifier, name),
        PackagePaths.location(location, name));
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
      String path = language + "/Description.plist";
      Optional<byte[]> bytes = places.resource(path, MAX_PLIST);
      if (bytes.isPresent() && description(bytes.get(), path) instanceof String title) {
        return title;
      }
    }
    String name = info.text("CFBundleName").strip();
    return name.isEmpty() ? PackagePaths.stem(files.name()) : name;
  }
}
