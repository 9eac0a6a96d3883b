package io.github.macnightly.scripts;

import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a script said on its standard output.
 *
 * @param keys the keys that it gave
 * @param notes what is odd about it, one line each
 */
record OutputAnswer(Map<String, Object> keys, List<String> notes) {

  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] BINARY = "bplist".getBytes(StandardCharsets.US_ASCII);
  private static final int BIG_ENDIAN = 0xfe;
  private static final int LITTLE_ENDIAN = 0xff;

  /**
   * Reads an output by its first character that is no blank.
   *
   * @throws IOException when it begins like JSON or a property list and is none
   */
  static OutputAnswer of(byte[] output) throws IOException {
    int start = start(output);
    if (start == output.length) {
      return new OutputAnswer(Map.of(), List.of());
    }
    byte[] rest = Arrays.copyOfRange(output, start, output.length);
    return switch (rest[0] & 0xff) {
      case '{' -> new OutputAnswer(JsonAnswer.read(rest), List.of());
      case '<', BIG_ENDIAN, LITTLE_ENDIAN -> list(rest);
      default -> startsWith(rest, BINARY) ? list(rest) : KeyLines.read(rest);
    };
  }

  private static OutputAnswer list(byte[] rest) throws IOException {
    return new OutputAnswer(PropertyLists.readDictionary(rest, "standard output"), List.of());
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  /** Returns where a byte order mark and blanks end. */
  private static int start(byte[] bytes) {
    int at = startsWith(bytes, MARK) ? MARK.length : 0;
    while (at < bytes.length && bytes[at] >= 0 && bytes[at] <= ' ') {
      at++;
    }
    return at;
  }
}
