package io.github.macnightly.scripts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all scripts together found out.
 *
 * @param scripts each script, in the order in which they ran
 * @param values the keys of all scripts that are done, in the order in which they were first given
 * @param conflicts keys that more than one script gave
 * @param problems one line each about what kept scripts from running or answering at all
 */
public record ScriptAnswers(
    List<ScriptReport> scripts,
    Map<String, ScriptValue> values,
    List<Conflict> conflicts,
    List<String> problems) {

  /** Copies what could change. */
  public ScriptAnswers {
    scripts = List.copyOf(scripts);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    conflicts = List.copyOf(conflicts);
    problems = List.copyOf(problems);
  }

  /** Returns whether every script is {@link ScriptReport#ok()}, and there was no problem. */
  public boolean ok() {
    return problems.isEmpty() && scripts.stream().allMatch(ScriptReport::ok);
  }
}
