package io.github.macnightly.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The pause that a server asks for (RFC 9110, 10.2.3): seconds, or the time when it is back. */
final class RetryAfter {

  private RetryAfter() {}

  /**
   * Returns the pause, or null if none is asked for. A time is measured on the server's own clock.
   */
  static Duration read(HttpReply reply) {
    long seconds = reply.size("Retry-After");
    if (seconds >= 0) {
      return Duration.ofSeconds(seconds);
    }
    try {
      Duration pause = Duration.between(time(reply, "Date"), time(reply, "Retry-After"));
      return pause.isNegative() ? null : pause;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ZonedDateTime time(HttpReply reply, String header) {
    return ZonedDateTime.parse(reply.header(header), DateTimeFormatter.RFC_1123_DATE_TIME);
  }
}
