package io.github.macnightly.extract;

import java.util.List;

/** The threads of extractions that are alive. */
final class Running {

  private Running() {}

  static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("extract-"))
        .toList();
  }
}
