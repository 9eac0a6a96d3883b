package io.github.macnightly.volume;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that can be said about one entry of a volume, to compare two readers of it.
 *
 * @param content size and SHA-256, or the target of a link
 * @param attributes extended attributes by name with size and SHA-256
 */
public record Fact(
    String type,
    int mode,
    int uid,
    int gid,
    Instant modified,
    String content,
    Map<String, String> attributes,
    String resourceFork,
    boolean hardLinked) {

  /** Returns the same without a date. */
  public Fact undated() {
    return new Fact(
        type, mode, uid, gid, Instant.EPOCH, content, attributes, resourceFork, hardLinked);
  }

  /** Returns size and SHA-256 of all that a stream gives. */
  public static String digest(InputStream in) throws IOException {
    try (DigestInputStream digest = new DigestInputStream(in, sha256())) {
      long size = digest.transferTo(OutputStream.nullOutputStream());
      return size + " " + HexFormat.of().formatHex(digest.getMessageDigest().digest());
    }
  }

  /** Returns size and SHA-256 of each value. */
  public static Map<String, String> digests(Map<String, byte[]> values) {
    Map<String, String> digests = new TreeMap<>();
    values.forEach(
        (name, value) ->
            digests.put(
                name, value.length + " " + HexFormat.of().formatHex(sha256().digest(value))));
    return digests;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
