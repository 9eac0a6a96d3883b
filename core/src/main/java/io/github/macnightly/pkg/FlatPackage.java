package io.github.macnightly.pkg;

import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.xar.XarArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens packages that are one file: a xar archive. */
final class FlatPackage {

  private static final int MAX_DISTRIBUTION = 16 << 20;

  private static final int MAX_RESOURCE = 16 << 20;

  private final FlatFile flat;
  private final String name;
  private final RefChooser chooser;
  private final List<String> notes = new ArrayList<>();

  private FlatPackage(FlatFile flat, String name, RefChooser chooser) {
    this.flat = flat;
    this.name = name;
    this.chooser = chooser;
  }

  /**
   * Opens a file: a package, or a distribution script with packages beside it.
   *
   * @param nesting the metapackages that lead to it
   * @throws IOException when it is not a package; it is closed then
   */
  static Opened open(Path file, Nesting nesting) throws IOException {
    Source source = Source.open(file);
    try {
      if (isScript(source)) {
        byte[] script = read(source);
        source.close();
        return Metapackage.beside(file, script, nesting.enter(file));
      }
      FlatFile flat = new FlatFile(XarArchive.open(source));
      return new FlatPackage(flat, file.getFileName().toString(), nesting.chooser()).open();
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static boolean isScript(Source source) throws IOException {
    byte[] start = source.read(0, (int) Math.min(source.size(), 1024)).array();
    String text = new String(start, StandardCharsets.ISO_8859_1);
    return text.strip().startsWith("<") && text.contains("<installer-")
        || text.startsWith("\u00ef\u00bb\u00bf<") && text.contains("<installer-");
  }

  private static byte[] read(Source source) throws IOException {
    if (source.size() > MAX_DISTRIBUTION) {
      throw new LimitExceededException(
          "Distribution", 0, "script of " + source.size() + " bytes", MAX_DISTRIBUTION);
    }
    return source.read(0, (int) source.size()).array();
  }

  private Opened open() throws IOException {
    Optional<byte[]> distribution = flat.read("Distribution", MAX_DISTRIBUTION);
    if (distribution.isPresent()) {
      return product(distribution.get());
    }
    if (flat.find("PackageInfo").isEmpty()) {
      throw new NotThisFormatException(
          "package", -1, "archive has neither PackageInfo nor Distribution at its top");
    }
    Component component = FlatComponent.read(flat, "", name, false);
    return new Opened(
        InstallerPackage.Format.FLAT_COMPONENT,
        PackagePaths.stem(name),
        List.of(component),
        notes,
        List.of(),
        flat.archive(),
        Opened.Script.NONE,
        List.of(flat.archive()));
  }

  private Opened product(byte[] script) throws IOException {
    Distribution distribution = Distribution.read(script, name);
    Opened.Script opened =
        new Opened.Script(script, path -> flat.read("Resources/" + path, MAX_RESOURCE));
    List<Component> components = new ArrayList<>();
    for (Distribution.Reference reference : distribution.taken(opened, chooser, notes)) {
      Optional<String> member = member(reference);
      if (member.isPresent()) {
        String directory = member.get();
        String receipt = directory.substring(directory.lastIndexOf('/') + 1);
        boolean root = distribution.rootVolumeOnly();
        components.add(FlatComponent.read(flat, directory + "/", receipt, root));
      }
    }
    String title = distribution.title();
    return new Opened(
        InstallerPackage.Format.FLAT_PRODUCT,
        title.isEmpty() ? PackagePaths.stem(name) : title,
        components,
        notes,
        List.of(),
        flat.archive(),
        opened,
        List.of(flat.archive()));
  }

  /** Finds the directory of the archive that a reference leads to; empty when it leads nowhere. */
  private Optional<String> member(Distribution.Reference reference) throws IOException {
    String location = reference.location();
    if (location.isEmpty() || location.equals(".") || location.equals("#manual")) {
      notes.add("pkg-ref '" + reference.id() + "' names no package: nothing to install");
      return Optional.empty();
    }
    if (!location.startsWith("#")) {
      throw PackagePaths.corrupt(
          name, "pkg-ref '" + reference.id() + "' lies at '" + location + "', not in the archive");
    }
    String decoded = PackagePaths.decoded(location.substring(1), name);
    String directory = PackagePaths.relative(decoded, "location", name);
    if (directory.isEmpty() || flat.find(directory + "/PackageInfo").isEmpty()) {
      throw PackagePaths.corrupt(
          name, "pkg-ref '" + reference.id() + "' names '" + directory + "', which is missing");
    }
    return Optional.of(directory);
  }
}
