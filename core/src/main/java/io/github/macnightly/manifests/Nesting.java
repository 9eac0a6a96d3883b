package io.github.macnightly.manifests;

import io.github.macnightly.predicate.Condition;
import io.github.macnightly.predicate.Explanation;
import io.github.macnightly.predicate.Facts;
import io.github.macnightly.predicate.Lint;
import io.github.macnightly.predicate.PredicateSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds nested conditions that cannot hold together. Each is taken as alternatives; only when every
 * choice of one alternative of each contradicts itself is the whole impossible.
 */
final class Nesting {

  /** Text that is looked at together; more is not worth the time. */
  private static final int MAX_TEXT = 20_000;

  private static final int MAX_CHOICES = 64;
  private static final Pattern QUOTED =
      Pattern.compile("'(\\\\.|[^'\\\\])*+'|\"(\\\\.|[^\"\\\\])*+\"");
  private static final Pattern OR = Pattern.compile("(?i)\\|\\||\\bor\\b");

  private Nesting() {}

  /** Tells whether conditions contradict each other, as far as that shows without any facts. */
  static boolean isImpossible(List<String> conditions) {
    List<String> choices = List.of("");
    for (String condition : conditions) {
      List<String> alternatives = alternatives(condition);
      if (choices.size() * alternatives.size() > MAX_CHOICES
          || choices.get(0).length() + condition.length() > MAX_TEXT) {
        alternatives = List.of("(" + condition + ")");
        if (choices.get(0).length() + condition.length() > MAX_TEXT) {
          return false;
        }
      }
      choices = joined(choices, alternatives);
    }
    return choices.stream().allMatch(Nesting::isNever);
  }

  private static List<String> joined(List<String> choices, List<String> alternatives) {
    List<String> joined = new ArrayList<>();
    for (String choice : choices) {
      for (String alternative : alternatives) {
        joined.add(choice.isEmpty() ? alternative : choice + " AND " + alternative);
      }
    }
    return joined;
  }

  /** Terms of AND without parentheses are one list of terms, of which the lint sees each pair. */
  private static List<String> alternatives(String condition) {
    if (!OR.matcher(QUOTED.matcher(condition).replaceAll("''")).find()) {
      return List.of(condition);
    }
    try {
      Explanation whole = Condition.parse(condition).explain(Facts.of(Map.of()));
      List<Explanation> parts = whole.parts();
      for (int i = 1; i < parts.size(); i++) {
        Explanation before = parts.get(i - 1);
        String between =
            condition.substring(before.start() + before.part().length(), parts.get(i).start());
        if (!OR.matcher(between).find()) {
          return List.of("(" + condition + ")");
        }
      }
      return parts.size() < 2
          ? List.of("(" + condition + ")")
          : parts.stream().flatMap(part -> alternatives(part.part()).stream()).toList();
    } catch (PredicateSyntaxException | StringIndexOutOfBoundsException e) {
      return List.of("(" + condition + ")");
    }
  }

  private static boolean isNever(String together) {
    String enclosed = together + " AND TRUEPREDICATE";
    return Lint.check(enclosed, Map.of()).stream()
        .anyMatch(
            finding ->
                finding.rule().equals("always-false")
                    && finding.start() <= 1
                    && finding.end() == enclosed.length());
  }
}
