package io.github.macnightly.volume;

import java.util.Arrays;

/** The 32 bytes that HFS and its successor keep for the Finder, as macOS shows them. */
public final class FinderInfo {

  /** The extended attribute as which they are shown. */
  public static final String ATTRIBUTE = "com.apple.FinderInfo";

  private static final int BYTES = 32;

  private FinderInfo() {}

  /**
   * Returns what macOS shows: the kernel keeps a number, a date and a counter in the second half
   * and blanks them, and of a symbolic link it blanks type and creator too.
   *
   * @param stored 32 bytes, which are not changed
   * @param symlink whether the entry is a symbolic link
   */
  public static byte[] visible(byte[] stored, boolean symlink) {
    byte[] info = Arrays.copyOf(stored, BYTES);
    Arrays.fill(info, 16, 24, (byte) 0);
    Arrays.fill(info, 28, 32, (byte) 0);
    if (symlink) {
      Arrays.fill(info, 0, 8, (byte) 0);
    }
    return info;
  }

  /** Returns whether there is nothing in it, so that the attribute does not exist. */
  public static boolean isBlank(byte[] info) {
    return Arrays.equals(info, new byte[info.length]);
  }
}
