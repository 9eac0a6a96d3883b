package io.github.macnightly.pkg;

import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code Contents/Info.plist} of a bundle package or metapackage tells, or of an old one what
 * stands for it.
 */
record BundleInfo(Map<String, Object> values) {

  private static final int MAX_PLIST = 16 << 20;

  /** Reads it; a metapackage with a distribution script may have none. */
  static BundleInfo read(BundleFiles files, BundlePlaces places) throws IOException {
    Optional<byte[]> bytes = files.read("Contents/Info.plist", MAX_PLIST);
    return new BundleInfo(
        bytes.isEmpty()
            ? OldInfo.read(places)
            : PropertyLists.readDictionary(bytes.get(), files.name() + "/Contents/Info.plist"));
  }

  boolean isAbsent() {
    return values.isEmpty();
  }

  /** Returns a text or a number as text, "" for all else. */
  String text(String key) {
    Object value = values.get(key);
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }

  boolean flag(String key) {
    return Boolean.TRUE.equals(values.get(key)) || text(key).matches("(?i)yes|true|1");
  }

  long number(String key) {
    String text = text(key);
    return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : 0;
  }

  /** Returns what the flags ask for; a flag that is absent asks for nothing. */
  InstallRules rules() {
    return new InstallRules(
        authorization(text("IFPkgFlagAuthorizationAction")),
        restart(text("IFPkgFlagRestartAction")),
        flag("IFPkgFlagOverwritePermissions"),
        flag("IFPkgFlagFollowLinks"),
        flag("IFPkgFlagRelocatable"),
        flag("IFPkgFlagAllowBackRev"),
        flag("IFPkgFlagIsRequired"),
        true,
        false,
        flag("IFPkgFlagUpdateInstalledLanguages"),
        "",
        List.of(),
        List.of(),
        List.of());
  }

  private static InstallRules.Authorization authorization(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "rootauthorization" -> InstallRules.Authorization.ROOT;
      case "adminauthorization" -> InstallRules.Authorization.ADMIN;
      default -> InstallRules.Authorization.NONE;
    };
  }

  private static InstallRules.Restart restart(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "recommendedlogout" -> InstallRules.Restart.RECOMMEND_LOGOUT;
      case "requiredlogout" -> InstallRules.Restart.LOGOUT;
      case "recommendedrestart" -> InstallRules.Restart.RECOMMEND_RESTART;
      case "requiredrestart", "requirerestart" -> InstallRules.Restart.RESTART;
      case "shutdown" -> InstallRules.Restart.SHUTDOWN;
      default -> InstallRules.Restart.NONE;
    };
  }

  String version() {
    String version = text("CFBundleShortVersionString").strip();
    if (!version.isEmpty()) {
      return version;
    }
    String major = text("IFMajorVersion");
    String minor = text("IFMinorVersion");
    return major.isEmpty() ? "0" : major + "." + (minor.isEmpty() ? "0" : minor);
  }

  /**
   * A line of the list of a metapackage.
   *
   * @param selection {@code required}, {@code selected}, {@code unselected} or {@code inactive}
   */
  record Listed(String location, String selection) {

    boolean isTaken() {
      return !selection.equals("unselected") && !selection.equals("inactive");
    }
  }

  /** Returns the packages that a metapackage lists. */
  List<Listed> packages() {
    List<Listed> listed = new ArrayList<>();
    if (values.get("IFPkgFlagPackageList") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map
            && map.get("IFPkgFlagPackageLocation") instanceof String location) {
          Object selection = map.get("IFPkgFlagPackageSelection");
          listed.add(new Listed(location, selection instanceof String s ? s : "selected"));
        }
      }
    }
    return listed;
  }
}
