package io.github.macnightly.cli;

import io.github.macnightly.config.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the pages of update and pkgupdate say beyond their {@code --help}. */
final class ManSections {

  /** The commands whose pages have these sections. */
  static final List<String> COMMANDS = List.of("update", "pkgupdate");

  private ManSections() {}

  static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "/etc/localconfig.yml, /etc/localconfig",
        "The configuration; the first that is there. All paths are below the root.");
    files.put("/etc/pkglist.sqlite3", "What is installed, and the history.");
    files.put("/common/manager/update.pkglist", "The package list, unless PKGLIST names another.");
    files.put(
        "/common/manager/update.prescript, update.postscript",
        "Run by update before the trees and after the packages.");
    files.put(
        "/common/manager/TYPE-install",
        "The site's own installer of a type: app, pkg, mpkg or dmg.");
    files.put(
        "/etc/CACHE_CONFIG.include, .exclude, /local/etc/CACHE_LOCAL.include, .exclude",
        "Filters of rsync for the trees config and local.");
    files.put("/etc/oldconfigs", "What the step config replaced, in a folder for each run.");
    files.put("/var/db/macnightly", "Receipts, downloads and installations under way.");
    files.put("/var/log/macnightly.log", "The log of update, unless LOGFILE names another.");
    files.put("/var/run/macnightly-update.lock", "The lock, unless LOCKFILE names another.");
    return files;
  }

  static Map<String, String> configuration() {
    Map<String, String> keys = new LinkedHashMap<>();
    Stream.of(Key.values()).forEach(key -> keys.put(key.name(), key.purpose()));
    return keys;
  }

  static Map<String, String> examples(String command) {
    Map<String, String> examples = new LinkedHashMap<>();
    if (command.equals("update")) {
      examples.put("0 1 * * * /opt/macnightly/bin/update --quiet", "Each night, from cron.");
      examples.put("update now --dry-run", "What would be done, and why.");
      examples.put("update now --only pkgupdate,postscript", "Two steps alone, at once.");
    } else {
      examples.put("pkgupdate --dry-run", "What would be done with each item, and why.");
      examples.put("pkgupdate --root /srv/lab-image list", "A list for another tree.");
      examples.put("echo \"remove OracleCalendar\" | pkgupdate -", "One task, from a pipe.");
      examples.put("pkgupdate --list-installed", "What is installed here.");
    }
    return examples;
  }
}
