package io.github.macnightly.udif;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reduces RTF to its text: control words are dropped but those that stand for characters, and so
 * are groups that hold no text, such as the table of fonts. Anything malformed is dropped too.
 *
 * <p>Letters beyond ASCII are bytes in the code page of the text, of the font that is in use, or
 * Unicode numbers, behind which stands what a reader without Unicode shall show instead. A letter
 * may take two bytes, so bytes are collected until something else follows.
 */
final class RichText {

  private static final Set<String> SILENT =
      Set.of(
          "fonttbl",
          "colortbl",
          "expandedcolortbl",
          "stylesheet",
          "info",
          "pict",
          "listtable",
          "listoverridetable",
          "generator",
          "header",
          "footer");

  private static final Map<String, String> CHARACTERS =
      Map.ofEntries(
          Map.entry("par", "\n"),
          Map.entry("line", "\n"),
          Map.entry("row", "\n"),
          Map.entry("sect", "\n"),
          Map.entry("page", "\n"),
          Map.entry("tab", "\t"),
          Map.entry("cell", "\t"),
          Map.entry("emdash", "\u2014"),
          Map.entry("endash", "\u2013"),
          Map.entry("bullet", "\u2022"),
          Map.entry("lquote", "\u2018"),
          Map.entry("rquote", "\u2019"),
          Map.entry("ldblquote", "\u201c"),
          Map.entry("rdblquote", "\u201d"));

  private static final int MAX_DEPTH = 1000;

  /** What a group inherits and may change. */
  private record Group(boolean silent, int fallback, Charset charset) {}

  private final byte[] bytes;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream letters = new ByteArrayOutputStream();
  private final Deque<Group> outer = new ArrayDeque<>();
  private final Map<Integer, Charset> fonts = new HashMap<>();
  private Group group;

  /** Of fonts that have none of their own. */
  private Charset usual;

  private int font;
  private int at;

  /** Groups that are open beyond the depth that is followed. */
  private int tooDeep;

  /** Characters to skip: those that a reader without Unicode would show instead. */
  private int skip;

  private RichText(byte[] bytes, Charset charset) {
    this.bytes = bytes;
    this.usual = charset;
    this.group = new Group(false, 1, charset);
  }

  /**
   * Returns the text with line feeds, without blanks around it.
   *
   * @param charset of letters beyond ASCII where the text names no code page
   */
  static String plain(byte[] rtf, Charset charset) {
    return new RichText(rtf, charset).read();
  }

  private String read() {
    while (at < bytes.length) {
      byte b = bytes[at++];
      switch (b) {
        case '{' -> open();
        case '}' -> close();
        case '\\' -> control();
        case '\r', '\n' -> {
          // layout of the file, not of the text
        }
        default -> letter(b);
      }
    }
    flush();
    return text.toString().strip();
  }

  private void open() {
    if (outer.size() < MAX_DEPTH) {
      outer.push(group);
    } else {
      tooDeep++;
    }
  }

  private void close() {
    if (tooDeep > 0) {
      tooDeep--;
    } else if (!outer.isEmpty()) {
      flush();
      group = outer.pop();
    }
  }

  private void control() {
    if (at >= bytes.length) {
      return;
    }
    if (isLetter(bytes[at])) {
      word();
      return;
    }
    switch (bytes[at++]) {
      case '\'' -> code();
      case '\r', '\n' -> append("\n");
      case '~' -> append("\u00a0");
      case '_' -> append("-");
      case '*' -> silence();
      case '\\', '{', '}' -> letter(bytes[at - 1]);
      default -> {
        // an optional hyphen or an index mark
      }
    }
  }

  /** A byte by its number, two hexadecimal digits. */
  private void code() {
    if (at + 2 > bytes.length) {
      at = bytes.length;
      return;
    }
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    at += 2;
    if (high >= 0 && low >= 0) {
      letter((byte) (high << 4 | low));
    }
  }

  private void word() {
    int start = at;
    while (at < bytes.length && isLetter(bytes[at])) {
      at++;
    }
    String word = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
    int number = number();
    if (at < bytes.length && bytes[at] == ' ') {
      at++;
    }
    apply(word, number);
  }

  private int number() {
    int start = at;
    boolean negative = at < bytes.length && bytes[at] == '-';
    at += negative ? 1 : 0;
    int value = 0;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      value = at - start < 8 ? value * 10 + bytes[at] - '0' : value;
      at++;
    }
    return negative ? -value : value;
  }

  private void apply(String word, int number) {
    if (CHARACTERS.containsKey(word)) {
      append(CHARACTERS.get(word));
    } else if (SILENT.contains(word)) {
      silence();
    }
    switch (word) {
      case "u" -> {
        skip = 0;
        append(String.valueOf((char) number));
        skip = group.fallback;
      }
      case "uc" -> change(Math.max(0, Math.min(number, 16)), group.charset);
      case "f" -> {
        font = number;
        change(group.fallback, fonts.getOrDefault(number, usual));
      }
      case "fcharset" -> CodePages.ofFont(number).ifPresent(found -> fonts.put(font, found));
      case "mac" -> change(MacScript.ROMAN);
      case "ansi" -> change(CodePages.windows(1252));
      case "ansicpg" -> change(CodePages.windows(number));
      default -> {
        // says how the text looks
      }
    }
  }

  private void change(Charset charset) {
    usual = charset;
    change(group.fallback, charset);
  }

  private void silence() {
    flush();
    group = new Group(true, group.fallback, group.charset);
  }

  private void change(int fallback, Charset charset) {
    flush();
    group = new Group(group.silent, fallback, charset);
  }

  private void letter(byte b) {
    if (skip > 0) {
      skip--;
    } else if (!group.silent) {
      letters.write(b);
    }
  }

  private void append(String more) {
    flush();
    if (skip > 0) {
      skip--;
    } else if (!group.silent) {
      text.append(more);
    }
  }

  private void flush() {
    if (letters.size() > 0) {
      text.append(letters.toString(group.charset));
      letters.reset();
    }
  }

  private static boolean isLetter(byte b) {
    return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
  }
}
