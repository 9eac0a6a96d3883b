package io.github.macnightly.hfs;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;

/** A record of a B-tree node: where its key and its data lie in the node, in bytes. */
record BTreeRecord(ByteBuffer node, int key, int keyLength, int data, int dataLength) {

  void requireKey(int length) throws CorruptException {
    if (keyLength < length) {
      throw new CorruptException(
          HfsVolume.FORMAT, key, "key has %d bytes, wanted %d".formatted(keyLength, length));
    }
  }

  void requireData(int length) throws CorruptException {
    if (dataLength < length) {
      throw new CorruptException(
          HfsVolume.FORMAT, data, "record has %d bytes, wanted %d".formatted(dataLength, length));
    }
  }

  int keyByte(int at) {
    return node.get(key + at) & 0xff;
  }

  int keyUnsignedShort(int at) {
    return node.getShort(key + at) & 0xffff;
  }

  long keyUnsignedInt(int at) {
    return Integer.toUnsignedLong(node.getInt(key + at));
  }

  int dataShort(int at) {
    return node.getShort(data + at) & 0xffff;
  }

  long dataUnsignedInt(int at) {
    return Integer.toUnsignedLong(node.getInt(data + at));
  }
}
