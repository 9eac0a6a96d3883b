package io.github.macnightly.apfs;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.zip.CRC32C;

/** Names of files and attributes: how they are stored, hashed and compared. */
final class Names {

  private static final int HASH_MASK = 0x3FFFFF;
  private static final int DOTLESS_I = 0x131;

  private Names() {}

  /**
   * Reads a name that ends in a NUL.
   *
   * @param node named in the refusal
   * @throws CorruptException when the NUL is missing, or is not the only one, or the name is not
   *     UTF-8
   */
  static String decode(BTreeNode node, ByteBuffer stored) throws CorruptException {
    int length = stored.capacity() - 1;
    if (length < 0 || stored.get(length) != 0) {
      throw node.corrupt("holds a name that does not end in a NUL");
    }
    try {
      String name = StandardCharsets.UTF_8.newDecoder().decode(stored.slice(0, length)).toString();
      if (name.indexOf('\0') < 0) {
        return name;
      }
    } catch (CharacterCodingException e) {
      throw node.corrupt("holds a name that is not UTF-8");
    }
    throw node.corrupt("holds a name with a NUL in it");
  }

  /** Refuses a name that no file can bear; returns any other. */
  static String require(BTreeNode node, String name) throws CorruptException {
    boolean special = name.isEmpty() || name.equals(".") || name.equals("..");
    if (special || name.indexOf('/') >= 0) {
      throw node.corrupt("holds a file of the name '" + name + "'");
    }
    return name;
  }

  /**
   * Returns the form in which equal names are equal texts: decomposed, and folded where case does
   * not matter.
   */
  static String canonical(String name, boolean caseSensitive) {
    String decomposed = Normalizer.normalize(name, Normalizer.Form.NFD);
    if (caseSensitive) {
      return decomposed;
    }
    StringBuilder folded = new StringBuilder(decomposed.length());
    decomposed.codePoints().forEach(letter -> fold(letter, folded));
    return Normalizer.normalize(folded, Normalizer.Form.NFD);
  }

  /**
   * Full case folding, letter by letter: whole texts would be changed by what stands around, as the
   * last sigma of a word. Java has no table of it, but capitals of small letters, made small again,
   * agree with it but for the dotless i.
   */
  private static void fold(int letter, StringBuilder folded) {
    if (letter < 0x80 || letter == DOTLESS_I) {
      folded.appendCodePoint(Character.toLowerCase(letter));
      return;
    }
    String small = Character.toString(Character.toLowerCase(letter));
    small
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .forEach(capital -> folded.appendCodePoint(Character.toLowerCase(capital)));
  }

  /**
   * Returns the hash of a canonical name as it is in the key of a directory entry: the low 22 bits
   * of CRC-32C over its letters as 32-bit words, without the inversion at the end.
   */
  static int hash(String canonical) {
    CRC32C crc = new CRC32C();
    byte[] word = new byte[4];
    canonical
        .codePoints()
        .forEach(
            letter -> {
              word[0] = (byte) letter;
              word[1] = (byte) (letter >> 8);
              word[2] = (byte) (letter >> 16);
              crc.update(word);
            });
    return (int) ~crc.getValue() & HASH_MASK;
  }
}
