package io.github.macnightly.scripts;

import io.github.macnightly.text.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comment in which a script says how long it may take: {@code # macnightly-deadline: 300}. */
final class DeadlineComment {

  private static final int HEAD = 4096;
  private static final long MAX_SECONDS = Duration.ofDays(1).toSeconds();
  private static final Pattern COMMENT = Pattern.compile("macnightly-deadline:[ \t]*+([^\\s]*+)");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

  private DeadlineComment() {}

  /**
   * Looks for the comment.
   *
   * @return empty when there is none
   * @throws IOException when the script cannot be read, or it does not say 1 to 86400 seconds
   */
  static Optional<Duration> of(Path script) throws IOException {
    Matcher matcher = COMMENT.matcher(head(script));
    if (!matcher.find()) {
      return Optional.empty();
    }
    String text = matcher.group(1);
    long seconds = NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new IOException(
          "its macnightly-deadline is '"
              + Excerpt.of(text, 20)
              + "', wanted are 1 to "
              + MAX_SECONDS
              + " seconds");
    }
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static String head(Path script) throws IOException {
    try (InputStream in = Files.newInputStream(script)) {
      return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
    }
  }
}
