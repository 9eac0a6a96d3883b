package io.github.macnightly.pkg;

import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import io.github.macnightly.xar.XarArchive;
import io.github.macnightly.xar.XarEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens packages that are one file: a xar archive. */
final class FlatPackage {

  private static final int MAX_DISTRIBUTION = 16 << 20;

  private final XarArchive archive;
  private final String name;
  private final List<String> notes = new ArrayList<>();

  private FlatPackage(XarArchive archive, String name) {
    this.archive = archive;
    this.name = name;
  }

  /**
   * Opens a file.
   *
   * @throws IOException when it is not a package; it is closed then
   */
  static Opened open(Path file) throws IOException {
    Source source = Source.open(file);
    try {
      refuseScript(source);
      return new FlatPackage(XarArchive.open(source), file.getFileName().toString()).open();
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** A distribution script may be a file of its own that leads to packages beside it. */
  private static void refuseScript(Source source) throws IOException {
    byte[] start = source.read(0, (int) Math.min(source.size(), 512)).array();
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("<") && text.contains("<installer-")) {
      throw new UnsupportedFormatException(
          "package", -1, "a distribution script without its packages is not supported");
    }
  }

  private Opened open() throws IOException {
    Optional<XarEntry> distribution = file("Distribution");
    if (distribution.isPresent()) {
      return product(archive.read(distribution.get(), MAX_DISTRIBUTION));
    }
    if (file("PackageInfo").isEmpty()) {
      throw new NotThisFormatException(
          "package", -1, "archive has neither PackageInfo nor Distribution at its top");
    }
    Component component = FlatComponent.read(archive, "", name, false);
    return new Opened(
        InstallerPackage.Format.FLAT_COMPONENT,
        PackagePaths.stem(name),
        List.of(component),
        notes,
        List.of(),
        archive);
  }

  private Optional<XarEntry> file(String path) {
    return archive.find(path).filter(entry -> entry.type() == XarEntry.Type.FILE);
  }

  private Opened product(byte[] script) throws IOException {
    Distribution distribution = Distribution.read(script, name);
    List<Component> components = new ArrayList<>();
    for (Distribution.Reference reference : distribution.selected(notes)) {
      Optional<String> member = member(reference);
      if (member.isPresent()) {
        String directory = member.get();
        String receipt = directory.substring(directory.lastIndexOf('/') + 1);
        boolean root = distribution.rootVolumeOnly();
        components.add(FlatComponent.read(archive, directory + "/", receipt, root));
      }
    }
    String title = distribution.title();
    return new Opened(
        InstallerPackage.Format.FLAT_PRODUCT,
        title.isEmpty() ? PackagePaths.stem(name) : title,
        components,
        notes,
        List.of(),
        archive);
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
    if (directory.isEmpty() || file(directory + "/PackageInfo").isEmpty()) {
      throw PackagePaths.corrupt(
          name, "pkg-ref '" + reference.id() + "' names '" + directory + "', which is missing");
    }
    return Optional.of(directory);
  }
}
