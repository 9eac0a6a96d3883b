package io.github.macnightly.facts;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Facts that follow from others. */
final class Derived {

  private static final Pattern BUILD = Pattern.compile(".*[A-Z]([0-9]{1,9})\\D*");
  private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9}).*");
  private static final BigInteger SHARDS = BigInteger.valueOf(100);

  private Derived() {}

  /** Returns a part of a version: 0 the major, 1 the minor, 2 the patch; 0 when it has none. */
  static Long versionPart(Object version, int part) {
    String[] parts = (text(version) + ".0.0.0").split("\\.", part + 2);
    Matcher matcher = NUMBER.matcher(parts[part]);
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0L;
  }

  /** Returns the number behind the last capital: 263 of 24E263, 5238 of the beta 24E5238a. */
  static Long lastComponent(Object build) {
    Matcher matcher = BUILD.matcher(text(build));
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0L;
  }

  /** True or not known, as in Munki, where the fact is missing on other processors. */
  static Boolean x86Capable(Object arch) {
    return "x86_64".equals(arch) ? Boolean.TRUE : null;
  }

  /** Tells whether it is a serial number, not what stands for one that is not known. */
  static boolean isSerial(Object serial) {
    return !text(serial).isBlank() && !serial.equals(BuiltIn.SERIAL_NUMBER.fallback());
  }

  /**
   * Returns a number from 0 to 99 that a machine keeps: the MD5 of its serial number, or of what
   * stands for that, read as one number, modulo 100. Fleets have computed it so in scripts of their
   * own; it need not be hard to guess.
   */
  static Long shard(String identity) {
    byte[] digest = md5().digest(identity.getBytes(StandardCharsets.UTF_8));
    return new BigInteger(1, digest).mod(SHARDS).longValue();
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private static String text(Object value) {
    return value instanceof String text ? text : "";
  }
}
