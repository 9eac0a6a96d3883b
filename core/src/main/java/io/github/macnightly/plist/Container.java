package io.github.macnightly.plist;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dictionary or an array that is still being filled. */
final class Container {

  private final Map<String, Object> map;
  private final List<Object> list;
  private String key;

  private Container(Map<String, Object> map, List<Object> list) {
    this.map = map;
    this.list = list;
  }

  static Container dictionary() {
    return new Container(new LinkedHashMap<>(), null);
  }

  static Container array() {
    return new Container(null, new ArrayList<>());
  }

  /** Returns what readers see; it shows what is added later. */
  Object view() {
    return map == null ? Collections.unmodifiableList(list) : Collections.unmodifiableMap(map);
  }

  boolean acceptKey(String name) {
    boolean fits = map != null && key == null;
    key = name;
    return fits;
  }

  /** Adds a value; a key that occurs again replaces, as in Apple's reader. */
  boolean add(Object value) {
    if (map == null) {
      return list.add(value);
    }
    if (key == null) {
      return false;
    }
    map.put(key, value);
    key = null;
    return true;
  }

  boolean complete() {
    return key == null;
  }
}
