package io.github.macnightly.install;

import io.github.macnightly.crypt.Passphrases;
import java.time.Duration;

/**
 * How to install.
 *
 * @param engine what installs packages
 * @param runScripts whether package scripts run although the root is not {@code /}
 * @param force install what is installed in the same version already; remove what was changed since
 * @param deadline how long one script or one run of Apple's installer may take
 * @param passphrases asked when a disk image is encrypted
 */
public record InstallOptions(
    Engine engine, boolean runScripts, boolean force, Duration deadline, Passphrases passphrases) {

  /** Makes options for images that are not encrypted. */
  public InstallOptions(Engine engine, boolean runScripts, boolean force, Duration deadline) {
    this(engine, runScripts, force, deadline, Passphrases.none());
  }

  /** Returns the same options with a way to passphrases. */
  public InstallOptions unlockedBy(Passphrases way) {
    return new InstallOptions(engine, runScripts, force, deadline, way);
  }

  /** Returns what applies when nothing else is asked for. */
  public static InstallOptions defaults() {
    return new InstallOptions(Engine.AUTOMATIC, false, false, Duration.ofHours(1));
  }
}
