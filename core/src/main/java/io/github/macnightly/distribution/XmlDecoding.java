package io.github.macnightly.distribution;

import io.github.macnightly.io.CorruptException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the bytes of a document into characters. The parser of the JDK could do that, but writes to
 * the standard error output when bytes are malformed.
 */
final class XmlDecoding {

  private static final int FAR_ENOUGH = 200;

  private static final Pattern DECLARED =
      Pattern.compile("^\\s*<\\?xml[^>]*\\bencoding\\s*=\\s*[\"']([^\"']*)[\"']");

  private XmlDecoding() {}

  /** Returns the characters, without a byte order mark. */
  static String decode(byte[] bytes) throws CorruptException {
    Charset charset = charset(bytes);
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new CorruptException(Element.FORMAT, 0, "bytes are no text in " + charset.name());
    }
  }

  private static Charset charset(byte[] bytes) throws CorruptException {
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    if (mark == 0xFEFF || mark == 0xFFFE) {
      return mark == 0xFEFF ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }
    int length = Math.min(bytes.length, FAR_ENOUGH);
    Matcher declared = DECLARED.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    if (!declared.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(declared.group(1));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new CorruptException(Element.FORMAT, 0, "XML has an encoding that is not known");
    }
  }
}
