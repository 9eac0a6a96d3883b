package io.github.macnightly.plist;

import java.nio.ByteBuffer;

/** Puts objects, sound or not, into the frame of a binary property list. */
final class BinaryLists {

  private BinaryLists() {}

  /** References of one byte. The first object is the root. */
  static byte[] of(byte[]... objects) {
    return list(1, objects);
  }

  /** References of two bytes. */
  static byte[] ofWide(byte[]... objects) {
    return list(2, objects);
  }

  private static byte[] list(int referenceWidth, byte[]... objects) {
    int length = 8;
    for (byte[] object : objects) {
      length += object.length;
    }
    ByteBuffer list = ByteBuffer.allocate(length + 2 * objects.length + 32);
    list.put("bplist00".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    int table = length;
    for (byte[] object : objects) {
      list.putShort(table, (short) list.position());
      list.put(object);
      table += 2;
    }
    list.position(table).put(new byte[6]).put((byte) 2).put((byte) referenceWidth);
    return list.putLong(objects.length).putLong(0).putLong(length).array();
  }
}
