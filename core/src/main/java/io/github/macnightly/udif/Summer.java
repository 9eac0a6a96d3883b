package io.github.macnightly.udif;

import io.github.macnightly.io.UnsupportedFormatException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Sums bytes by the type number of a checksum. */
interface Summer {

  void update(byte[] bytes, int length);

  /** Sums zeros, at no cost where the algorithm allows that. */
  void updateZeros(long length);

  byte[] value();

  /**
   * Returns a fresh sum.
   *
   * @param at where the checksum lies in the file, for the refusal
   * @throws UnsupportedFormatException for a type that is not known
   */
  static Summer of(Checksum checksum, long at) throws UnsupportedFormatException {
    return switch (checksum.type()) {
      case Checksum.NONE, Checksum.CRC32 -> new Crc();
      case 4 -> digest("MD5");
      case 5 -> digest("SHA-1");
      case 6 -> digest("SHA-256");
      case 7 -> digest("SHA-384");
      case 8 -> digest("SHA-512");
      default ->
          throw new UnsupportedFormatException(
              UdifTrailer.FORMAT, at, "checksums of type " + checksum.type() + " are not read");
    };
  }

  private static Summer digest(String name) {
    try {
      return new Digest(MessageDigest.getInstance(name));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + name, e);
    }
  }

  /** CRC-32, joined from the sums of its parts. */
  final class Crc implements Summer {
    private final CrcJoin join = new CrcJoin();
    private int sum;

    @Override
    public void update(byte[] bytes, int length) {
      add(of(bytes, length), length);
    }

    /** Adds a part by its own sum. */
    void add(int part, long length) {
      sum = join.join(sum, part, length);
    }

    @Override
    public void updateZeros(long length) {
      sum = join.join(sum, CrcJoin.ofZeros(length), length);
    }

    int sum() {
      return sum;
    }

    @Override
    public byte[] value() {
      return ByteBuffer.allocate(Integer.BYTES).putInt(sum).array();
    }

    static int of(byte[] bytes, int length) {
      java.util.zip.CRC32 crc = new java.util.zip.CRC32();
      crc.update(bytes, 0, length);
      return (int) crc.getValue();
    }
  }

  /** A cryptographic digest, which must see every zero; whoever has it bounds their number. */
  final class Digest implements Summer {
    private final MessageDigest digest;
    private final byte[] zeros = new byte[1 << 16];

    Digest(MessageDigest digest) {
      this.digest = digest;
    }

    @Override
    public void update(byte[] bytes, int length) {
      digest.update(bytes, 0, length);
    }

    @Override
    public void updateZeros(long length) {
      for (long left = length; left > 0; left -= zeros.length) {
        digest.update(zeros, 0, (int) Math.min(left, zeros.length));
      }
    }

    @Override
    public byte[] value() {
      return digest.digest();
    }
  }
}
