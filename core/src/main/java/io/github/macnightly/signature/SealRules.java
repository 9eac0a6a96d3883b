package io.github.macnightly.signature;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The rules that tell which files a bundle's list holds. Of all rules whose pattern is found in a
 * path, the heaviest counts. Patterns come from strangers, and some take longer than the age of the
 * universe on a path of fifty letters: each look at a letter is paid from a budget.
 */
final class SealRules {

  private static final int MAX_RULES = 1000;
  private static final int MAX_PATTERN = 1000;

  /** A sound rule looks at each letter of a path a few times. */
  private static final long LOOKS_PER_PATH = 1_000_000;

  /**
   * One rule.
   *
   * @param omit whether its files are left out of the list
   * @param nested whether its files are code of its own
   */
  record Rule(Pattern pattern, double weight, boolean omit, boolean nested) {}

  private final List<Rule> rules = new ArrayList<>();

  /** Reads {@code rules} or {@code rules2}. */
  SealRules(Map<?, ?> dictionary) throws IOException {
    if (dictionary.size() > MAX_RULES) {
      throw new LimitExceededException(BundleSeal.FORMAT, -1, "number of rules", MAX_RULES);
    }
    for (Map.Entry<?, ?> entry : dictionary.entrySet()) {
      Rule rule = rule(String.valueOf(entry.getKey()), entry.getValue());
      if (rule != null) {
        rules.add(rule);
      }
    }
  }

  /** A rule that is {@code false} is none. */
  private static Rule rule(String pattern, Object value) throws IOException {
    if (pattern.length() > MAX_PATTERN) {
      throw new LimitExceededException(BundleSeal.FORMAT, -1, "length of a rule", MAX_PATTERN);
    }
    if (Boolean.FALSE.equals(value)) {
      return null;
    }
    Map<?, ?> map = value instanceof Map<?, ?> m ? m : Map.of();
    Object weight = value instanceof Number ? value : map.get("weight");
    try {
      return new Rule(
          Pattern.compile(pattern),
          weight instanceof Number number ? number.doubleValue() : 1,
          Boolean.TRUE.equals(map.get("omit")),
          Boolean.TRUE.equals(map.get("nested")));
    } catch (PatternSyntaxException | StackOverflowError e) {
      throw new CorruptException(
          BundleSeal.FORMAT, -1, "rule '" + Text.printable(pattern) + "' is no pattern");
    }
  }

  /**
   * Finds the rule for a path.
   *
   * @throws LimitExceededException when a pattern takes too long
   */
  Optional<Rule> find(String path) throws LimitExceededException {
    CountedText text = new CountedText(path, new long[] {LOOKS_PER_PATH});
    Rule best = null;
    try {
      for (Rule rule : rules) {
        boolean heavier = best == null || rule.weight > best.weight;
        if (heavier && rule.pattern.matcher(text).find()) {
          best = rule;
        }
      }
    } catch (TooManyLooks | StackOverflowError e) {
      throw new LimitExceededException(
          BundleSeal.FORMAT, -1, "work of the rules for " + Text.printable(path), LOOKS_PER_PATH);
    }
    return Optional.ofNullable(best);
  }

  /** A path that counts how often a letter of it is looked at. */
  private record CountedText(String text, long[] left) implements CharSequence {

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--left[0] < 0) {
        throw new TooManyLooks();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Ends the work of a pattern from within. */
  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyLooks() {
      super(null, null, false, false);
    }
  }
}
