package io.github.macnightly.facts;

import java.io.IOException;

/** Sizes as people say them. */
final class Memory {

  private static final double GIBIBYTE = 1L << 30;
  private static final long GIGABYTE = 1_000_000_000;

  private Memory() {}

  /** Returns bytes as the nearest whole number of GiB, which is how memory is sold. */
  static long gibibytes(String bytes) throws IOException {
    return gibibytes(number(bytes));
  }

  static long gibibytes(long bytes) {
    return Math.round(bytes / GIBIBYTE);
  }

  /** Returns bytes as whole GB of 10^9 that are there at least, which is how disks are sold. */
  static long gigabytes(long bytes) {
    return bytes / GIGABYTE;
  }

  static long number(String digits) throws IOException {
    if (!digits.matches("[0-9]{1,18}")) {
      throw new IOException("got '" + digits + "', wanted a number");
    }
    return Long.parseLong(digits);
  }
}
