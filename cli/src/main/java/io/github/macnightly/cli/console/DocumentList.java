package io.github.macnightly.cli.console;

/**
 * A JSON document that is one list, too long to be kept in memory until it is complete. Its objects
 * are printed as they come, one a line. A run that fails on the way leaves the document unfinished,
 * as its exit status says.
 */
public final class DocumentList {

  private final Console console;
  private boolean any;

  /** Begins the document, an object with the list as its only value. */
  public DocumentList(Console console, String key) {
    this.console = console;
    console.text("{\n  \"" + key + "\": [");
  }

  /** Prints one object: a map, a record or a plain value. */
  public void add(Object value) {
    console.text((any ? ",\n    " : "\n    ") + Json.compact(value));
    any = true;
  }

  /** Ends the document. */
  public void finish() {
    console.text(any ? "\n  ]\n}\n" : "]\n}\n");
  }
}
