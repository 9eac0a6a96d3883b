package io.github.macnightly.repository;

import java.util.List;
import java.util.Optional;

/**
 * What the name of a package file says about its content.
 *
 * @param name the whole name, folders included
 * @param stem the name without its package ending: {@code Fugu1.2.0} for {@code
 *     Fugu1.2.0.app.tar.gz}; folders are kept
 * @param type {@code app}, {@code pkg}, {@code mpkg} or {@code dmg}
 * @param packing how the file is packed
 */
public record PackageName(String name, String stem, String type, Packing packing) {

  /** An ending of package files. Their order is the order of preference among matches. */
  private record Ending(String text, String type, Packing packing) {}

  private static final List<Ending> ENDINGS =
      List.of(
          new Ending(".app.tar.gz", "app", Packing.TAR_GZ),
          new Ending(".mpkg.tar.gz", "mpkg", Packing.TAR_GZ),
          new Ending(".pkg.tar.gz", "pkg", Packing.TAR_GZ),
          new Ending(".dmg", "dmg", Packing.NONE),
          new Ending(".app.tgz", "app", Packing.TAR_GZ),
          new Ending(".mpkg.tgz", "mpkg", Packing.TAR_GZ),
          new Ending(".pkg.tgz", "pkg", Packing.TAR_GZ),
          new Ending(".app.tar.bz2", "app", Packing.TAR_BZ2),
          new Ending(".mpkg.tar.bz2", "mpkg", Packing.TAR_BZ2),
          new Ending(".pkg.tar.bz2", "pkg", Packing.TAR_BZ2),
          new Ending(".app.tar.xz", "app", Packing.TAR_XZ),
          new Ending(".mpkg.tar.xz", "mpkg", Packing.TAR_XZ),
          new Ending(".pkg.tar.xz", "pkg", Packing.TAR_XZ),
          new Ending(".app.zip", "app", Packing.ZIP),
          new Ending(".mpkg.zip", "mpkg", Packing.ZIP),
          new Ending(".pkg.zip", "pkg", Packing.ZIP),
          new Ending(".pkg", "pkg", Packing.NONE),
          new Ending(".mpkg", "mpkg", Packing.NONE));

  /**
   * Returns what the name says, or nothing when it has none of the endings of packages. Endings are
   * recognised in any case; a name that is nothing but an ending is no package.
   */
  public static Optional<PackageName> parse(String name) {
    int rank = rank(name);
    if (rank == ENDINGS.size()) {
      return Optional.empty();
    }
    Ending ending = ENDINGS.get(rank);
    String stem = name.substring(0, name.length() - ending.text.length());
    return Optional.of(new PackageName(name, stem, ending.type, ending.packing));
  }

  /**
   * Returns the place of the name's kind in the order of preference; names of no kind come last.
   */
  static int rank(String name) {
    for (int i = 0; i < ENDINGS.size(); i++) {
      if (endsWith(name, ENDINGS.get(i).text)) {
        return i;
      }
    }
    return ENDINGS.size();
  }

  private static boolean endsWith(String name, String ending) {
    int at = name.length() - ending.length();
    return at > 0
        && name.charAt(at - 1) != '/'
        && name.regionMatches(true, at, ending, 0, ending.length());
  }
}
