package io.github.macnightly.predicate;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads text in quotes from its first backslash on. A backslash before a character that needs none
 * is dropped: {@code '\d+'} is the text {@code d+}, which is seldom what the author of a regular
 * expression wanted, so each is noted.
 */
final class Escapes {

  private static final String LETTERS = "ntrabfv";
  private static final String MEANINGS = "\n\t\r\u0007\b\f\u000B";

  private final String text;
  private final char quote;
  private final List<Note> notes = new ArrayList<>(0);
  private int at;

  Escapes(String text, int at, char quote) {
    this.text = text;
    this.at = at;
    this.quote = quote;
  }

  /** Reads up to and with the closing quote; {@link #end} tells whether there was one. */
  String read() {
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        return out.toString();
      }
      if (c == '\\' && at < text.length()) {
        escape(out);
      } else {
        out.append(c);
      }
    }
    at++;
    return out.toString();
  }

  /** Returns the character behind the closing quote; one more than the length without a quote. */
  int end() {
    return at;
  }

  List<Note> notes() {
    return notes;
  }

  private void escape(StringBuilder out) {
    char c = text.charAt(at++);
    int known = LETTERS.indexOf(c);
    if (known >= 0) {
      out.append(MEANINGS.charAt(known));
    } else if (c >= '0' && c <= '7') {
      at--;
      out.append((char) digits(8, 3));
    } else if (c == 'u' && hexDigits(4) == 4) {
      out.append((char) digits(16, 4));
    } else {
      out.append(c);
      if (c != '\\' && c != '\'' && c != '"') {
        notes.add(note(c));
      }
    }
  }

  private Note note(char c) {
    String advice = "the backslash before " + c + " is dropped; write \\\\" + c + " to keep it";
    return new Note(
        new Place(at - 2, at), Character.isLetter(c) ? "lost-escape" : "dropped-backslash", advice);
  }

  private int hexDigits(int most) {
    int count = 0;
    while (count < most
        && at + count < text.length()
        && text.charAt(at + count) < 128
        && Character.digit(text.charAt(at + count), 16) >= 0) {
      count++;
    }
    return count;
  }

  private int digits(int radix, int most) {
    int sum = 0;
    for (int i = 0; i < most && at < text.length(); i++) {
      int digit = text.charAt(at) < 128 ? Character.digit(text.charAt(at), radix) : -1;
      if (digit < 0) {
        break;
      }
      sum = sum * radix + digit;
      at++;
    }
    return sum;
  }
}
