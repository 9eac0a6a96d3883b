package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The hashes of a sealed volume: every index holds those of the nodes below it, and the integrity
 * metadata that of the root. Nodes have no other checksum then.
 */
final class Seal {

  /** Checks nothing. */
  static final Seal NONE = new Seal(null, new byte[0]);

  private static final int BROKEN = 1;
  private static final int MAX_HASH = 64;

  /** In the order of their numbers, which start at 1. */
  private static final String[] ALGORITHMS = {"SHA-256", "SHA-512/256", "SHA-384", "SHA-512"};

  private final String algorithm;
  private final byte[] rootHash;

  private Seal(String algorithm, byte[] rootHash) {
    this.algorithm = algorithm;
    this.rootHash = rootHash;
  }

  /**
   * Reads integrity metadata.
   *
   * @throws UnsupportedFormatException for an unknown kind of hash
   */
  static Seal of(StoredObject metadata) throws IOException {
    ByteBuffer bytes = metadata.bytes();
    int type = bytes.getInt(40);
    boolean broken = (bytes.getInt(36) & BROKEN) != 0 || bytes.getLong(48) != 0;
    if (broken) {
      return NONE;
    }
    if (type < 1 || type > ALGORITHMS.length) {
      throw new UnsupportedFormatException(
          ApfsContainer.FORMAT, -1, "hashes of type " + type + " of a sealed volume are not read");
    }
    int offset = bytes.getInt(44);
    if (offset < 0 || offset > bytes.capacity() - MAX_HASH) {
      throw metadata.corrupt("has a root hash at offset " + Integer.toUnsignedString(offset));
    }
    String algorithm = ALGORITHMS[type - 1];
    int length = digest(algorithm).getDigestLength();
    return new Seal(algorithm, Arrays.copyOfRange(bytes.array(), offset, offset + length));
  }

  /** Refuses a root whose hash differs from the one in the metadata. */
  void checkRoot(BTreeNode root) throws IOException {
    check(root, ByteBuffer.wrap(rootHash));
  }

  /**
   * Refuses a node whose hash differs.
   *
   * @param wanted starts with the hash
   */
  void check(BTreeNode node, ByteBuffer wanted) throws IOException {
    if (algorithm == null) {
      return;
    }
    byte[] hash = digest(algorithm).digest(node.block());
    if (wanted.capacity() < hash.length
        || !wanted.slice(0, hash.length).equals(ByteBuffer.wrap(hash))) {
      throw node.corrupt("has another hash than the sealed volume says");
    }
  }

  private static MessageDigest digest(String algorithm) throws CorruptException {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
