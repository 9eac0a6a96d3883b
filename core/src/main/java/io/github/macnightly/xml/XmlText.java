package io.github.macnightly.plist;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.FormatException;
import io.github.macnightly.io.UnsupportedFormatException;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes the text of the XML notation strictly. The parser of the JDK would do that as well, but
 * it announces malformed bytes on standard error.
 */
final class XmlText {

  private static final Pattern DECLARATION =
      Pattern.compile("^\\s*<\\?xml[^>]{1,100}?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");

  /** No property list needs declarations of its own; those that have them mean harm. */
  private static final Pattern DECLARATIONS = Pattern.compile("<!DOCTYPE[^>\\[]*+\\[");

  private static final int PROLOG = 4096;

  private XmlText() {}

  static Reader reader(byte[] bytes, String what) throws FormatException {
    String start =
        new String(bytes, 0, Math.min(bytes.length, PROLOG), StandardCharsets.ISO_8859_1);
    if (DECLARATIONS.matcher(start.replace("\0", "")).find()) {
      throw new CorruptException(PropertyLists.FORMAT, 0, what + ": DOCTYPE with declarations");
    }
    if (start.startsWith("\u00ef\u00bb\u00bf")) {
      return decoded(bytes, 3, StandardCharsets.UTF_8);
    } else if (start.startsWith("\u00fe\u00ff")) {
      return decoded(bytes, 2, StandardCharsets.UTF_16BE);
    } else if (start.startsWith("\u00ff\u00fe")) {
      return decoded(bytes, 2, StandardCharsets.UTF_16LE);
    }
    return decoded(bytes, 0, declared(start, what));
  }

  private static Charset declared(String start, String what) throws UnsupportedFormatException {
    Matcher declaration = DECLARATION.matcher(start);
    if (!declaration.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(declaration.group(1));
    } catch (IllegalArgumentException e) {
      throw new UnsupportedFormatException(
          PropertyLists.FORMAT, -1, what + ": encoding " + declaration.group(1) + " is not read");
    }
  }

  private static Reader decoded(byte[] bytes, int skip, Charset charset) {
    return new InputStreamReader(
        new ByteArrayInputStream(bytes, skip, bytes.length - skip),
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }
}
