package io.github.macnightly.pkg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the packages of Mac OS X 10.0 and 10.1 tell, which have no {@code Info.plist}: {@code
 * NAME.info} with a key and a value on each line and comments behind '#', {@code NAME.sizes} of the
 * same form, and {@code package_version}. It is told under the names of the later keys, so that
 * whoever asks need not know of it.
 */
final class OldInfo {

  private static final int LIMIT = 1 << 20;

  private static final Map<String, String> TEXTS =
      Map.of(
          "Title", "CFBundleName",
          "Version", "CFBundleShortVersionString",
          "DefaultLocation", "IFPkgFlagDefaultLocation");

  private static final Map<String, String> FLAGS =
      Map.of(
          "Required", "IFPkgFlagIsRequired",
          "Relocatable", "IFPkgFlagRelocatable",
          "OverwritePermissions", "IFPkgFlagOverwritePermissions",
          "InstallFat", "IFPkgFlagInstallFat",
          "RootVolumeOnly", "IFPkgFlagRootVolumeOnly",
          "OnlyUpdateInstalledLanguages", "IFPkgFlagUpdateInstalledLanguages");

  private final Map<String, Object> values = new LinkedHashMap<>();

  private OldInfo() {}

  /** Reads all of it; nothing when there is no {@code NAME.info}. */
  static Map<String, Object> read(BundlePlaces places) throws IOException {
    Optional<byte[]> info = places.info(LIMIT);
    if (info.isEmpty()) {
      return Map.of();
    }
    OldInfo old = new OldInfo();
    old.values.put("CFBundleIdentifier", places.name());
    lines(info.get()).forEach(old::info);
    places
        .resource(places.name() + ".sizes", LIMIT)
        .ifPresent(bytes -> lines(bytes).forEach(old::size));
    places
        .resource("package_version", LIMIT)
        .ifPresent(bytes -> lines(bytes).forEach(old::version));
    return old.values;
  }

  private void info(String key, String value) {
    if (value.isEmpty()) {
      return;
    }
    boolean yes = value.equalsIgnoreCase("yes");
    if (TEXTS.containsKey(key)) {
      values.put(TEXTS.get(key), value);
    } else if (FLAGS.containsKey(key)) {
      values.put(FLAGS.get(key), yes);
    } else if (key.equals("NeedsAuthorization")) {
      values.put("IFPkgFlagAuthorizationAction", yes ? "RootAuthorization" : "NoAuthorization");
    } else if (key.equals("RequiresReboot")) {
      values.put("IFPkgFlagRestartAction", yes ? "RequiredRestart" : "NoRestart");
    }
    size(key, value);
  }

  private void size(String key, String value) {
    if (key.equals("InstalledSize")) {
      number("IFPkgFlagInstalledSize", value);
    }
  }

  private void version(String key, String value) {
    if (key.equals("major:")) {
      number("IFMajorVersion", value);
    } else if (key.equals("minor:")) {
      number("IFMinorVersion", value);
    }
  }

  private void number(String key, String value) {
    if (value.matches("[0-9]{1,15}")) {
      values.put(key, Long.parseLong(value));
    }
  }

  private static Map<String, String> lines(byte[] bytes) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String line : text(bytes).split("[\r\n]+")) {
      String[] words = line.strip().split("\\s+", 2);
      if (!words[0].isEmpty() && !words[0].startsWith("#")) {
        lines.putIfAbsent(words[0], words.length < 2 ? "" : words[1].strip());
      }
    }
    return lines;
  }

  /** Titles may be in an encoding of the classic Mac OS, which nothing names. */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
