package io.github.macnightly.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chunks of a found disk image, read as simply as can be, so that a decoder is tested without
 * the room of disk images.
 *
 * @param crc of the decoded bytes of all runs
 * @param runs those that the CRC covers
 */
record UdifChunks(int crc, List<Run> runs) {

  /**
   * A run.
   *
   * @param packed the stored bytes
   * @param size of the decoded ones
   */
  record Run(int type, byte[] packed, int size) {}

  private static final Pattern RESOURCE = Pattern.compile("<data>\\s*([^<]*)</data>");
  private static final int TRAILER = 512;
  private static final int MISH = 0x6d697368;
  private static final int HEADER = 204;
  private static final int RUN = 40;
  private static final int IGNORE = 2;
  private static final int COMMENT = 0x7ffffffe;
  private static final int END = -1;

  static List<UdifChunks> of(byte[] image) {
    ByteBuffer trailer = ByteBuffer.wrap(image, image.length - TRAILER, TRAILER).slice();
    int data = (int) trailer.getLong(24);
    int from = (int) trailer.getLong(216);
    int length = (int) trailer.getLong(224);
    Matcher resource =
        RESOURCE.matcher(new String(image, from, length, StandardCharsets.ISO_8859_1));
    List<UdifChunks> all = new ArrayList<>();
    while (resource.find()) {
      ByteBuffer table = ByteBuffer.wrap(Base64.getMimeDecoder().decode(resource.group(1)));
      if (table.limit() > HEADER && table.getInt(0) == MISH) {
        all.add(new UdifChunks(table.getInt(72), runs(table, image, data)));
      }
    }
    return all;
  }

  private static List<Run> runs(ByteBuffer table, byte[] image, int data) {
    List<Run> runs = new ArrayList<>();
    for (int at = HEADER; at < HEADER + RUN * table.getInt(200); at += RUN) {
      int type = table.getInt(at);
      if (type != IGNORE && type != COMMENT && type != END) {
        int from = (int) (data + table.getLong(24) + table.getLong(at + 24));
        byte[] packed = Arrays.copyOfRange(image, from, from + (int) table.getLong(at + 32));
        runs.add(new Run(type, packed, (int) table.getLong(at + 16) * 512));
      }
    }
    return runs;
  }
}
