package io.github.macnightly.pkg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a bundle package keeps its parts. Since Mac OS X 10.2 they are {@code
 * Contents/Archive.pax.gz}, {@code Contents/Archive.bom} and {@code Contents/Info.plist}; before,
 * all of them lay among the resources under the package's own name: {@code NAME.pax.gz}, {@code
 * NAME.bom}, {@code NAME.info}, {@code NAME.sizes}. Packages for both have links from the old
 * places to the new ones, so the new ones come first.
 *
 * @param resources {@code Contents/Resources}, or {@code Resources} of a package without contents
 * @param name what the old parts are called, which need not be what the package is called now
 */
record BundlePlaces(BundleFiles files, String resources, String name) {

  private static final List<String> ENDINGS = List.of("pax.gz", "pax", "cpio.gz", "cpio");
  private static final List<String> ARCHIVES =
      List.of(
          "Archive.pax.gz", "Archive.pax", "Archive.cpio.gz", "Archive.cpio", "Archive.pax.bz2");
  private static final String BOM = ".bom";

  static BundlePlaces of(BundleFiles files) throws IOException {
    String resources = files.directory("Contents").isPresent() ? "Contents/Resources" : "Resources";
    return new BundlePlaces(files, resources, name(files, resources));
  }

  /** A package that was renamed has one bill of materials, with the name that it had. */
  private static String name(BundleFiles files, String resources) throws IOException {
    String stem = PackagePaths.stem(files.name());
    if (files.directory(resources).isEmpty()
        || Files.exists(
            files.root().resolve(resources + "/" + stem + BOM), LinkOption.NOFOLLOW_LINKS)) {
      return stem;
    }
    List<String> bills =
        files.names(resources).stream()
            .filter(each -> each.toLowerCase(Locale.ROOT).endsWith(BOM))
            .toList();
    return bills.size() == 1
        ? bills.get(0).substring(0, bills.get(0).length() - BOM.length())
        : stem;
  }

  /** Finds the payload; a package that has none installs nothing itself. */
  Optional<Path> archive() throws IOException {
    for (String each : ARCHIVES) {
      Optional<Path> archive = files.file("Contents/" + each);
      if (archive.isPresent()) {
        return archive;
      }
    }
    for (String ending : ENDINGS) {
      Optional<Path> archive = files.file(old(ending));
      if (archive.isPresent()) {
        return archive;
      }
    }
    return Optional.empty();
  }

  /** Reads the bill of materials; empty when there is none. */
  Optional<byte[]> bom(int limit) throws IOException {
    Optional<byte[]> bom = files.read("Contents/Archive.bom", limit);
    return bom.isPresent() ? bom : files.read(old("bom"), limit);
  }

  /** Reads {@code NAME.info}, which lies among the resources or in the folder of a language. */
  Optional<byte[]> info(int limit) throws IOException {
    List<String> folders = new ArrayList<>(List.of("", "en.lproj/", "English.lproj/"));
    for (String each : files.names(resources)) {
      if (each.endsWith(".lproj")) {
        folders.add(each + "/");
      }
    }
    for (String folder : folders) {
      Optional<byte[]> info = files.read(resources + "/" + folder + name + ".info", limit);
      if (info.isPresent()) {
        return info;
      }
    }
    return Optional.empty();
  }

  /** Reads a small file from among the resources. */
  Optional<byte[]> resource(String path, int limit) throws IOException {
    return files.read(resources + "/" + path, limit);
  }

  /** Returns the folder that a receipt keeps but for the archive. */
  String kept() {
    return resources.startsWith("Contents") ? "Contents" : resources;
  }

  private String old(String ending) {
    return resources + "/" + name + "." + ending;
  }
}
