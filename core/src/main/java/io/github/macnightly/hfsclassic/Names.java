package io.github.macnightly.hfsclassic;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Names on the disk are bytes in the encoding of some script. They are kept as they are, one
 * character for each byte, and decoded when they are shown.
 */
final class Names {

  private static final char NUL_PICTURE = '\u2400';
  private static final int MAX_NAME = 31;
  private static final int HAS_SCRIPT = 0x80;

  /**
   * MacRoman from 0x80 on, as Apple maps it since the euro came. It stands here because not every
   * Java runtime has the charset.
   */
  private static final String ROMAN =
      "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
          + "¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

  /** Script codes of the Macintosh with the charsets that are nearest to their encodings. */
  private static final Map<Integer, String> SCRIPTS =
      Map.of(
          1, "Shift_JIS",
          2, "Big5",
          3, "EUC-KR",
          4, "x-MacArabic",
          5, "x-MacHebrew",
          6, "x-MacGreek",
          7, "x-MacCyrillic",
          21, "x-MacThai",
          25, "GB2312",
          29, "x-MacCentralEurope");

  private Names() {}

  /** Reads a name as it is stored: its length and its bytes, in at most {@code room} bytes. */
  static String read(ByteBuffer node, int at, int room) throws CorruptException {
    int length = room < 1 ? 0 : node.get(at) & 0xff;
    if (length > MAX_NAME || 1 + length > room) {
      throw new CorruptException(
          ClassicVolume.FORMAT, -1, "name of %d bytes in %d bytes".formatted(length, room));
    }
    byte[] bytes = new byte[length];
    node.get(at + 1, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * Returns a name as it is shown.
   *
   * @param stored as {@link #read} gave it
   * @param script the Finder's byte; a script when its upper bit is set
   * @throws CorruptException for a name that no file can bear
   */
  static String shown(String stored, int script) throws CorruptException {
    String name = decode(stored, script).replace('/', ':').replace('\0', NUL_PICTURE);
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new CorruptException(ClassicVolume.FORMAT, -1, "a file has the name '" + name + "'");
    }
    return name;
  }

  /** Returns what two names have in common that differ in case or in the form of accents. */
  static String folded(String shown) {
    return Normalizer.normalize(shown, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static String decode(String stored, int script) {
    String charset = (script & HAS_SCRIPT) == 0 ? null : SCRIPTS.get(script & ~HAS_SCRIPT);
    if (charset != null && Charset.isSupported(charset)) {
      byte[] bytes = stored.getBytes(StandardCharsets.ISO_8859_1);
      try {
        return Charset.forName(charset).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        // The name is older than its script or was written on another system.
      }
    }
    StringBuilder roman = new StringBuilder();
    stored.chars().forEach(c -> roman.append(c < 0x80 ? (char) c : ROMAN.charAt(c - 0x80)));
    return roman.toString();
  }
}
