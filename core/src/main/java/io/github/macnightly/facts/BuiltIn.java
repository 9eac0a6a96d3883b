package io.github.macnightly.facts;

import io.github.macnightly.predicate.FactType;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The facts that we find out by ourselves: first Munki's, then those that its users ask for. */
enum BuiltIn {
  HOSTNAME(FactType.TEXT, "localhost"),
  ARCH(FactType.TEXT, ""),
  OS_VERS(FactType.TEXT, ""),
  OS_VERS_MAJOR(FactType.NUMBER, 0L),
  OS_VERS_MINOR(FactType.NUMBER, 0L),
  OS_VERS_PATCH(FactType.NUMBER, 0L),
  OS_BUILD_NUMBER(FactType.TEXT, ""),
  OS_BUILD_LAST_COMPONENT(FactType.NUMBER, 0L),
  MACHINE_MODEL(FactType.TEXT, "UNKNOWN"),
  MACHINE_TYPE(FactType.TEXT, "desktop"),
  MUNKI_VERSION(FactType.TEXT, "UNKNOWN"),
  IPV4_ADDRESS(FactType.TEXTS, List.of()),
  IPV6_ADDRESS(FactType.TEXTS, List.of()),
  SERIAL_NUMBER(FactType.TEXT, "UNKNOWN"),
  PRODUCT_NAME(FactType.TEXT, "UNKNOWN"),
  IBRIDGE_MODEL_NAME(FactType.TEXT, "NO IBRIDGE CHIP"),
  X86_64_CAPABLE(FactType.BOOLEAN, null),
  BOARD_ID(FactType.TEXT, "<none>"),
  DEVICE_ID(FactType.TEXT, "<none>"),
  APPLICATIONS(FactType.DICTIONARIES, List.of()),
  DATE(FactType.DATE, null),
  CATALOGS(FactType.TEXTS, null),
  PHYSICAL_OR_VIRTUAL(FactType.TEXT, "physical"),
  RAM_GB(FactType.NUMBER, null),
  DISK_FREE_GB(FactType.NUMBER, null),
  CONSOLE_USER(FactType.TEXT, ""),
  FILEVAULT(FactType.BOOLEAN, null),
  SIP(FactType.BOOLEAN, null),
  MDM(FactType.BOOLEAN, null),
  HOUR(FactType.NUMBER, 0L),
  WEEKDAY(FactType.NUMBER, 1L),
  SHARD(FactType.NUMBER, 0L);

  /** What Munki writes over the answers of condition scripts. */
  private static final Set<BuiltIn> AFTER_SCRIPTS =
      EnumSet.of(
          OS_VERS_MAJOR,
          OS_VERS_MINOR,
          OS_VERS_PATCH,
          OS_BUILD_LAST_COMPONENT,
          MACHINE_TYPE,
          APPLICATIONS,
          DATE);

  private static final Map<String, BuiltIn> BY_KEY = byKey();

  private final String key = name().toLowerCase(Locale.ROOT);
  private final FactType type;
  private final Object fallback;

  BuiltIn(FactType type, Object fallback) {
    this.type = type;
    this.fallback = fallback;
  }

  private static Map<String, BuiltIn> byKey() {
    Map<String, BuiltIn> all = new HashMap<>();
    for (BuiltIn fact : values()) {
      all.put(fact.key(), fact);
    }
    return Map.copyOf(all);
  }

  static Optional<BuiltIn> of(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  static Map<String, FactType> types() {
    Map<String, FactType> types = new LinkedHashMap<>();
    for (BuiltIn fact : values()) {
      types.put(fact.key(), fact.type);
    }
    return types;
  }

  String key() {
    return key;
  }

  FactType type() {
    return type;
  }

  /** Returns what it is when its source has failed; null when that is better left unknown. */
  Object fallback() {
    return fallback;
  }

  boolean comesAfterScriptsInMunki() {
    return AFTER_SCRIPTS.contains(this);
  }
}
