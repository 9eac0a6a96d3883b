package io.github.macnightly.manifests;

import java.util.Locale;

/** What is to become of an item. */
public enum Action {
  /** To be installed and kept up to date. */
  INSTALL,
  /** To be removed. */
  REMOVE,
  /** To be brought up to date where some version is installed. */
  UPDATE,
  /** Offered; nothing is done by itself. */
  OPTIONAL,
  /** Offered first; nothing is done by itself. */
  FEATURED;

  /** Returns whether something is done. */
  public boolean isTask() {
    return this == INSTALL || this == REMOVE || this == UPDATE;
  }

  /** Returns the word as lists of tasks spell it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
