package io.github.macnightly.scripts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Puts the keys of the scripts together, the later over the earlier. */
final class Merge {

  private final List<ScriptReport> scripts = new ArrayList<>();
  private final Map<String, ScriptValue> values = new LinkedHashMap<>();
  private final List<Conflict> conflicts = new ArrayList<>();

  void add(ScriptReport script) {
    scripts.add(script);
    script.keys().forEach((key, value) -> put(key, new ScriptValue(value, script.name())));
  }

  private void put(String key, ScriptValue later) {
    ScriptValue earlier = values.put(key, later);
    if (earlier != null) {
      boolean same = Objects.deepEquals(earlier.value(), later.value());
      conflicts.add(new Conflict(key, earlier.script(), later.script(), same));
    }
  }

  ScriptAnswers answers(List<String> problems) {
    return new ScriptAnswers(scripts, values, conflicts, problems);
  }
}
