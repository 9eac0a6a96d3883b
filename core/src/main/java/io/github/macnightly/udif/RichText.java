package io.github.macnightly.udif;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Reduces RTF to its text: control words are dropped but those that stand for characters, and so
 * are groups that hold no text, such as the table of fonts. Anything malformed is dropped too.
 */
final class RichText {

  private static final Set<String> SILENT =
      Set.of("fonttbl", "colortbl", "stylesheet", "info", "pict", "listtable", "generator");

  private static final int MAX_DEPTH = 1000;

  /** What a group inherits and may change. */
  private record Group(boolean silent, int fallback) {}

  private final byte[] bytes;
  private final StringBuilder text = new StringBuilder();
  private final Deque<Group> outer = new ArrayDeque<>();
  private Group group = new Group(false, 1);
  private Charset charset = windows(1252);
  private int at;

  /** Characters to skip: those that a reader without Unicode would show instead. */
  private int skip;

  private RichText(byte[] bytes) {
    this.bytes = bytes;
  }

  static String plain(byte[] rtf) {
    return new RichText(rtf).read();
  }

  private String read() {
    while (at < bytes.length) {
      char c = (char) (bytes[at++] & 0xff);
      switch (c) {
        case '{' -> open();
        case '}' -> close();
        case '\\' -> control();
        case '\r', '\n' -> {
          // layout of the file, not of the text
        }
        default -> append(String.valueOf(c));
      }
    }
    return text.toString();
  }

  private void open() {
    if (outer.size() < MAX_DEPTH) {
      outer.push(group);
    }
  }

  private void close() {
    if (!outer.isEmpty()) {
      group = outer.pop();
    }
  }

  private void control() {
    if (at >= bytes.length) {
      return;
    }
    char c = (char) (bytes[at] & 0xff);
    if (Character.isLetter(c) && c < 128) {
      word();
      return;
    }
    at++;
    switch (c) {
      case '\'' -> code();
      case '\r', '\n' -> append("\n");
      case '~' -> append("\u00a0");
      case '_' -> append("-");
      case '*' -> group = new Group(true, group.fallback);
      case '\\', '{', '}' -> append(String.valueOf(c));
      default -> {
        // an optional hyphen or an index mark
      }
    }
  }

  /** A character by its number in the code page, two hexadecimal digits. */
  private void code() {
    if (at + 2 > bytes.length) {
      at = bytes.length;
      return;
    }
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    at += 2;
    if (high >= 0 && low >= 0) {
      append(new String(new byte[] {(byte) (high << 4 | low)}, charset));
    }
  }

  private void word() {
    int start = at;
    while (at < bytes.length && bytes[at] >= 'a' && bytes[at] <= 'z') {
      at++;
    }
    if (at == start) {
      at++; // no control word has capitals
      return;
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
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && at - start < 8) {
      value = value * 10 + bytes[at++] - '0';
    }
    return negative ? -value : value;
  }

  private void apply(String word, int number) {
    switch (word) {
      case "par", "line", "row", "sect" -> append("\n");
      case "tab", "cell" -> append("\t");
      case "emdash" -> append("\u2014");
      case "endash" -> append("\u2013");
      case "bullet" -> append("\u2022");
      case "lquote" -> append("\u2018");
      case "rquote" -> append("\u2019");
      case "ldblquote" -> append("\u201c");
      case "rdblquote" -> append("\u201d");
      case "u" -> {
        skip = 0;
        append(String.valueOf((char) number));
        skip = group.fallback;
      }
      case "uc" -> group = new Group(group.silent, Math.max(0, Math.min(number, 16)));
      case "mac" -> charset = MacScript.ROMAN;
      case "ansicpg" -> charset = windows(number);
      default -> {
        if (SILENT.contains(word)) {
          group = new Group(true, group.fallback);
        }
      }
    }
  }

  private void append(String more) {
    if (skip > 0) {
      skip--;
    } else if (!group.silent) {
      text.append(more);
    }
  }

  private static Charset windows(int page) {
    for (String name : new String[] {"windows-" + page, "x-windows-" + page}) {
      if (page > 0 && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return page == 10000 ? MacScript.ROMAN : StandardCharsets.ISO_8859_1;
  }
}
