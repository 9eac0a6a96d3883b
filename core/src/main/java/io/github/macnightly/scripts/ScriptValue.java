package io.github.macnightly.scripts;

/**
 * The value of a key and where it is from.
 *
 * @param value Map, List, String, Long, Double, Boolean, byte[] or Instant
 * @param script the name of the script that gave it
 */
public record ScriptValue(Object value, String script) {}
