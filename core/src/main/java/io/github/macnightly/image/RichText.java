package io.github.macnightly.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Takes the text out of RTF and leaves fonts, colours and pictures behind. */
final class RichText {

  private static final Set<String> NO_TEXT =
      Set.of("fonttbl", "colortbl", "stylesheet", "info", "pict", "expandedcolortbl", "listtable");
  private static final Set<String> BREAKS = Set.of("par", "line", "sect", "page", "row");

  private final String rich;
  private final Charset encoding;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int position;
  private int depth;
  private int hiddenFrom = Integer.MAX_VALUE;

  private RichText(String rich, Charset encoding) {
    this.rich = rich;
    this.encoding = encoding;
  }

  /**
   * Returns the text.
   *
   * @param encoding of bytes beyond ASCII where the text does not name one
   */
  static String plain(byte[] rich, Charset encoding) {
    String source = new String(rich, StandardCharsets.ISO_8859_1);
    Charset used = encoding;
    if (source.contains("\\ansi")) {
      used = Charset.forName("windows-1252");
    }
    return new RichText(source, used).parse();
  }

  private String parse() {
    while (position < rich.length()) {
      char c = rich.charAt(position++);
      switch (c) {
        case '{' -> depth++;
        case '}' -> closeGroup();
        case '\\' -> control();
        case '\r', '\n' -> {}
        default -> append(c);
      }
    }
    flush();
    return text.toString().strip();
  }

  private void closeGroup() {
    if (--depth < hiddenFrom) {
      hiddenFrom = Integer.MAX_VALUE;
    }
  }

  private void control() {
    if (position == rich.length()) {
      return;
    }
    char c = rich.charAt(position);
    if (isLetter(c)) {
      word();
      return;
    }
    position++;
    switch (c) {
      case '\'' -> hexadecimal();
      case '*' -> hiddenFrom = Math.min(hiddenFrom, depth);
      case '~' -> append(' ');
      case '\r', '\n' -> append('\n');
      default -> append(c);
    }
  }

  private void word() {
    int start = position;
    while (position < rich.length() && isLetter(rich.charAt(position))) {
      position++;
    }
    String word = rich.substring(start, position);
    int number = position;
    while (position < rich.length() && isNumber(rich.charAt(position))) {
      position++;
    }
    String argument = rich.substring(number, position);
    if (position < rich.length() && rich.charAt(position) == ' ') {
      position++;
    }
    interpret(word, argument);
  }

  private void interpret(String word, String argument) {
    if (BREAKS.contains(word)) {
      append('\n');
    } else if (word.equals("tab")) {
      append('\t');
    } else if (NO_TEXT.contains(word)) {
      hiddenFrom = Math.min(hiddenFrom, depth);
    } else if (word.equals("u") && argument.matches("-?\\d{1,5}")) {
      flush();
      appendUnit((char) Integer.parseInt(argument));
      skipReplacement();
    }
  }

  /** After a Unicode character stands one for readers that do not know it. */
  private void skipReplacement() {
    if (rich.startsWith("\\'", position)) {
      position = Math.min(rich.length(), position + 4);
    } else if (position < rich.length() && "\\{}".indexOf(rich.charAt(position)) < 0) {
      position++;
    }
  }

  private void hexadecimal() {
    int end = Math.min(rich.length(), position + 2);
    String digits = rich.substring(position, end);
    position = end;
    if (digits.matches("[0-9A-Fa-f]{2}") && depth < hiddenFrom) {
      bytes.write(Integer.parseInt(digits, 16));
    }
  }

  private void append(char c) {
    if (depth < hiddenFrom && c > 0x7f) {
      bytes.write(c);
    } else {
      flush();
      appendUnit(c);
    }
  }

  private void appendUnit(char c) {
    if (depth < hiddenFrom) {
      text.append(c);
    }
  }

  private void flush() {
    text.append(bytes.toString(encoding));
    bytes.reset();
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isNumber(char c) {
    return c >= '0' && c <= '9' || c == '-';
  }
}
