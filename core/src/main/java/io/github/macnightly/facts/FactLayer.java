package io.github.macnightly.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Facts that replace or add to those below.
 *
 * @param kind where they come from
 * @param name the name of the script, or the path of the file
 * @param values the facts, in order; a null says that the fact is not known
 */
public record FactLayer(Kind kind, String name, Map<String, Object> values) {

  /** Where a layer comes from. */
  public enum Kind {
    /** A condition script. */
    SCRIPT("script"),
    /** A file that was named on the command line. */
    FILE("file");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /** Copies the values, so that the layer cannot change. */
  public FactLayer {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Makes a layer of what a condition script answered. */
  public static FactLayer script(String name, Map<String, Object> values) {
    return new FactLayer(Kind.SCRIPT, name, values);
  }

  /** Makes a layer of what a file holds. */
  public static FactLayer file(String name, Map<String, Object> values) {
    return new FactLayer(Kind.FILE, name, values);
  }

  /** Returns the kind and the name, such as {@code script battery.sh}. */
  public String origin() {
    return kind.word + " " + name;
  }
}
