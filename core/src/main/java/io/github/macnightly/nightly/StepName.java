package io.github.macnightly.nightly;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of a nightly run, in the order in which they run. */
public enum StepName {
  /** Makes /common/manager an exact copy of the master's. */
  MANAGER,
  /** Runs /common/manager/update.prescript. */
  PRESCRIPT,
  /** Lays the master's configuration files over the root. */
  CONFIG,
  /** Makes /common an exact copy of the master's. */
  COMMON,
  /** Adds the master's files to /local. */
  LOCAL,
  /** Runs Apple's software update. */
  SOFTWAREUPDATE,
  /** Installs what the package list asks for. */
  PKGUPDATE,
  /** Runs /common/manager/update.postscript, whatever happened before. */
  POSTSCRIPT;

  /** Returns the name that people use, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a step by its label, in any case. */
  public static Optional<StepName> find(String label) {
    return Stream.of(values()).filter(step -> step.label().equalsIgnoreCase(label)).findFirst();
  }
}
