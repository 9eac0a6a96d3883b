package io.github.macnightly.bom;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.io.NotThisFormatException;
import io.github.macnightly.io.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The container below a Bom: numbered blocks, some of which have a name. */
final class BomStore {

  private static final int HEADER = 32;
  private static final long MAGIC = 0x424F4D53746F7265L; // "BOMStore"
  private static final int MAX_SIZE = 64 << 20;
  private static final int MAX_VARIABLES = 1000;

  private final ByteBuffer bytes;
  private final int index;
  private final int blocks;
  private final Map<String, Integer> variables = new HashMap<>();

  private BomStore(ByteBuffer bytes) throws CorruptException {
    this.bytes = bytes;
    index = range("index", bytes.getInt(16), bytes.getInt(20), 4);
    blocks = bytes.getInt(index);
    int room = (bytes.getInt(20) - 4) / 8;
    if (blocks < 0 || blocks > room) {
      throw corrupt(index, "index of " + Integer.toUnsignedString(blocks) + " in room for " + room);
    }
    readVariables();
  }

  static BomStore read(Source file) throws IOException {
    if (file.size() < 8 || file.read(0, 8).getLong() != MAGIC) {
      throw new NotThisFormatException("Bom", 0, "the first 8 bytes are not \"BOMStore\"");
    }
    if (file.size() < HEADER) {
      throw corrupt(-1, "file is " + file.size() + " bytes, header needs " + HEADER);
    }
    if (file.size() > MAX_SIZE) {
      throw new LimitExceededException("Bom", 0, "file of " + file.size() + " bytes", MAX_SIZE);
    }
    return new BomStore(file.read(0, (int) file.size()));
  }

  private void readVariables() throws CorruptException {
    int at = range("variables", bytes.getInt(24), bytes.getInt(28), 4);
    int end = at + bytes.getInt(28);
    int count = bytes.getInt(at);
    if (count < 0 || count > MAX_VARIABLES) {
      throw corrupt(at, Integer.toUnsignedString(count) + " variables, at most " + MAX_VARIABLES);
    }
    at += 4;
    for (int i = 0; i < count; i++) {
      int length = at + 5 > end ? 0 : bytes.get(at + 4) & 0xff;
      if (at + 5 + length > end) {
        throw corrupt(at, "variable " + i + " goes beyond the end of the variables");
      }
      variables.put(text(bytes.slice(at + 5, length), at), bytes.getInt(at));
      at += 5 + length;
    }
  }

  /** Returns the start of a range after checking that it lies inside and has a least length. */
  private int range(String what, int offset, int length, int least) throws CorruptException {
    boolean inside = offset >= 0 && length >= least && offset <= bytes.limit() - length;
    if (!inside) {
      String range = Integer.toUnsignedString(offset) + "+" + Integer.toUnsignedString(length);
      throw corrupt(-1, what + " at " + range + ", in a file of " + bytes.limit() + " bytes");
    }
    return offset;
  }

  /** Returns the block that a name points at. */
  ByteBuffer variable(String name, int least) throws CorruptException {
    Integer block = variables.get(name);
    if (block == null) {
      throw corrupt(-1, "no variable " + name);
    }
    return block(block, least);
  }

  /**
   * Returns a block.
   *
   * @param least the fewest bytes that it may have
   */
  ByteBuffer block(int number, int least) throws CorruptException {
    if (number <= 0 || number >= blocks) { // block 0 stands for none
      throw corrupt(index, "no block " + Integer.toUnsignedString(number) + " of " + blocks);
    }
    int at = index + 4 + 8 * number;
    int length = bytes.getInt(at + 4);
    return bytes.slice(range("block " + number, bytes.getInt(at), length, least), length);
  }

  /** Decodes text strictly, because a name that was mended would be another name. */
  static String text(ByteBuffer utf8, int at) throws CorruptException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
    } catch (CharacterCodingException e) {
      throw corrupt(at, "a name is not UTF-8");
    }
  }

  static CorruptException corrupt(int at, String detail) {
    return new CorruptException("Bom", at, detail.replaceAll("\\p{Cntrl}", "?"));
  }
}
