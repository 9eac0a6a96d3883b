package io.github.macnightly.facts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;

/** A dictionary or list that is being read. */
final class YamlFrame {

  private final Map<String, Object> map;
  private final List<Object> list = new ArrayList<>();
  private final Optional<Anchor> anchor;
  private String key;
  private boolean keyPending;
  private long count = 1;
  private int depth = 1;

  YamlFrame(boolean isMap, Optional<Anchor> anchor) {
    this.map = isMap ? new LinkedHashMap<>() : null;
    this.anchor = anchor;
  }

  Optional<Anchor> anchor() {
    return anchor;
  }

  boolean expectsKey() {
    return map != null && !keyPending;
  }

  /** Takes a key; false when it is there already. */
  boolean key(String name) {
    key = name;
    keyPending = true;
    return !map.containsKey(name);
  }

  /** Returns the key whose value comes next; empty in a list. */
  String lastKey() {
    return map == null || key == null ? "" : key;
  }

  void add(YamlValue value) {
    count += value.count();
    depth = Math.max(depth, value.depth() + 1);
    if (map == null) {
      list.add(value.value());
    } else {
      map.put(key, value.value());
      keyPending = false;
    }
  }

  /** Returns what was read. */
  YamlValue value() {
    Object whole =
        map == null ? Collections.unmodifiableList(list) : Collections.unmodifiableMap(map);
    return new YamlValue(whole, count, depth);
  }

  /** Returns where in it we are, as a part of a key path. */
  String step(boolean first) {
    return map == null ? "[" + list.size() + "]" : (first ? "" : ".") + lastKey();
  }
}
