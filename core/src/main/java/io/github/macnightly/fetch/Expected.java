package io.github.macnightly.fetch;

import java.util.Locale;

/**
 * What is known of a file before it is fetched.
 *
 * @param md5 32 hexadecimal digits, or null if unknown
 * @param sha256 64 hexadecimal digits, or null if unknown
 * @param size in bytes, or -1 if unknown
 */
public record Expected(String md5, String sha256, long size) {

  /** Nothing is known: whatever comes whole is taken. */
  public static final Expected NONE = new Expected(null, null, -1);

  /** Spells the sums in lower case. */
  public Expected {
    md5 = md5 == null ? null : md5.toLowerCase(Locale.ROOT);
    sha256 = sha256 == null ? null : sha256.toLowerCase(Locale.ROOT);
  }

  /** Expects a file with this MD5 sum. */
  public static Expected md5(String md5) {
    return new Expected(md5, null, -1);
  }

  boolean hasSum() {
    return md5 != null || sha256 != null;
  }

  /** Returns what is wrong with a file that came whole, or null. */
  String complaint(Sums sums) {
    if (size >= 0 && sums.size() != size) {
      return "it has " + sums.size() + " bytes, wanted " + size;
    }
    if (md5 != null && !md5.equals(sums.md5())) {
      return "its MD5 is " + sums.md5() + ", wanted " + md5;
    }
    if (sha256 != null && !sha256.equals(sums.sha256())) {
      return "its SHA-256 is " + sums.sha256() + ", wanted " + sha256;
    }
    return null;
  }
}
