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
 * @param trust what is asked of the signatures of packages
 * @param wishes what is wanted of products that offer choices
 * @param allowDowngrade whether an older bundle of a package replaces a newer one on the disk
 * @param keepFailed whether a payload stays in place although a script that ran after it failed
 */
public record InstallOptions(
    Engine engine,
    boolean runScripts,
    boolean force,
    Duration deadline,
    Passphrases passphrases,
    Trust trust,
    Wishes wishes,
    boolean allowDowngrade,
    boolean keepFailed) {

  /** Makes options for images that are not encrypted, without further wishes. */
  public InstallOptions(Engine engine, boolean runScripts, boolean force, Duration deadline) {
    this(
        engine,
        runScripts,
        force,
        deadline,
        Passphrases.none(),
        Trust.ANY,
        Wishes.NONE,
        false,
        false);
  }

  /** Returns the same options with a way to passphrases. */
  public InstallOptions unlockedBy(Passphrases way) {
    return new InstallOptions(
        engine, runScripts, force, deadline, way, trust, wishes, allowDowngrade, keepFailed);
  }

  /** Returns the same options with demands on signatures. */
  public InstallOptions trusting(Trust demands) {
    return new InstallOptions(
        engine,
        runScripts,
        force,
        deadline,
        passphrases,
        demands,
        wishes,
        allowDowngrade,
        keepFailed);
  }

  /** Returns the same options with wishes for products that offer choices. */
  public InstallOptions wishing(Wishes other) {
    return new InstallOptions(
        engine, runScripts, force, deadline, passphrases, trust, other, allowDowngrade, keepFailed);
  }

  /** Returns the same options, with newer bundles replaced by older ones when that is allowed. */
  public InstallOptions downgrading(boolean allowed) {
    return new InstallOptions(
        engine, runScripts, force, deadline, passphrases, trust, wishes, allowed, keepFailed);
  }

  /** Returns the same options, with payloads kept after a failed script when that is wanted. */
  public InstallOptions keepingFailed(boolean kept) {
    return new InstallOptions(
        engine, runScripts, force, deadline, passphrases, trust, wishes, allowDowngrade, kept);
  }

  /** Returns what applies when nothing else is asked for. */
  public static InstallOptions defaults() {
    return new InstallOptions(Engine.AUTOMATIC, false, false, Duration.ofHours(1));
  }
}
