package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import java.util.Arrays;

/**
 * The fields of a wrapped key, which are encoded by DER: each has a tag, a length and a value, and
 * some values are fields again. They are read in their order; what follows the last that is wanted
 * is passed over.
 */
final class WrappedKeyFields {

  static final int SEQUENCE = 0x30;

  /** Of a field that holds one value, by its number. */
  static final int CONTEXT = 0x80;

  /** Of a field that holds fields, by its number. */
  static final int CONSTRUCTED = 0xA0;

  private static final int LONG_LENGTH = 0x80;
  private static final int MAX_LENGTH_BYTES = 4;

  private final Keybag.Entry entry;
  private final int end;
  private int at;

  private WrappedKeyFields(Keybag.Entry entry, int start, int end) {
    this.entry = entry;
    this.at = start;
    this.end = end;
  }

  /** Returns the fields at the start of an entry. */
  static WrappedKeyFields of(Keybag.Entry entry) {
    return new WrappedKeyFields(entry, 0, entry.data().length);
  }

  /** Returns the fields that are in the next field, and passes it. */
  WrappedKeyFields fields(int tag) throws CorruptException {
    int length = length(tag);
    at += length;
    return new WrappedKeyFields(entry, at - length, at);
  }

  /** Returns the value of the next field, and passes it. */
  byte[] bytes(int tag) throws CorruptException {
    int length = length(tag);
    at += length;
    return Arrays.copyOfRange(entry.data(), at - length, at);
  }

  /** Returns the value of the next field as a number without a sign, and passes it. */
  long number(int tag) throws CorruptException {
    long number = 0;
    for (byte digit : bytes(tag)) {
      if (number > Long.MAX_VALUE >> 8) {
        throw entry.corrupt("has a number of more than 63 bits in field " + name(tag));
      }
      number = number << 8 | Byte.toUnsignedInt(digit);
    }
    return number;
  }

  /** Returns all that was not passed. */
  byte[] rest() {
    return Arrays.copyOfRange(entry.data(), at, end);
  }

  CorruptException corrupt(String detail) {
    return entry.corrupt(detail);
  }

  /** Passes the tag and the length of the next field. */
  private int length(int tag) throws CorruptException {
    int found = next(tag);
    if (found != tag) {
      throw entry.corrupt("has field " + name(found) + " where " + name(tag) + " was wanted");
    }
    long length = next(tag);
    if (length >= LONG_LENGTH) {
      int digits = (int) length - LONG_LENGTH;
      if (digits < 1 || digits > MAX_LENGTH_BYTES) {
        throw entry.corrupt("has a length of " + digits + " bytes in field " + name(tag));
      }
      length = 0;
      for (int i = 0; i < digits; i++) {
        length = length << 8 | next(tag);
      }
    }
    if (length > end - at) {
      throw entry.corrupt(
          "has %d bytes in field %s, only %d are left".formatted(length, name(tag), end - at));
    }
    return (int) length;
  }

  private int next(int tag) throws CorruptException {
    if (at == end) {
      throw entry.corrupt("ends before or in field " + name(tag));
    }
    return Byte.toUnsignedInt(entry.data()[at++]);
  }

  private static String name(int tag) {
    return "0x" + Integer.toHexString(tag);
  }
}
