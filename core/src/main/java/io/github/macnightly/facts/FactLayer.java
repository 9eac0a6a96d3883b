package io.github.macnightly.facts;

import io.github.macnightly.predicate.Condition;
import io.github.macnightly.predicate.FactType;
import io.github.macnightly.predicate.PredicateSyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** Returns what this layer gives in another kind than conditions expect. */
  public List<FactProblem> problems() {
    List<FactProblem> problems = new ArrayList<>();
    for (BuiltIn fact : BuiltIn.values()) {
      Object value = values.get(fact.key());
      if (!Kinds.fits(fact.type(), value)) {
        problems.add(misfit(fact, value));
      }
    }
    return List.copyOf(problems);
  }

  private FactProblem misfit(BuiltIn fact, Object value) {
    String advice =
        fact.type() == FactType.TEXT && Kinds.of(value) == FactType.NUMBER
            ? "; write it in quotes"
            : "";
    return new FactProblem(
        fact.key(),
        origin()
            + " gives "
            + Kinds.words(Kinds.of(value))
            + ", conditions expect "
            + Kinds.words(fact.type())
            + advice);
  }

  /** Returns which of its keys conditions cannot name, or not as they are written. */
  public List<FactProblem> remarks() {
    List<FactProblem> remarks = new ArrayList<>();
    for (String key : values.keySet()) {
      if (!names(key, key)) {
        String way =
            names("#" + key, key)
                ? "a condition has to write #" + key + " for this key"
                : "no condition can name this key; wanted are letters from a to z, digits and _";
        remarks.add(new FactProblem(key, origin() + ": " + way));
      }
    }
    return List.copyOf(remarks);
  }

  /** Tells whether an operand is this key and nothing else. */
  private static boolean names(String operand, String key) {
    try {
      return Condition.parse(operand + " == 1").keys().equals(Set.of(key));
    } catch (PredicateSyntaxException e) {
      return false;
    }
  }

  /** Returns the kind and the name, such as {@code script battery.sh}. */
  public String origin() {
    return kind.word + " " + name;
  }
}
