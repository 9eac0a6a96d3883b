package io.github.macnightly.install;

/** What installs packages. */
public enum Engine {
  /** Apple's tool when the root is {@code /} on a Mac, this program everywhere else. */
  AUTOMATIC,
  /** Apple's {@code installer}; only for the root {@code /} of a Mac. */
  INSTALLER,
  /** This program, on any system and for any root. */
  JAVA
}
