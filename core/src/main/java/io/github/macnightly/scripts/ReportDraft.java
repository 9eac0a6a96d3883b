package io.github.macnightly.scripts;

import io.github.macnightly.process.ProcessResult;
import io.github.macnightly.text.Excerpt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** A report while its script is being dealt with. */
final class ReportDraft {

  private static final int EXCERPT = 4096;
  private static final int MAX_MESSAGES = 20;
  private static final int SHOWN = 60;

  private final String name;
  private final Instant started;
  private final Map<String, Object> keys = new LinkedHashMap<>();
  private final List<String> messages = new ArrayList<>();
  private ScriptStatus status = ScriptStatus.DONE;
  private OptionalInt exitStatus = OptionalInt.empty();
  private Duration duration = Duration.ZERO;
  private String errors = "";
  private boolean complete = true;
  private List<String> unusable = List.of();

  ReportDraft(String name, Instant started) {
    this.name = name;
    this.started = started;
  }

  void ran(ProcessResult result) {
    exitStatus = OptionalInt.of(result.exitCode());
    duration = result.duration();
    errors = Excerpt.end(result.errors(), EXCERPT);
  }

  void wouldRun() {
    status = ScriptStatus.WOULD_RUN;
  }

  /** Says what is odd; a script that has a thousand oddities is not worth a thousand lines. */
  void note(String message) {
    if (messages.size() < MAX_MESSAGES) {
      messages.add(message);
    }
  }

  /** Says what of the script's answer, or about it, cannot be used. */
  void fault(String message) {
    complete = false;
    note(message);
  }

  /** Takes the lines that give no key; a note has said so. */
  void unusable(List<String> lines) {
    complete &= lines.isEmpty();
    unusable = lines;
  }

  /** Says why the script gives no keys; that stands before what else is odd. */
  void fail(ScriptStatus how, String why) {
    status = how;
    complete = false;
    messages.add(0, why);
    keys.clear();
  }

  /** Takes keys of the answer file. */
  void file(Map<String, Object> found) {
    found.forEach(this::put);
  }

  /** Takes keys of the standard output, where the answer file does not have them. */
  void output(Map<String, Object> found) {
    found.forEach(
        (key, value) -> {
          if (!keys.containsKey(key)) {
            put(key, value);
          } else if (!Objects.deepEquals(keys.get(key), value)) {
            String shown = Excerpt.of(key, SHOWN);
            note("key " + shown + " has another value on its output: that of the file is used");
          }
        });
  }

  private void put(String key, Object value) {
    if (key.isBlank()) {
      fault("a key without a name is left out");
    } else {
      keys.put(key, value);
    }
  }

  ScriptReport report() {
    return new ScriptReport(
        name, status, exitStatus, started, duration, keys, complete, messages, unusable, errors);
  }
}
