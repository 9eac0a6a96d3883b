package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The fields after the fixed part of a value: their number, the bytes of their data, a descriptor
 * of four bytes for each (type, flags, size), and the data, each aligned to eight bytes.
 */
final class ExtendedFields {

  private static final int HEADER = 4;
  private static final int DESCRIPTOR = 4;

  private final ByteBuffer value;
  private final int descriptors;
  private final int count;

  private ExtendedFields(ByteBuffer value, int descriptors, int count) {
    this.value = value;
    this.descriptors = descriptors;
    this.count = count;
  }

  /**
   * Finds the fields after checking that they lie inside the value.
   *
   * @param node named in the refusal
   * @param fixed bytes of the fixed part, which is there
   */
  static ExtendedFields of(BTreeNode node, ByteBuffer value, int fixed) throws CorruptException {
    if (value.capacity() < fixed + HEADER) {
      return new ExtendedFields(value, fixed, 0);
    }
    int count = value.getShort(fixed) & 0xffff;
    int descriptors = fixed + HEADER;
    long end = descriptors + (long) count * DESCRIPTOR;
    if (end > value.capacity()) {
      throw node.corrupt("holds a value with " + count + " extended fields");
    }
    for (int i = 0; i < count; i++) {
      int size = size(value, descriptors, i);
      if (end + size > value.capacity()) {
        throw node.corrupt("holds a value with an extended field of " + size + " bytes");
      }
      end += aligned(size);
    }
    return new ExtendedFields(value, descriptors, count);
  }

  /** Returns the data of the first field of a type that has so many bytes or more. */
  Optional<ByteBuffer> find(int type, int bytes) {
    int data = descriptors + count * DESCRIPTOR;
    for (int i = 0; i < count; i++) {
      int size = size(value, descriptors, i);
      if ((value.get(descriptors + i * DESCRIPTOR) & 0xff) == type && size >= bytes) {
        return Optional.of(value.slice(data, size).order(value.order()));
      }
      data += aligned(size);
    }
    return Optional.empty();
  }

  private static int size(ByteBuffer value, int descriptors, int field) {
    return value.getShort(descriptors + field * DESCRIPTOR + 2) & 0xffff;
  }

  private static int aligned(int size) {
    return size + 7 & ~7;
  }
}
