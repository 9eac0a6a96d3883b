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
 * @param unusable the lines that give no key, as far as they are kept
 */
record OutputAnswer(Map<String, Object> keys, List<String> notes, List<String> unusable) {

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
      return of(Map.of());
    }
    byte[] rest = Arrays.copyOfRange(output, start, output.length);
    return switch (rest[0] & 0xff) {
      case '{' -> of(JsonAnswer.read(rest));
      case '<', BIG_ENDIAN, LITTLE_ENDIAN -> list(rest);
      default -> startsWith(rest, BINARY) ? list(rest) : KeyLines.read(rest);
    };
  }

  private static OutputAnswer list(byte[] rest) throws IOException {
    return of(PropertyLists.readDictionary(rest, "standard output"));
  }

  private static OutputAnswer of(Map<String, Object> keys) {
    return new OutputAnswer(keys, List.of(), List.of());
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
