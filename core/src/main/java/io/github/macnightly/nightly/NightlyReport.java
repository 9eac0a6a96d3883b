package io.github.macnightly.nightly;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a nightly run did.
 *
 * @param host the machine
 * @param started when the first step began
 * @param finished when the last one ended
 * @param steps the results, in order
 * @param interrupted whether it was told to stop
 * @param successor what the changed toolkit did that took over; null when none did
 */
public record NightlyReport(
    String host,
    Instant started,
    Instant finished,
    List<StepResult> steps,
    boolean interrupted,
    Successor successor) {

  /**
   * The changed toolkit that did the rest.
   *
   * @param status its exit status
   * @param output its standard output
   * @param errors its standard error
   */
  public record Successor(int status, String output, String errors) {}

  /** Tells whether a step failed, here or in the successor, or the run was interrupted. */
  public boolean failed() {
    return interrupted || failures() > 0 || successor != null && successor.status() != 0;
  }

  /** Counts the steps that failed here. */
  public long failures() {
    return steps.stream().filter(StepResult::failed).count();
  }

  /** Returns the report as text, for a log, a terminal or a mail. */
  public String text() {
    return ReportText.of(this);
  }

  /**
   * Returns the report as maps, lists, strings, numbers and booleans: started, finished, host,
   * failed, interrupted, steps (name, outcome, reason, seconds, output, packages) and, when there
   * was one, successor (status).
   */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("command", "update");
    map.put("host", host);
    map.put("started", ReportText.second(started));
    map.put("finished", ReportText.second(finished));
    map.put("failed", failed());
    map.put("interrupted", interrupted);
    map.put("steps", steps.stream().map(ReportMap::of).toList());
    if (successor != null) {
      map.put("successor", Map.of("status", (long) successor.status()));
    }
    return map;
  }
}
