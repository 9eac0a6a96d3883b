package io.github.macnightly.xar;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * A checksum that the table of contents states.
 *
 * @param style the algorithm as it is written there, such as {@code sha1} or {@code SHA1}; {@code
 *     none} when there is no checksum
 * @param hex the value in hexadecimal digits
 */
public record Checksum(String style, String hex) {

  static final Checksum NONE = new Checksum("none", "");

  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "sha1", "SHA-1", "md5", "MD5", "sha256", "SHA-256", "sha384", "SHA-384", "sha512",
          "SHA-512");

  /** Returns a fresh digest, or null when the style is {@code none}. */
  MessageDigest digest() throws UnsupportedFormatException {
    String name = normal(style);
    if (name.equals("none")) {
      return null;
    }
    try {
      return MessageDigest.getInstance(ALGORITHMS.getOrDefault(name, name));
    } catch (NoSuchAlgorithmException e) {
      throw new UnsupportedFormatException(
          "xar", -1, "checksums of style " + Member.printable(style) + " are not read");
    }
  }

  /**
   * Writes the names of one algorithm alike: {@code SHA-1} and {@code sha1} become {@code sha1}.
   */
  static String normal(String style) {
    return style.strip().toLowerCase(Locale.ROOT).replace("-", "");
  }

  /**
   * Compares the value with what was computed.
   *
   * @param what names the data in the refusal
   * @param offset where the data lies in the archive
   */
  void require(MessageDigest computed, String what, long offset) throws CorruptException {
    if (computed != null) {
      String got = HexFormat.of().formatHex(computed.digest());
      if (!got.equalsIgnoreCase(hex.strip())) {
        throw new CorruptException(
            "xar",
            offset,
            Member.printable(what)
                + " has "
                + Member.printable(style)
                + " "
                + got
                + ", wanted "
                + Member.printable(hex.strip()));
      }
    }
  }
}
