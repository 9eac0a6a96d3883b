package io.github.macnightly.pkg;

import java.util.List;

/**
 * What a component asks of whoever installs it, whether its {@code PackageInfo} or the {@code
 * IFPkgFlag} keys of its {@code Info.plist} say so.
 *
 * @param authorization what the user must be
 * @param restart what has to happen when it is installed
 * @param overwritePermissions whether directories that exist get the mode and owner of the payload;
 *     otherwise they keep theirs
 * @param followLinks whether a link on the target that stands where the payload has a directory is
 *     followed
 * @param relocatable whether the user may choose another place
 * @param allowOlder whether an older version may replace a newer one
 * @param required whether it cannot be left out of the package that lists it
 * @param keepAttributes whether extended attributes are to be installed
 * @param compress whether files are to be compressed by the file system
 * @param installedLanguagesOnly whether languages that are not installed are left out or deleted
 * @param minimumSystemVersion of macOS, "" when it does not tell
 * @param mustClose identifiers of applications that must not run meanwhile
 * @param keep paths, relative to the payload, that an update does not remove although it no longer
 *     has them
 * @param startUp paths, relative to the payload, of what is started behind the installation
 */
public record InstallRules(
    Authorization authorization,
    Restart restart,
    boolean overwritePermissions,
    boolean followLinks,
    boolean relocatable,
    boolean allowOlder,
    boolean required,
    boolean keepAttributes,
    boolean compress,
    boolean installedLanguagesOnly,
    String minimumSystemVersion,
    List<String> mustClose,
    List<String> keep,
    List<String> startUp) {

  /** What the user must be. */
  public enum Authorization {
    /** Anybody who may write there. */
    NONE,
    /** An administrator. */
    ADMIN,
    /** The superuser. */
    ROOT
  }

  /** What has to happen behind the installation. */
  public enum Restart {
    /** Nothing. */
    NONE,
    /** The user may log out. */
    RECOMMEND_LOGOUT,
    /** The user has to log out. */
    LOGOUT,
    /** The Mac may be started again. */
    RECOMMEND_RESTART,
    /** The Mac has to be started again. */
    RESTART,
    /** The Mac has to be switched off. */
    SHUTDOWN
  }

  /** Copies the lists. */
  public InstallRules {
    mustClose = List.copyOf(mustClose);
    keep = List.copyOf(keep);
    startUp = List.copyOf(startUp);
  }
}
