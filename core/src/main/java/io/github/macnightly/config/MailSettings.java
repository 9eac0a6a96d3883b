package io.github.macnightly.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys about mail, which nobody would miss before the night in which something failed. */
final class MailSettings {

  /** A bare local name, such as root, or NAME@HOST. */
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9._+-]+|[^\\s@,;<>\"\\p{Cntrl}]+@[^\\s@,;<>\"\\p{Cntrl}]+");

  private static final Pattern SERVER =
      Pattern.compile("smtp://(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{1,5}))?/?");
  private static final int MAX_PORT = 65_535;

  private MailSettings() {}

  static void check(Configuration configuration) throws ConfigurationException {
    Optional<String> mailer = configuration.text(Key.MAILER);
    if (mailer.isPresent() && !isMailer(mailer.get())) {
      throw configuration.wrong(
          Key.MAILER, "sendmail, the absolute path of a program, or smtp://HOST:PORT");
    }
    if (!areAddresses(configuration.mailTo())) {
      throw configuration.wrong(Key.MAILTO, "addresses such as NAME@HOST, separated by commas");
    }
    if (!areAddresses(configuration.text(Key.MAILFROM).stream().toList())) {
      throw configuration.wrong(Key.MAILFROM, "one address such as NAME@HOST");
    }
  }

  private static boolean areAddresses(List<String> texts) {
    return texts.stream().allMatch(text -> ADDRESS.matcher(text).matches());
  }

  private static boolean isMailer(String text) {
    Matcher server = SERVER.matcher(text);
    if (server.matches()) {
      return server.group(1) == null || isPort(Integer.parseInt(server.group(1)));
    }
    return text.equals("sendmail") || text.startsWith("/");
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= MAX_PORT;
  }
}
