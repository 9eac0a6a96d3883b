package io.github.macnightly.facts;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Which source tells which fact. */
final class Questions {

  private final Map<BuiltIn, Question<?>> all = new EnumMap<>(BuiltIn.class);
  private Question<?> identity;

  /** Takes a fact out of what a source says; null when the source says that there is none. */
  @FunctionalInterface
  interface Extractor<T> {
    Object from(T answer) throws IOException;
  }

  private record Question<T>(Probe<T> probe, Extractor<T> extractor) {
    Object ask() throws IOException {
      T answer = probe.await();
      try {
        return extractor.from(answer);
      } catch (IOException e) {
        throw new IOException(probe.name() + ": " + e.getMessage(), e);
      }
    }
  }

  <T> Questions add(BuiltIn fact, Probe<T> probe, Extractor<T> extractor) {
    all.put(fact, new Question<>(probe, extractor));
    return this;
  }

  /** Adds what else than a serial number tells this machine from all others. */
  <T> Questions identify(Probe<T> probe, Extractor<T> extractor) {
    identity = new Question<>(probe, extractor);
    return this;
  }

  /** Returns what tells this machine from others; empty when nothing does, or it is not told. */
  String identity() {
    try {
      return identity != null && identity.ask() instanceof String text ? text.strip() : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** Adds a fact that its source tells as it is. */
  Questions add(BuiltIn fact, Probe<?> probe) {
    return add(fact, probe, answer -> answer);
  }

  /** Starts the source of a fact, so that it works while others are waited for. */
  void start(BuiltIn fact) {
    Question<?> question = all.get(fact);
    if (question != null) {
      question.probe().start();
    }
  }

  /** Returns null when there is none, or no source on this system. */
  Object ask(BuiltIn fact) throws IOException {
    Question<?> question = all.get(fact);
    return question == null ? null : question.ask();
  }
}
