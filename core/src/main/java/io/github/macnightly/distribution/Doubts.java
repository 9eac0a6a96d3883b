package io.github.macnightly.distribution;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What scripts asked for and were not told, and what they wrote; both bounded. */
final class Doubts {

  private static final int MAX_LINES = 100;
  private static final int MAX_CHARACTERS = 500;

  private final Set<String> doubts = new LinkedHashSet<>();
  private final List<String> log = new ArrayList<>();

  void unknown(String what) {
    doubt("asked for " + what + ", which is not known here");
  }

  void doubt(String line) {
    if (doubts.size() < MAX_LINES) {
      doubts.add(shortened(line));
    }
  }

  void log(String line) {
    if (log.size() < MAX_LINES) {
      log.add(shortened(line));
    }
  }

  List<String> takeDoubts() {
    List<String> taken = List.copyOf(doubts);
    doubts.clear();
    return taken;
  }

  List<String> log() {
    return log;
  }

  /** Control characters could write over what is on a terminal. */
  static String shortened(String text) {
    String line = text.substring(0, Math.min(MAX_CHARACTERS, text.length()));
    return line.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
