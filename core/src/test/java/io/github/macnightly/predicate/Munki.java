package io.github.macnightly.predicate;

import java.util.Map;
import java.util.TreeMap;

/** The facts that Munki gives by itself, and their kinds. */
final class Munki {

  static final Map<String, FactType> FACTS = facts();

  private Munki() {}

  private static Map<String, FactType> facts() {
    Map<String, FactType> facts = new TreeMap<>();
    for (String key :
        ("hostname arch os_vers os_build_number machine_model machine_type munki_version"
                + " serial_number product_name ibridge_model_name board_id device_id")
            .split(" ")) {
      facts.put(key, FactType.TEXT);
    }
    for (String key : "os_vers_major os_vers_minor os_vers_patch shard".split(" ")) {
      facts.put(key, FactType.NUMBER);
    }
    for (String key : "ipv4_address ipv6_address catalogs".split(" ")) {
      facts.put(key, FactType.TEXTS);
    }
    facts.put("os_build_last_component", FactType.ANY);
    facts.put("applications", FactType.DICTIONARIES);
    facts.put("date", FactType.DATE);
    facts.put("x86_64_capable", FactType.BOOLEAN);
    return facts;
  }
}
