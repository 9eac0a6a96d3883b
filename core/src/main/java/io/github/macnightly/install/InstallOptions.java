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
 * @param keepPrevious whether what an installation replaced is kept for the way back
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
    boolean keepFailed,
    boolean keepPrevious) {

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
        false,
        true);
  }

  /** Returns the same options with a way to passphrases. */
  public InstallOptions unlockedBy(Passphrases way) {
    return with(way, trust, wishes);
  }

  /** Returns the same options with demands on signatures. */
  public InstallOptions trusting(Trust demands) {
    return with(passphrases, demands, wishes);
  }

  /** Returns the same options with wishes for products that offer choices. */
  public InstallOptions wishing(Wishes other) {
    return with(passphrases, trust, other);
  }

  private InstallOptions with(Passphrases way, Trust demands, Wishes other) {
    return new InstallOptions(
        engine,
        runScripts,
        force,
        deadline,
        way,
        demands,
        other,
        allowDowngrade,
        keepFailed,
        keepPrevious);
  }

  /** Returns the same options, with newer bundles replaced by older ones when that is allowed. */
  public InstallOptions downgrading(boolean allowed) {
    return with(allowed, keepFailed, keepPrevious);
  }

  /** Returns the same options, with payloads kept after a failed script when that is wanted. */
  public InstallOptions keepingFailed(boolean kept) {
    return with(allowDowngrade, kept, keepPrevious);
  }

  /** Returns the same options, without a way back when nothing is to be kept. */
  public InstallOptions keepingPrevious(boolean kept) {
    return with(allowDowngrade, keepFailed, kept);
  }

  private InstallOptions with(boolean downgrade, boolean failed, boolean previous) {
    return new InstallOptions(
        engine,
        runScripts,
        force,
        deadline,
        passphrases,
        trust,
        wishes,
        downgrade,
        failed,
        previous);
  }

  /** Returns what applies when nothing else is asked for. */
  public static InstallOptions defaults() {
    return new InstallOptions(Engine.AUTOMATIC, false, false, Duration.ofHours(1));
  }
}
