package io.github.macnightly.install;

import java.util.Map;
import java.util.TreeMap;

/**
 * The variables that a script sees, and no others: what Apple's installer sets. Where the target is
 * the running system, the user is whoever runs the installer, as with Apple. In another tree the
 * user is that tree's root: a script for it that writes into {@code $HOME} must not write into
 * ours.
 */
final class ScriptEnvironment {

  private static final String PATH = "/bin:/sbin:/usr/bin:/usr/sbin:/usr/libexec";

  private ScriptEnvironment() {}

  /**
   * Returns the variables that do not depend on the script.
   *
   * @param ours the variables of this process
   */
  static Map<String, String> of(ScriptRoot root, ScriptPlace place, Map<String, String> ours) {
    Map<String, String> all = new TreeMap<>();
    String temporary = root.told(place.folder());
    all.put("DSTVOLUME", root.volume());
    all.put("INSTALLER_TEMP", temporary);
    all.put("INSTALLER_SECURE_TEMP", temporary);
    all.put("SHARED_INSTALLER_TEMP", temporary);
    all.put("TMPDIR", temporary);
    all.put("INSTALLER_PAYLOAD_DIR", root.told(place.payload()));
    all.put("COMMAND_LINE_INSTALL", "1");
    all.put("PATH", PATH);
    boolean whole = root.volume().equals("/") && !root.changed();
    String home = root.told(root.root().root().resolve("var/root"));
    Map<String, String> user =
        Map.of("HOME", home, "USER", "root", "LOGNAME", "root", "SHELL", "/bin/sh");
    user.forEach((name, otherwise) -> all.put(name, whole ? ours.get(name) : otherwise));
    user.forEach((name, otherwise) -> all.putIfAbsent(name, otherwise));
    return all;
  }
}
