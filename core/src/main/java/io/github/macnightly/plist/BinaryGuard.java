package io.github.macnightly.plist;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.LimitExceededException;
import java.nio.ByteBuffer;

/**
 * Checks the object table of a binary list before a parser allocates by it. Layout: {@code
 * bplist00}, the objects, the table of their offsets, a trailer of 32 bytes that says how wide
 * offsets and references are, how many objects there are and where the table is.
 */
final class BinaryGuard {

  private static final int HEADER = 8;
  private static final int TRAILER = 32;

  private final ByteBuffer list;
  private final String what;
  private int offsetWidth;
  private int referenceWidth;
  private long table;
  private long used;
  private long references;

  private BinaryGuard(byte[] bytes, String what) {
    this.list = ByteBuffer.wrap(bytes);
    this.what = what;
  }

  /** Refuses lists whose objects lie outside, overlap, or refer to too many others. */
  static void check(byte[] bytes, String what) throws FormatException {
    new BinaryGuard(bytes, what).checkAll();
  }

  private void checkAll() throws FormatException {
    int end = list.limit() - TRAILER;
    if (end < HEADER) {
      throw corrupt(0, "is " + list.limit() + " bytes, too short for a binary list");
    }
    offsetWidth = list.get(end + 6) & 0xff;
    referenceWidth = list.get(end + 7) & 0xff;
    long objects = list.getLong(end + 8);
    table = list.getLong(end + 24);
    if (offsetWidth < 1 || offsetWidth > 8 || referenceWidth < 1 || referenceWidth > 8) {
      throw corrupt(end + 6, "widths " + offsetWidth + ", " + referenceWidth + " are not 1 to 8");
    }
    if (table < HEADER || table > end || objects < 1 || objects > (end - table) / offsetWidth) {
      throw corrupt(end + 8, objects + " objects with a table at " + table + " do not fit");
    }
    long top = list.getLong(end + 16);
    if (top < 0 || top >= objects) {
      throw corrupt(end + 16, "root is object " + top + " of " + objects);
    }
    checkReferences(objects);
    for (int i = 0; i < objects; i++) {
      checkObject(number(table + (long) i * offsetWidth, offsetWidth));
    }
  }

  private void checkObject(long at) throws FormatException {
    if (at < HEADER || at >= table) {
      throw corrupt(table, "an object is at " + at + ", outside of " + HEADER + " to " + table);
    }
    int marker = list.get((int) at) & 0xff;
    int kind = marker >> 4;
    int info = marker & 0xf;
    if (kind < 4 || kind == 8) {
      use(at, kind == 1 || kind == 2 ? 1L << info : kind == 3 ? 8 : kind == 8 ? info + 1 : 0);
      return;
    }
    long count = info == 0xf ? count(at) : info;
    long room = table - at;
    if (count < 0 || count > room) {
      throw corrupt(at, "object of " + count + " parts in the " + room + " bytes that are left");
    }
    if (kind >= 0xa) {
      long each = kind == 0xd ? 2 : 1;
      checkReferences(references += count * each);
      use(at, count * each * referenceWidth);
    } else {
      use(at, kind == 6 ? count * 2 : count);
    }
  }

  /** Reads a length that did not fit into the marker: an integer object of its own. */
  private long count(long at) throws FormatException {
    int marker = at + 1 < table ? list.get((int) at + 1) & 0xff : 0;
    int width = 1 << (marker & 0xf);
    if (marker >> 4 != 1 || width > 8 || at + 2 + width > table) {
      throw corrupt(at, "length of an object is not an integer");
    }
    return number(at + 2, width);
  }

  /** Adds up what all objects take: more than there is means that they overlap. */
  private void use(long at, long length) throws FormatException {
    used += 1 + length;
    if (length > table - at - 1 || used > table) {
      throw corrupt(at, "objects overlap or run into their table");
    }
  }

  private void checkReferences(long count) throws LimitExceededException {
    if (count > PropertyLists.MAX_VALUES) {
      throw new LimitExceededException(
          PropertyLists.FORMAT, 0, what + ": number of values", PropertyLists.MAX_VALUES);
    }
  }

  private long number(long at, int width) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | list.get((int) at + i) & 0xff;
    }
    return value;
  }

  private CorruptException corrupt(long at, String detail) {
    return new CorruptException(PropertyLists.FORMAT, at, what + ": " + detail);
  }
}
