package io.github.macnightly.scripts;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What one script did.
 *
 * @param name its file name
 * @param status what became of it
 * @param exitStatus its exit status, 128 + n when signal n ended it; empty when it did not run
 * @param started when it was looked at
 * @param duration how long it ran; zero when it did not
 * @param keys what it found out, in its own order, as property lists have values; empty when it is
 *     not {@link ScriptStatus#DONE}
 * @param complete whether all that it answered can be used; never when it is refused, failed or
 *     late
 * @param messages one line each: first why it was refused or failed, then what else is odd
 * @param unusable lines of its output that give no key, at most 1000, where lines are its answer
 * @param errors the end of its standard error, at most 4096 characters
 */
public record ScriptReport(
    String name,
    ScriptStatus status,
    OptionalInt exitStatus,
    Instant started,
    Duration duration,
    Map<String, Object> keys,
    boolean complete,
    List<String> messages,
    List<String> unusable,
    String errors) {

  /** Copies what could change. */
  public ScriptReport {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    messages = List.copyOf(messages);
    unusable = List.copyOf(unusable);
  }

  /** Returns whether it is done, or would have been run, and all that it answered can be used. */
  public boolean ok() {
    return complete && (status == ScriptStatus.DONE || status == ScriptStatus.WOULD_RUN);
  }
}
