package io.github.macnightly.repository;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a text file that people and shell scripts write: ends of line of all three systems,
 * a byte order mark, blanks and tabs at both ends.
 */
final class Lines {

  /** A handler of one line that is neither empty nor a comment. */
  interface Reader {
    /** Takes the line without blanks at its ends; returns what is wrong with it, or null. */
    String read(int number, String text);
  }

  private final String file;
  private final byte[] bytes;
  private final List<Problem> problems = new ArrayList<>();

  private Lines(String file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /** Gives every line that holds something to the reader and returns the problems in order. */
  static List<Problem> read(String file, byte[] bytes, Reader reader) {
    Lines lines = new Lines(file, bytes);
    lines.readAll(reader);
    return List.copyOf(lines.problems);
  }

  private void readAll(Reader reader) {
    int number = 0;
    int from = startsWithMark() ? 3 : 0;
    while (from < bytes.length) {
      int end = endOfLine(from);
      number++;
      String problem = readLine(number, from, end, reader);
      if (problem != null) {
        problems.add(new Problem(file, number, problem));
      }
      boolean pair = end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n';
      from = end + (pair ? 2 : 1);
    }
  }

  private boolean startsWithMark() {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  private int endOfLine(int from) {
    int end = from;
    while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
      end++;
    }
    return end;
  }

  private String readLine(int number, int from, int end, Reader reader) {
    int first = from;
    int last = end;
    while (first < last && isBlank(bytes[first])) {
      first++;
    }
    while (last > first && isBlank(bytes[last - 1])) {
      last--;
    }
    if (first == last || bytes[first] == '#') {
      return null;
    }
    try {
      ByteBuffer line = ByteBuffer.wrap(bytes, first, last - first);
      return reader.read(number, StandardCharsets.UTF_8.newDecoder().decode(line).toString());
    } catch (CharacterCodingException e) {
      return "the line is not UTF-8 text; save the file as UTF-8";
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** Returns the text as it can be shown inside a one-line message. */
  static String quote(String text) {
    String shown = text.length() > 120 ? text.substring(0, 120) + "..." : text;
    return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + "\"";
  }
}
