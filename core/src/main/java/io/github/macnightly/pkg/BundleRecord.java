package io.github.macnightly.pkg;

import java.util.Set;

/**
 * A bundle in a payload of which the package tells, with what is to be done with it.
 *
 * @param path relative to the payload; "" when the payload itself is the bundle's content
 * @param identifier its CFBundleIdentifier, "" when the package does not tell
 * @param shortVersion its CFBundleShortVersionString, "" when the package does not tell
 * @param version its CFBundleVersion, "" when the package does not tell
 * @param rules what is to be done
 */
public record BundleRecord(
    String path, String identifier, String shortVersion, String version, Set<Rule> rules) {

  /** What may be done with a bundle. */
  public enum Rule {
    /** It does not replace a newer one on the disk ({@code bundle-version}). */
    CHECK_VERSION,
    /** It replaces the one on the disk as a whole ({@code upgrade-bundle}). */
    REPLACE,
    /** It is merged into the one on the disk ({@code update-bundle}). */
    MERGE,
    /** It is merged, in one step ({@code atomic-update-bundle}). */
    MERGE_AT_ONCE,
    /** It is only compared with one of the same identifier ({@code strict-identifier}). */
    SAME_IDENTIFIER,
    /** It goes where the user has moved the one on the disk ({@code relocate}). */
    RELOCATE
  }

  /** Copies the rules. */
  public BundleRecord {
    rules = Set.copyOf(rules);
  }
}
