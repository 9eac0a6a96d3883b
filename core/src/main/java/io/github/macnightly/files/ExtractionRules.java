package io.github.macnightly.files;

/**
 * What an extraction lets through and what it notes.
 *
 * @param unusual what happens to setuid and setgid bits of files and to device nodes
 * @param keepOwners whether owners are those of the archive, where we may give files away; special
 *     mode bits stay only together with the owner they were meant for
 * @param ledger whether each file gets a digest and is listed by {@link Extraction#paths}; without
 *     it a file needs no memory once it is written
 * @param appleDouble whether attributes and forks that the target cannot hold go to a file {@code
 *     ._NAME} beside the entry, the AppleDouble form that macOS itself uses on foreign volumes
 */
public record ExtractionRules(
    Unusual unusual, boolean keepOwners, boolean ledger, boolean appleDouble) {

  /** What an archive may hold, but software for everybody hardly should. */
  public enum Unusual {
    /** The whole archive is refused. */
    REFUSED,
    /** Files may be setuid; device nodes are refused all the same. */
    SETUID_KEPT,
    /** It is left out and counted as lost; the rest is extracted. */
    LEFT_OUT
  }

  /** Rules for everything but packages: no setuid, all files are ours. */
  public static final ExtractionRules STRICT =
      new ExtractionRules(Unusual.REFUSED, false, true, false);

  /** Rules for the payload of an installer package. */
  public static final ExtractionRules PACKAGE =
      new ExtractionRules(Unusual.SETUID_KEPT, true, true, false);

  /** Rules for somebody who wants to have the content of an image: all files are theirs. */
  public static final ExtractionRules IMAGE =
      new ExtractionRules(Unusual.LEFT_OUT, false, false, false);

  /** Returns these rules, but with {@code ._NAME} files. */
  public ExtractionRules withAppleDouble() {
    return new ExtractionRules(unusual, keepOwners, ledger, true);
  }
}
