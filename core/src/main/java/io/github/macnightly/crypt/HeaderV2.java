package io.github.macnightly.crypt;

import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.Source;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The header of version 2, at the start of the file. */
final class HeaderV2 {

  /** Bytes before the table of keys. */
  private static final int SIZE = 76;

  /** Type, offset and length of a key. */
  private static final int ENTRY = 20;

  private static final int MAX_KEYS = 64;
  private static final int PASSPHRASE = 1;
  private static final int VERSION = 2;

  private HeaderV2() {}

  static EncryptionHeader read(Source file) throws IOException {
    Fields header = Fields.read(file, 0, SIZE);
    header.require(8, VERSION, "version");
    int dataKeyLength = header.dataKeyLength(12);
    header.requireNumberKey(32);
    EncryptionHeader.Range data =
        new EncryptionHeader.Range(header.longNumber(64), header.longNumber(56));
    int keys = header.number(72);
    if (keys < 0 || keys > MAX_KEYS) {
      throw new LimitExceededException(
          EncryptedImage.FORMAT, 72, header.text(72) + " keys", MAX_KEYS);
    }
    return new EncryptionHeader(header.blockSize(52), data, keys(file, keys, dataKeyLength));
  }

  private static List<EncryptionHeader.LockedKeys> keys(Source file, int count, int dataKeyLength)
      throws IOException {
    Fields table = Fields.read(file, SIZE, count * ENTRY);
    List<EncryptionHeader.LockedKeys> keys = new ArrayList<>();
    for (int at = 0; at < count * ENTRY; at += ENTRY) {
      if (table.number(at) == PASSPHRASE) {
        keys.add(PassphraseRecord.read(record(file, table, at), dataKeyLength));
      }
    }
    if (keys.isEmpty()) {
      throw new UnsupportedFormatException(
          EncryptedImage.FORMAT,
          72,
          "of "
              + count
              + " keys none belongs to a passphrase; what only a certificate opens is not read");
    }
    return keys;
  }

  private static Fields record(Source file, Fields table, int entry) throws IOException {
    long offset = table.longNumber(entry + 4);
    long length = table.longNumber(entry + 12);
    if (length < PassphraseRecord.FIXED) {
      throw table.corrupt(
          entry + 12, "key of " + length + " bytes, wanted " + PassphraseRecord.FIXED);
    }
    file.requireInside(EncryptedImage.FORMAT, offset, length);
    return Fields.read(file, offset, (int) Math.min(length, PassphraseRecord.MAX));
  }
}
