package io.github.macnightly.inventory;

import java.util.Set;

/**
 * Directories that belong to the system and to everybody. Packages list them because they lie on
 * the way to what they bring; that a receipt names them does not mean that the package made them,
 * so they stay, even when they are empty.
 */
public final class WellKnown {

  private static final Set<String> DIRECTORIES =
      Set.of(
          "/",
          "/Applications",
          "/Applications/Utilities",
          "/Developer",
          "/Library",
          "/Network",
          "/System",
          "/Users",
          "/Users/Shared",
          "/Volumes",
          "/bin",
          "/cores",
          "/dev",
          "/etc",
          "/home",
          "/opt",
          "/private",
          "/private/etc",
          "/private/tmp",
          "/private/var",
          "/sbin",
          "/tmp",
          "/usr",
          "/var");

  private static final Set<String> UNIX =
      Set.of("bin", "include", "lib", "libexec", "local", "sbin", "share", "standalone");

  /** In the search paths of shells and compilers, whether they were there on a new Mac or not. */
  private static final Set<String> LOCAL = Set.of("bin", "include", "lib", "man", "sbin", "share");

  private static final Set<String> VARIABLE =
      Set.of(
          "at", "audit", "backups", "cache", "db", "empty", "folders", "lib", "log", "mail", "msgs",
          "netboot", "root", "run", "rwho", "spool", "tmp", "vm", "yp");

  private static final Set<String> LIBRARY =
      Set.of(
          "Application Support",
          "Audio",
          "ColorSync",
          "Components",
          "Documentation",
          "Extensions",
          "Filesystems",
          "Fonts",
          "Frameworks",
          "Input Methods",
          "Internet Plug-Ins",
          "Java",
          "Keyboard Layouts",
          "LaunchAgents",
          "LaunchDaemons",
          "Logs",
          "Managed Preferences",
          "PreferencePanes",
          "Preferences",
          "Printers",
          "PrivilegedHelperTools",
          "QuickLook",
          "QuickTime",
          "Receipts",
          "Screen Savers",
          "Scripts",
          "Security",
          "Services",
          "Spotlight",
          "StagedExtensions",
          "StartupItems",
          "User Pictures",
          "Widgets");

  private static final Set<String> SHARED =
      Set.of("doc", "info", "locale", "man", "zsh", "applications", "icons", "zoneinfo");

  private WellKnown() {}

  /**
   * Tells whether a directory is one of them.
   *
   * @param path without links on the way, as {@link CanonicalPaths} returns it
   */
  public static boolean isDirectory(String path) {
    int slash = path.lastIndexOf('/');
    String parent = path.substring(0, Math.max(0, slash));
    String name = path.substring(slash + 1);
    return DIRECTORIES.contains(path)
        || path.endsWith("/var/db/receipts")
        || switch (parent) {
          case "/System", "/System/Library" -> true;
          case "/Library" -> LIBRARY.contains(name);
          case "/usr" -> UNIX.contains(name);
          case "/usr/local" -> LOCAL.contains(name);
          case "/var", "/private/var" -> VARIABLE.contains(name);
          case "/usr/share", "/usr/local/share" -> SHARED.contains(name);
          default -> isManualSection(parent, name);
        };
  }

  private static boolean isManualSection(String parent, String name) {
    return parent.endsWith("/share/man") && parent.startsWith("/usr/") && name.matches("man.");
  }
}
