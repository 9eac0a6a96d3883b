package io.github.macnightly.xml;

import io.github.macnightly.io.UnsupportedFormatException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of a document, decoded strictly by its byte order mark, else by the encoding that
 * it declares, else as UTF-8.
 */
public final class XmlText {

  private static final Pattern DECLARATION =
      Pattern.compile("^\\s*<\\?xml[^>]{1,100}?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");

  private static final int PROLOG = 512;

  private XmlText() {}

  /**
   * Returns the characters without a mark. Bytes that are no text end in a {@link
   * java.nio.charset.CharacterCodingException} where they are read.
   *
   * @param format the format that a refusal names
   * @throws UnsupportedFormatException when the declared encoding is not known
   * @throws IOException when the first bytes cannot be read
   */
  public static Reader reader(InputStream in, String format) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(in);
    bytes.mark(PROLOG);
    Encoding encoding = Encoding.of(bytes.readNBytes(PROLOG), format);
    bytes.reset();
    bytes.skipNBytes(encoding.mark);
    return decoded(bytes, encoding.charset);
  }

  /**
   * Returns the characters of a whole document, as {@link #reader(InputStream, String)} does.
   *
   * @throws UnsupportedFormatException when the declared encoding is not known
   */
  public static Reader reader(byte[] document, String format) throws UnsupportedFormatException {
    Encoding encoding = Encoding.of(document, format);
    int length = document.length - encoding.mark;
    return decoded(new ByteArrayInputStream(document, encoding.mark, length), encoding.charset);
  }

  private static Reader decoded(InputStream bytes, Charset charset) {
    return new InputStreamReader(
        bytes,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** How characters are written, and the length of the mark in front of them in bytes. */
  private record Encoding(Charset charset, int mark) {

    static Encoding of(byte[] bytes, String format) throws UnsupportedFormatException {
      String start =
          new String(bytes, 0, Math.min(bytes.length, PROLOG), StandardCharsets.ISO_8859_1);
      if (start.startsWith("\u00ef\u00bb\u00bf")) {
        return new Encoding(StandardCharsets.UTF_8, 3);
      } else if (start.startsWith("\u00fe\u00ff")) {
        return new Encoding(StandardCharsets.UTF_16BE, 2);
      } else if (start.startsWith("\u00ff\u00fe")) {
        return new Encoding(StandardCharsets.UTF_16LE, 2);
      }
      return new Encoding(declared(start, format), 0);
    }

    private static Charset declared(String start, String format) throws UnsupportedFormatException {
      Matcher declaration = DECLARATION.matcher(start);
      if (!declaration.find()) {
        return StandardCharsets.UTF_8;
      }
      try {
        return Charset.forName(declaration.group(1));
      } catch (IllegalArgumentException e) {
        throw new UnsupportedFormatException(
            format, -1, "encoding " + declaration.group(1) + " is not read");
      }
    }
  }
}
