package io.github.macnightly.scripts;

import io.github.macnightly.text.Excerpt;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines {@code key=value} among others. */
final class KeyLines {

  /** A key begins with a letter, so that a predicate can name it; a blank ends the attempt. */
  private static final Pattern LINE =
      Pattern.compile("([\\p{L}_][\\p{L}\\p{M}\\p{N}_.-]*+)=(.*)", Pattern.DOTALL);

  private static final int SHOWN = 60;

  /** Lines that are kept of those that give no key. */
  private static final int KEPT = 1000;

  private final Map<String, Object> keys = new LinkedHashMap<>();
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final List<String> talk = new ArrayList<>();
  private int talkLines;
  private String firstTwice = "";
  private int twice;

  private KeyLines() {}

  static OutputAnswer read(byte[] bytes) {
    KeyLines lines = new KeyLines();
    String raw = new String(bytes, StandardCharsets.ISO_8859_1);
    for (String line : raw.split("[\r\n]+")) {
      lines.take(line);
    }
    return lines.answer();
  }

  private void take(String raw) {
    String line = raw.indexOf('=') < 1 ? null : decode(raw);
    Matcher matcher = line == null ? null : LINE.matcher(line);
    if (matcher == null || !matcher.matches()) {
      takeTalk(raw);
    } else if (keys.put(matcher.group(1), matcher.group(2).strip()) != null) {
      takeTwice(matcher.group(1));
    }
  }

  /** Returns the text of a line, null when it is no UTF-8. */
  private String decode(String raw) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1));
      return decoder.decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private void takeTalk(String raw) {
    if (!raw.isBlank() && talkLines++ < KEPT) {
      String line = decode(raw);
      talk.add(Excerpt.of(line == null ? raw : line));
    }
  }

  private void takeTwice(String key) {
    if (twice++ == 0) {
      firstTwice = Excerpt.of(key, SHOWN);
    }
  }

  private OutputAnswer answer() {
    List<String> notes = new ArrayList<>();
    if (twice > 0) {
      notes.add("a key is given twice, the later line is used: " + firstTwice + more(twice));
    }
    if (talkLines > 0) {
      String first = Excerpt.of(talk.get(0), SHOWN);
      notes.add("a line of its output is not key=value: " + first + more(talkLines));
    }
    return new OutputAnswer(keys, notes, talk);
  }

  private static String more(int count) {
    return count == 1 ? "" : " (and " + (count - 1) + " more)";
  }
}
