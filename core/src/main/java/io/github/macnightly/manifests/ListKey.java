package io.github.macnightly.manifests;

import java.util.Locale;

/** The lists of items that a manifest may hold, in the order in which they are walked. */
public enum ListKey {
  /** To be installed and kept up to date. */
  MANAGED_INSTALLS,
  /** To be removed. */
  MANAGED_UNINSTALLS,
  /** To be kept up to date where some version is installed. */
  MANAGED_UPDATES,
  /** Offered to the user. */
  OPTIONAL_INSTALLS,
  /** Those of the optional ones that are shown first. */
  FEATURED_ITEMS,
  /** Those of the optional ones that are installed until the user removes them. */
  DEFAULT_INSTALLS;

  /** Returns the key as manifests spell it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return key();
  }
}
