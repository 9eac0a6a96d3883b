package io.github.macnightly.inventory;

/**
 * Something that is not as it was installed.
 *
 * @param path from the root of the tree
 * @param what what is wrong
 * @param wanted what was installed, in words; empty where {@code what} says all
 * @param got what is there
 */
public record Finding(String path, What what, String wanted, String got) {

  /** What can be wrong. */
  public enum What {
    /** Nothing is there any more. */
    MISSING,
    /** The content of a file or the target of a link is another one. */
    CHANGED,
    /** The permission bits are others. */
    MODE,
    /** A file is where a directory was, or the like. */
    TYPE,
    /** A file is in an application whose seal does not know it. */
    ADDED,
    /** Who verifies may not look at it. */
    UNREADABLE,
    /** The list of the seal of an application cannot be read. */
    SEAL
  }
}
