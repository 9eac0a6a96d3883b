package io.github.macnightly.predicate;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The regular expressions of one predicate, compiled once. Three things end a runaway match: the
 * text counts how often it is looked at, a match that needs more stack than the thread has is
 * refused, and {@link UnseenWork} is left behind; the matcher holds no locks and is thrown away, so
 * nothing is left half done.
 */
final class Patterns {

  private static final int MOST_KEPT = 32;
  private static final int MAX_PATTERN = 1 << 15;
  private static final Pattern POSIX = Pattern.compile("\\[:(\\^?)([A-Za-z]+):]");
  private static final String POSIX_NAMES =
      " alpha digit alnum upper lower punct space blank cntrl graph print xdigit ";

  private final Map<String, Pattern> kept = new ConcurrentHashMap<>(2);

  /** Tells whether the whole text matches; of both no marks are left if they do not count. */
  boolean matches(String text, String pattern, int options, Budget budget)
      throws EvaluationException {
    Pattern compiled = compiled(pattern, options, budget);
    CountedText counted = new CountedText(text, budget.patternSteps());
    Matcher matcher = compiled.matcher(counted);
    try {
      return UnseenWork.mayHide(pattern) ? UnseenWork.watch(matcher) : matcher.matches();
    } catch (CountedText.Exhausted e) {
      throw new EvaluationException("the regular expression takes too many steps; make it simpler");
    } catch (StackOverflowError e) {
      throw new EvaluationException("the regular expression nests too deeply on this text");
    } finally {
      budget.patternSteps(counted.left());
    }
  }

  private Pattern compiled(String pattern, int options, Budget budget) throws EvaluationException {
    boolean anyCase = (options & Options.CASE) != 0;
    String key = anyCase ? "c" + pattern : "-" + pattern;
    Pattern known = kept.get(key);
    if (known == null) {
      budget.spend(pattern.length());
      known = compile(pattern, anyCase);
      if (kept.size() < MOST_KEPT) {
        kept.put(key, known);
      }
    }
    return known;
  }

  /** Compiles a pattern, or tells what is wrong with it. */
  static Pattern compile(String pattern, boolean anyCase) throws EvaluationException {
    if (pattern.length() > MAX_PATTERN) {
      throw new EvaluationException("a regular expression of " + pattern.length() + " characters");
    }
    int flags = Pattern.UNICODE_CHARACTER_CLASS;
    if (anyCase) {
      flags |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    }
    try {
      return Pattern.compile(translated(pattern), flags);
    } catch (PatternSyntaxException e) {
      throw new EvaluationException(
          "bad regular expression: " + e.getDescription() + " at character " + (e.getIndex() + 1));
    } catch (StackOverflowError e) {
      throw new EvaluationException("the regular expression nests too deeply");
    }
  }

  /** Writes {@code [:alpha:]} of ICU, which would be a set of letters here, as Java does. */
  private static String translated(String pattern) {
    if (!pattern.contains("[:")) {
      return pattern;
    }
    return POSIX
        .matcher(pattern)
        .replaceAll(
            found -> {
              String name = found.group(2).toLowerCase(Locale.ROOT);
              if (!POSIX_NAMES.contains(" " + name + " ")) {
                return Matcher.quoteReplacement(found.group());
              }
              String java =
                  name.equals("xdigit")
                      ? "XDigit"
                      : Character.toUpperCase(name.charAt(0)) + name.substring(1);
              return "\\\\" + (found.group(1).isEmpty() ? "p" : "P") + "{" + java + "}";
            });
  }
}
