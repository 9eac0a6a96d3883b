package io.github.macnightly.io;

/**
 * Where a room tells what it is doing, line by line, for a person who watches or reads a log later.
 * Results never go here. Implementations are safe for use by several threads at once.
 */
public interface Log {

  /** Tells nobody. */
  Log SILENT =
      new Log() {
        @Override
        public void note(String line) {}

        @Override
        public void detail(String line) {}
      };

  /** Says something that whoever started the command wants to know, unless told to be quiet. */
  void note(String line);

  /** Says something that matters only to somebody who looks for the cause of trouble. */
  void detail(String line);
}
