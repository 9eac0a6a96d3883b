package io.github.macnightly.files;

/**
 * One change of a transaction as the journal holds it. Paths are relative to the root and start
 * with a slash; inode numbers are 0 and modes -1 where there is nothing to tell.
 *
 * @param kind what is done
 * @param target what is changed
 * @param staged where the new object was built, null unless one is put in place
 * @param kept where the old object goes, null for a directory
 * @param newInode inode of the new object
 * @param oldInode inode of the old object, 0 when there was none
 * @param newMode mode that the new object must have in the end when it has to be changed to be
 *     moved
 * @param oldMode the same for the old object; for a directory to create, its mode is newMode
 * @param owner of a directory to create, as {@code UID:GID} in numbers; null where it is ours
 */
record Step(
    Kind kind,
    String target,
    String staged,
    String kept,
    long newInode,
    long oldInode,
    int newMode,
    int oldMode,
    String owner) {

  /** What is done to the target. */
  enum Kind {
    DIRECTORY,
    REPLACE,
    REMOVE
  }
}
