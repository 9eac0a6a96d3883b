package io.github.macnightly.xar;

import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;

/**
 * Compares members with their checksums that nobody has read. The work is bounded by the size of
 * the archive: members may share an extent, which is compared once, but a thousand members that
 * overlap would make a small file a long task.
 */
final class MemberCheck {

  /** Bytes that members may unpack to of which only the checksum of the content is known. */
  private static final long MAX_UNPACKED = 1L << 30;

  private record Extent(long offset, long length, Checksum archived) {}

  private final XarArchive archive;
  private final Verdicts verdicts;
  private final Set<Extent> compared = new HashSet<>();
  private final long limit;
  private long stored;
  private long unpacked = MAX_UNPACKED;

  /**
   * Makes a check.
   *
   * @param limit how many stored bytes may be read
   */
  MemberCheck(XarArchive archive, Verdicts verdicts, long limit) {
    this.archive = archive;
    this.verdicts = verdicts;
    this.limit = limit;
    this.stored = limit;
  }

  /**
   * Compares a member, unless that was done.
   *
   * @param at where its stored content starts in the file
   * @throws io.github.macnightly.io.FormatException when it is not what its checksum says, its
   *     checksum is of a style that is not read, or the archive makes too much work
   */
  void compare(XarEntry entry, long at) throws IOException {
    if (entry.length() == 0 || verdicts.isSound(entry)) {
      return;
    }
    boolean weak = Checksum.normal(entry.archived().style()).equals("md5");
    boolean more = !entry.extracted().equals(Checksum.NONE);
    if (more && (weak || entry.archived().equals(Checksum.NONE))) {
      content(entry, at);
    } else {
      archived(entry, at);
    }
    verdicts.sound(entry);
  }

  private void archived(XarEntry entry, long at) throws IOException {
    MessageDigest digest = entry.archived().digest();
    if (digest == null
        || !compared.add(new Extent(entry.offset(), entry.length(), entry.archived()))) {
      return;
    }
    take(entry, at);
    try (InputStream in = new DigestInputStream(archive.stored(entry).stream(), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    verdicts.require(entry.archived(), digest, "stored member " + entry.path(), at);
  }

  private void take(XarEntry entry, long at) throws LimitExceededException {
    stored -= entry.length();
    if (stored < 0) {
      throw new LimitExceededException("xar", at, "size of members that overlap", limit);
    }
  }

  private void content(XarEntry entry, long at) throws IOException {
    take(entry, at);
    unpacked -= Math.min(entry.size(), MAX_UNPACKED + 1);
    if (unpacked < 0) {
      String what = "size of members with a checksum of their content only";
      throw new LimitExceededException("xar", at, what, MAX_UNPACKED);
    }
    try (InputStream in = archive.open(entry)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
