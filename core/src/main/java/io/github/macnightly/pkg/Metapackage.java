package io.github.macnightly.pkg;

import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens the packages that a metapackage lists, by its property list or by its script. */
final class Metapackage {

  static final String SCRIPT = "Contents/distribution.dist";

  private static final int MAX_SCRIPT = 16 << 20;
  private static final int MAX_COMPONENTS = 1000;

  private final BundleFiles files;
  private final BundleInfo info;
  private final Nesting nesting;

  /** Whether the script is a file among its packages, and not in a bundle. */
  private final boolean beside;

  private final List<Component> components = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<Opened> opened = new ArrayList<>();

  Metapackage(BundleFiles files, BundleInfo info, Nesting nesting) {
    this(files, info, nesting, false);
  }

  private Metapackage(BundleFiles files, BundleInfo info, Nesting nesting, boolean beside) {
    this.files = files;
    this.info = info;
    this.nesting = nesting;
    this.beside = beside;
  }

  /** Opens the packages that a script names, which lie in its folder. */
  static Opened beside(Path file, byte[] script, Nesting nesting) throws IOException {
    BundleFiles files = new BundleFiles(file.getParent());
    String name = file.getFileName().toString();
    return new Metapackage(files, new BundleInfo(Map.of()), nesting, true)
        .open(name.replaceFirst("(?i)\\.dist$", ""), Optional.of(script));
  }

  Opened open(String title) throws IOException {
    return open(title, files.read(SCRIPT, MAX_SCRIPT));
  }

  private Opened open(String title, Optional<byte[]> script) throws IOException {
    try {
      Opened.Script own =
          script.isEmpty()
              ? Opened.Script.NONE
              : new Opened.Script(script.get(), path -> files.read(resources(path), MAX_SCRIPT));
      String shown = script.isPresent() ? byScript(own, title) : byList(title);
      return new Opened(
          InstallerPackage.Format.METAPACKAGE,
          shown,
          components,
          notes,
          missing,
          closing(opened),
          own,
          opened.stream().flatMap(one -> one.archives().stream()).toList());
    } catch (IOException | RuntimeException e) {
      closing(opened).close();
      throw e;
    }
  }

  private String resources(String path) {
    return (beside ? "Resources/" : "Contents/Resources/") + path;
  }

  private static Closeable closing(List<Opened> all) {
    return () -> {
      for (Opened one : all) {
        one.close();
      }
    };
  }

  private String byList(String title) throws IOException {
    String directory = info.text("IFPkgFlagComponentDirectory");
    Path base = files.resolve(files.root(), directory.isEmpty() ? "Contents/Packages" : directory);
    for (BundleInfo.Listed listed : info.packages()) {
      if (listed.isTaken()) {
        String location = PackagePaths.relative(listed.location(), "package", files.name());
        add(files.resolve(base, location), listed.selection());
      }
    }
    return title;
  }

  private String byScript(Opened.Script script, String title) throws IOException {
    Distribution distribution = Distribution.read(script.bytes(), files.name());
    for (Distribution.Reference reference : distribution.taken(script, nesting.chooser(), notes)) {
      String location = reference.location();
      boolean member = location.startsWith("#") && (!beside || location.equals("#manual"));
      if (location.isEmpty() || location.equals(".") || member) {
        notes.add("pkg-ref '" + reference.id() + "' names no package: nothing to install");
      } else {
        add(files.resolve(files.root(), inside(location)), "selected");
      }
    }
    return distribution.title().isEmpty() ? title : distribution.title();
  }

  private String inside(String location) throws FormatException {
    boolean plain = beside && location.indexOf(':') < 0;
    if (plain) {
      String path = location.startsWith("#") ? location.substring(1) : location;
      return PackagePaths.relative(
          PackagePaths.decoded(path, files.name()), "location", files.name());
    }
    if (!location.startsWith("file:") || location.startsWith("file:/")) {
      throw PackagePaths.corrupt(
          files.name(), "a pkg-ref lies at '" + location + "', not in the package");
    }
    String decoded = PackagePaths.decoded(location.substring("file:".length()), files.name());
    return PackagePaths.relative(decoded, "location", files.name());
  }

  private void absent(String name, String selection) {
    notes.add("package " + name + " (" + selection + ") is listed but missing: left out");
    if (selection.equals("required")) {
      missing.add(name);
    }
  }

  /** Takes the components of a package in; one that is absent is noted, as real ones are. */
  private void add(Path path, String selection) throws IOException {
    Path plain = path.normalize();
    Path around = files.root().getParent();
    if (around == null || !plain.startsWith(around)) {
      throw PackagePaths.corrupt(files.name(), "it lists '" + path + "', which lies outside");
    }
    if (!Files.exists(plain)) {
      absent(String.valueOf(plain.getFileName()), selection);
      return;
    }
    Path real = plain.toRealPath();
    if (!real.startsWith(around.toRealPath())) {
      throw PackagePaths.corrupt(
          files.name(), "a link leads to '" + real + "', which lies outside");
    }
    Opened one =
        Files.isDirectory(real)
            ? BundlePackage.open(real, nesting)
            : FlatPackage.open(real, nesting);
    opened.add(one);
    notes.addAll(one.notes());
    missing.addAll(one.missing());
    components.addAll(one.components());
    if (components.size() > MAX_COMPONENTS) {
      throw new LimitExceededException("package", -1, "number of components", MAX_COMPONENTS);
    }
  }
}
