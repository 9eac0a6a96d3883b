package io.github.macnightly.install;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Identity and version of a bundle, from its {@code Contents/Info.plist}.
 *
 * @param identifier CFBundleIdentifier, or "" when there is none
 * @param shortVersion CFBundleShortVersionString, or ""
 * @param version CFBundleVersion, or ""
 */
record BundleVersion(String identifier, String shortVersion, String version) {

  static final String INFO = "Contents/Info.plist";
  private static final BundleVersion NONE = new BundleVersion("", "", "");

  /** No Info.plist is larger, in bytes. */
  static final int MAX_INFO = 16 << 20;

  /** Reads a version; a plist that says nothing gives one that equals no other. */
  static BundleVersion parse(byte[] infoPlist, String what) throws IOException {
    Map<String, Object> info;
    try {
      info = PropertyLists.readDictionary(infoPlist, what);
    } catch (CorruptException | NotThisFormatException unreadable) {
      // Software with a broken Info.plist is still software; it only has no version to compare.
      return NONE;
    }
    return new BundleVersion(
        text(info, "CFBundleIdentifier"),
        text(info, "CFBundleShortVersionString"),
        text(info, "CFBundleVersion"));
  }

  static BundleVersion read(InputStream infoPlist, String what) throws IOException {
    byte[] bytes = infoPlist.readNBytes(MAX_INFO + 1);
    if (bytes.length > MAX_INFO) {
      throw new LimitExceededException("bundle", -1, "size of " + what, MAX_INFO);
    }
    return parse(bytes, what);
  }

  /** Reads the version of a bundle on disk; one without Info.plist is no bundle. */
  static BundleVersion ofBundle(Path bundle) throws IOException {
    Path info = bundle.resolve(INFO);
    if (!Files.isRegularFile(info)) {
      throw new CorruptException(
          "bundle",
          -1,
          bundle.getFileName() + " has no " + INFO + ", so it is no application bundle");
    }
    try (InputStream in = Files.newInputStream(info)) {
      return read(in, bundle.getFileName() + "/" + INFO);
    }
  }

  /** Reads the version of what is installed; empty when nothing readable is there. */
  static Optional<BundleVersion> ofInstalled(Path bundle) {
    try {
      return Optional.of(ofBundle(bundle));
    } catch (IOException unreadable) {
      // A bundle that is absent or damaged is replaced, whatever its version was.
      return Optional.empty();
    }
  }

  /**
   * Tells whether both versions are the same text. Two bundles without any version are the same
   * when they are of the same identity, so that one is not installed at every run.
   */
  boolean sameAs(BundleVersion other) {
    boolean comparable =
        !text().isEmpty() || (!identifier.isEmpty() && identifier.equals(other.identifier));
    return comparable && shortVersion.equals(other.shortVersion) && version.equals(other.version);
  }

  /** Returns the version that a person knows it by. */
  String text() {
    return shortVersion.isEmpty() ? version : shortVersion;
  }

  private static String text(Map<String, Object> info, String key) {
    Object value = info.get(key);
    return value == null ? "" : value.toString();
  }
}
