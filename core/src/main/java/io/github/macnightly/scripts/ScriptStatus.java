package io.github.macnightly.scripts;

import java.util.Locale;

/** What became of a script. Only the keys of one that is done are used. */
public enum ScriptStatus {
  /** Not run, because somebody else could have changed it or it is no program. */
  REFUSED,

  /** Could not be run, ended with another exit status than 0, or gave an unreadable answer. */
  FAILED,

  /** Ended at its deadline. */
  TIMED_OUT,

  /** Not run, because nothing was to be; it may run. */
  WOULD_RUN,

  /** Ran and answered. */
  DONE;

  /** Returns the name for people and for reports, such as {@code timed out}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
