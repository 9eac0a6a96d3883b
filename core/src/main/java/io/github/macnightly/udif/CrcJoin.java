package io.github.macnightly.udif;

/**
 * Joins CRC-32 sums of parts to the sum of the whole, so that terabytes of zeros cost nothing.
 *
 * <p>A CRC is a remainder of polynomials over GF(2). Following a part by {@code n} bytes multiplies
 * its remainder by x to the power of 8n; that power is built by squaring. Bits are reflected, as in
 * the CRC itself: the highest bit of an int is the coefficient of x to the power of 0. For use by
 * one thread.
 */
final class CrcJoin {

  private static final int POLYNOMIAL = 0xEDB88320;
  private static final int ONE = 1 << 31;
  private static final int X = 1 << 30;

  /** Chunks are of one length, nearly all of them, so its power is worth keeping. */
  private long keptLength;

  private int keptPower = ONE;

  /** Returns the sum of two parts that follow each other. */
  int join(int first, int second, long secondLength) {
    if (secondLength != keptLength) {
      keptLength = secondLength;
      keptPower = powerOfBytes(secondLength);
    }
    return multiply(first, keptPower) ^ second;
  }

  /** Returns the sum of that many zero bytes: the register starts and ends inverted. */
  static int ofZeros(long length) {
    return ~multiply(~0, powerOfBytes(length));
  }

  private static int powerOfBytes(long bytes) {
    int power = X;
    for (int i = 0; i < 3; i++) {
      power = multiply(power, power);
    }
    int result = ONE;
    for (long left = bytes; left != 0; left >>>= 1) {
      if ((left & 1) != 0) {
        result = multiply(result, power);
      }
      power = multiply(power, power);
    }
    return result;
  }

  private static int multiply(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted & 1) != 0 ? shifted >>> 1 ^ POLYNOMIAL : shifted >>> 1;
    }
    return product;
  }
}
