package io.github.macnightly.install;

import io.github.macnightly.distribution.Target;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The Mac that a product is told of: the version of the tree that is installed into, or of this
 * Mac, or of a Mac of today where neither is known; the architecture of this machine; the files and
 * receipts of the tree.
 */
final class TargetMac {

  /** Told to products for a tree without a system, on a machine that is no Mac. */
  static final String NEWEST = "26.0";

  private static final String SYSTEM = "/System/Library/CoreServices/SystemVersion.plist";
  private static final String RECEIPTS = "/var/db/receipts";
  private static final int MAX_PLIST = 1 << 20;
  private static final int MAX_RECEIPTS = 20_000;

  private final InstallContext context;
  private final Wishes wishes;
  private final RootFiles files;

  TargetMac(InstallContext context, Wishes wishes) {
    this.context = context;
    this.wishes = wishes;
    this.files = new RootFiles(context.root());
  }

  /** Returns the version of macOS; empty when nobody tells. */
  Optional<String> knownVersion() throws IOException {
    if (!wishes.osVersion().isEmpty()) {
      return Optional.of(wishes.osVersion());
    }
    Optional<byte[]> plist = files.read(SYSTEM, MAX_PLIST);
    if (plist.isPresent() && field(plist.get(), "ProductVersion") instanceof String version) {
      return Optional.of(version);
    }
    return context.host().isMac() ? Optional.of(context.host().osVersion()) : Optional.empty();
  }

  private static Object field(byte[] plist, String key) throws IOException {
    try {
      return PropertyLists.readDictionary(plist, "property list").get(key);
    } catch (FormatException damaged) {
      // What cannot be read tells nothing.
      return null;
    }
  }

  private String architecture() {
    return wishes.architecture().isEmpty() ? context.host().architecture() : wishes.architecture();
  }

  /** Returns all that scripts may ask about. */
  Target target() throws IOException {
    Target plain = Target.of(knownVersion().orElse(NEWEST), architecture());
    return new Target(
        plain.osVersion(),
        plain.architecture(),
        plain.memory(),
        plain.processors(),
        freeKilobytes(plain.freeKilobytes()),
        files,
        receipts(),
        Locale.getDefault(),
        Map.of());
  }

  private long freeKilobytes(long unknown) {
    try {
      return Files.getFileStore(context.root().root()).getUsableSpace() >> 10;
    } catch (IOException notThere) {
      return unknown;
    }
  }

  private Map<String, String> receipts() throws IOException {
    Map<String, String> versions = new HashMap<>();
    Path folder = context.root().resolve(RECEIPTS);
    if (!Files.isDirectory(folder)) {
      return versions;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.plist")) {
      for (Path file : all) {
        if (versions.size() < MAX_RECEIPTS) {
          enter(RECEIPTS + "/" + file.getFileName(), versions);
        }
      }
    }
    return versions;
  }

  private void enter(String path, Map<String, String> versions) throws IOException {
    Optional<byte[]> plist = files.read(path, MAX_PLIST);
    if (plist.isPresent()
        && field(plist.get(), "PackageIdentifier") instanceof String identifier
        && field(plist.get(), "PackageVersion") instanceof String version) {
      versions.put(identifier, version);
    }
  }
}
