package io.github.macnightly.distribution;

import java.util.Locale;

/** What a choice may be or not be. */
enum Aspect {
  SELECTED,
  ENABLED,
  VISIBLE;

  /** Returns the attribute that holds while a user chooses, which is also the name in scripts. */
  String attribute() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the attribute that holds at the start. */
  String start() {
    return "start_" + attribute();
  }
}
