package io.github.macnightly.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The CRC-32 of a row: of its table's name and its values, each with its type and length. */
final class RowChecksum {

  private RowChecksum() {}

  /**
   * Returns the checksum.
   *
   * @param table the name of the table, so that a row cannot pass for one of another table
   * @param values strings, integers of any width, and nulls
   */
  static long of(String table, Object... values) {
    CRC32 crc = new CRC32();
    add(crc, table);
    for (Object value : values) {
      add(crc, value);
    }
    return crc.getValue();
  }

  private static void add(CRC32 crc, Object value) {
    if (value == null) {
      crc.update('n');
    } else if (value instanceof Number number) {
      crc.update('i');
      crc.update(ByteBuffer.allocate(8).putLong(0, number.longValue()));
    } else {
      byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
      crc.update('s');
      crc.update(ByteBuffer.allocate(4).putInt(0, text.length));
      crc.update(text);
    }
  }

  /**
   * Checks a row that was read.
   *
   * @param stored the checksum that stands in the row
   * @throws DamagedException when its values have another one
   */
  static void check(long stored, String table, Object... values) throws DamagedException {
    if (stored != of(table, values)) {
      throw new DamagedException("a row of table " + table + " does not match its checksum");
    }
  }
}
