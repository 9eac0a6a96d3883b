package io.github.macnightly.distribution;

import java.util.List;

/**
 * One thing that a product requires of its target; exactly one of the last four tells.
 *
 * @param name the element, such as {@code volume-check}
 * @param script JavaScript that answers true or false, or ""
 * @param ranges OS versions of which one must fit
 * @param gigabytes memory that must be there, 0 when nothing is said
 * @param unsupported an element that nobody here can check, or ""
 */
record Requirement(
    String name, String script, List<OsRange> ranges, double gigabytes, String unsupported) {

  static Requirement script(String name, String script) {
    return new Requirement(name, script, List.of(), 0, "");
  }

  static Requirement systems(String name, List<OsRange> ranges) {
    return new Requirement(name, "", List.copyOf(ranges), 0, "");
  }

  static Requirement memory(String name, double gigabytes) {
    return new Requirement(name, "", List.of(), gigabytes, "");
  }

  static Requirement unsupported(String name, String element) {
    return new Requirement(name, "", List.of(), 0, element);
  }
}
