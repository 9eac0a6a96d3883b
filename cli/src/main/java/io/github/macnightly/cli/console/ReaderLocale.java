package io.github.macnightly.cli.console;

import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The language of whoever reads what is printed. */
public final class ReaderLocale {

  private static final List<String> VARIABLES = List.of("LC_ALL", "LC_MESSAGES", "LANG");
  private static final List<String> NONE = List.of("", "C", "POSIX");

  private ReaderLocale() {}

  /**
   * Returns the locale that the environment names, in the order of POSIX. Java itself takes only
   * one that the C library has, which on servers are few.
   */
  public static Locale of(World world) {
    Map<String, String> environment = world.environment();
    for (String variable : VARIABLES) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        return named(value);
      }
    }
    return Locale.getDefault();
  }

  private static Locale named(String value) {
    try {
      String name = value.replaceFirst("[.@].*", "");
      return NONE.contains(name) ? Locale.getDefault() : parse(name);
    } catch (IllformedLocaleException e) {
      return Locale.getDefault();
    }
  }

  /**
   * Reads a language as {@code de-DE} or {@code de_DE}.
   *
   * @throws IllformedLocaleException when that is no language
   */
  public static Locale parse(String text) {
    Locale locale = new Locale.Builder().setLanguageTag(text.replace('_', '-')).build();
    if (locale.getLanguage().isEmpty()) {
      throw new IllformedLocaleException("no language");
    }
    return locale;
  }
}
