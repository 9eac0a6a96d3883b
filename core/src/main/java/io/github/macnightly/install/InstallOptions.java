package io.github.macnightly.install;

import java.time.Duration;

/**
 * How to install.
 *
 * @param engine what installs packages
 * @param runScripts whether package scripts run although the root is not {@code /}
 * @param force install what is installed in the same version already; remove what was changed since
 * @param deadline how long one script or one run of Apple's installer may take
 */
public record InstallOptions(Engine engine, boolean runScripts, boolean force, Duration deadline) {

  /** Returns what applies when nothing else is asked for. */
  public static InstallOptions defaults() {
    return new InstallOptions(Engine.AUTOMATIC, false, false, Duration.ofHours(1));
  }
}
