package io.github.macnightly.config;

/** The keys of a configuration, with what each is for. */
public enum Key {
  /** Host name, or URL with scheme http, https, ftp or file. */
  UPDATEMASTER("host or URL that packages and trees come from"),
  /** Any word that can be part of a URL. */
  UPDATEVERSION("version of the master trees, a part of every address"),
  /** {@code yes} or {@code no}; default {@code no}. */
  CACHE_COMMON("yes: keep /common an exact copy of the master's"),
  /** {@code yes} or {@code no}; default {@code no}. */
  CACHE_COMMON_MANAGER("yes: keep /common/manager an exact copy, even without CACHE_COMMON"),
  /** {@code yes} or {@code no}; default {@code no}. */
  CACHE_LOCAL("yes: bring /local up to date, keeping what was added"),
  /** URL. */
  PKGURL("URL of the package repository, instead of the one made from UPDATEMASTER"),
  /** rsync source or directory. */
  SYNCURL("rsync source of the trees, instead of the one made from UPDATEMASTER"),
  /** Path below the root; default {@code /common/manager/update.pkglist}. */
  PKGLIST("package list that update uses"),
  /** Path below the root, or URL; a folder when it ends in a slash. */
  MANIFEST("manifest whose items update installs and removes before the package list"),
  /** Path below the root; default {@code /usr/local/munki/conditions}. */
  CONDITIONS("folder of condition scripts"),
  /** Duration; default {@code 4h}. */
  SPLAY("window of the wait before a nightly run, such as 4h or 30m"),
  /** {@code random} or {@code host}; default {@code random}. */
  SPLAY_MODE("random: another wait each night; host: always the same one on a host"),
  /** Addresses, separated by commas. */
  MAILTO("who gets a mail when something failed"),
  /** Address. */
  MAILFROM("sender of that mail"),
  /** {@code sendmail}, a path, or {@code smtp://HOST:PORT}. */
  MAILER("how mail is sent"),
  /** Path below the root; default {@code /var/run/macnightly-update.lock}. */
  LOCKFILE("lock that lets only one update run"),
  /** Path below the root; default {@code /var/db/macnightly/cache}. */
  CACHEDIR("where downloads are kept until they are installed"),
  /** Path below the root; default {@code /var/log/macnightly.log}. */
  LOGFILE("log of the nightly run"),
  /** Duration; default {@code 1h}. */
  STEP_DEADLINE("how long a script, an rsync or an Apple tool may run"),
  /** Whole number from 1 to 8; default 2. */
  DOWNLOADS("how many packages are downloaded at once"),
  /** {@code yes} or {@code no}; default {@code no}. */
  REQUIRE_SIGNATURE("yes: install only packages that somebody certified by Apple has signed"),
  /** {@code yes} or {@code no}; default {@code yes}. */
  KEEP_PREVIOUS("no: do not keep the version before of what is installed for --rollback"),
  /** {@code yes} or {@code no}; default {@code yes}. */
  SOFTWAREUPDATE("no: leave Apple's software update alone"),
  /** {@code yes} or {@code no}; default {@code yes}. */
  IMMUTABLE("no: do not make the common trees immutable between runs");

  private final String purpose;

  Key(String purpose) {
    this.purpose = purpose;
  }

  /** Returns what the key is for, in a few words. */
  public String purpose() {
    return purpose;
  }
}
