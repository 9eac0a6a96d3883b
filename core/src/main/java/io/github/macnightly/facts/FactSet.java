package io.github.macnightly.facts;

import io.github.macnightly.predicate.FactType;
import io.github.macnightly.predicate.Facts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of a machine, in layers: what we find out, what condition scripts say, what a
 * file says. Of two layers of a kind the later one wins; a file wins over every script. A fact is
 * found out when it is first asked for. What follows from other facts follows from the upper
 * layers: a file that sets {@code os_vers} to 26.1 makes {@code os_vers_major} 26. Only {@code
 * shard} follows from the machine itself, unless a file gives the serial number of another one.
 *
 * <p>A set never changes; the methods {@code with} return another one that shares what was found
 * out already. Safe for many threads.
 */
public final class FactSet implements Facts {

  private final Machine machine;
  private final FactRules rules;
  private final List<FactLayer> layers;
  private final List<String> catalogs;

  private FactSet(Machine machine, FactRules rules, List<FactLayer> layers, List<String> catalogs) {
    this.machine = machine;
    this.rules = rules;
    this.layers = layers;
    this.catalogs = catalogs;
  }

  /** Returns what the machine tells by itself. */
  public static FactSet of(Machine machine, FactRules rules) {
    return new FactSet(machine, rules, List.of(), null);
  }

  /** Returns the kinds of the facts that there are on every machine, in their order. */
  public static Map<String, FactType> builtInTypes() {
    return BuiltIn.types();
  }

  /** Returns a set with one more layer. */
  public FactSet with(FactLayer layer) {
    List<FactLayer> more = new ArrayList<>(layers);
    more.add(layer);
    return new FactSet(machine, rules, List.copyOf(more), catalogs);
  }

  /**
   * Returns a set for conditions of a manifest.
   *
   * @param current the catalogs of the manifest that is being processed; they win over every layer
   */
  public FactSet withCatalogs(List<String> current) {
    return new FactSet(machine, rules, layers, List.copyOf(current));
  }

  @Override
  public Object get(String key) {
    if (catalogs != null && key.equals(BuiltIn.CATALOGS.key())) {
      return catalogs;
    }
    Optional<FactLayer> layer = layer(key);
    if (layer.isPresent()) {
      Object value = layer.get().values().get(key);
      return key.equals(BuiltIn.DATE.key()) && value instanceof Instant date ? seen(date) : value;
    }
    return BuiltIn.of(key).map(this::own).orElse(null);
  }

  /** Finds the layer that a fact is taken from; none when it is ours. */
  private Optional<FactLayer> layer(String key) {
    return layer(key, FactLayer.Kind.FILE)
        .or(() -> scriptsCount(key) ? layer(key, FactLayer.Kind.SCRIPT) : Optional.empty());
  }

  private Optional<FactLayer> layer(String key, FactLayer.Kind kind) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      FactLayer layer = layers.get(i);
      if (layer.kind() == kind && layer.values().containsKey(key)) {
        return Optional.of(layer);
      }
    }
    return Optional.empty();
  }

  private boolean scriptsCount(String key) {
    return !rules.munkiOrder()
        || BuiltIn.of(key).filter(BuiltIn::comesAfterScriptsInMunki).isEmpty();
  }

  private Object own(BuiltIn fact) {
    return switch (fact) {
      case OS_VERS_MAJOR -> Derived.versionPart(base(BuiltIn.OS_VERS), 0);
      case OS_VERS_MINOR -> Derived.versionPart(base(BuiltIn.OS_VERS), 1);
      case OS_VERS_PATCH -> Derived.versionPart(base(BuiltIn.OS_VERS), 2);
      case OS_BUILD_LAST_COMPONENT -> Derived.lastComponent(base(BuiltIn.OS_BUILD_NUMBER));
      case X86_64_CAPABLE -> Derived.x86Capable(base(BuiltIn.ARCH));
      case DATE -> seen(machine.instant());
      case CATALOGS -> null;
      case HOUR -> (long) local().getHour();
      case WEEKDAY -> (long) local().getDayOfWeek().getValue();
      case SHARD -> shard();
      default -> machine.get(fact);
    };
  }

  /** A file with a serial number speaks of another machine; scripts and names change no shard. */
  private Long shard() {
    Object other =
        layer(BuiltIn.SERIAL_NUMBER.key(), FactLayer.Kind.FILE)
            .map(layer -> layer.values().get(BuiltIn.SERIAL_NUMBER.key()))
            .orElse(null);
    return Derived.shard(Derived.isSerial(other) ? other.toString() : machine.identity());
  }

  /**
   * Returns what a fact follows from; Munki splits what the machine says, not what a script says.
   */
  private Object base(BuiltIn fact) {
    if (!rules.munkiOrder()) {
      return get(fact.key());
    }
    return layer(fact.key(), FactLayer.Kind.FILE)
        .map(layer -> layer.values().get(fact.key()))
        .orElseGet(() -> machine.get(fact));
  }

  /**
   * Returns a date as conditions see it: moved, unless dates are honest, so that its digits in Z
   * are those of the wall clock here. All dates that are given are true instants, wherever they
   * come from; this is the one place where one is moved.
   */
  private Instant seen(Instant instant) {
    return rules.honestDates()
        ? instant
        : instant.atZone(machine.zone()).toLocalDateTime().toInstant(ZoneOffset.UTC);
  }

  /** Returns the true instant that the facts about time speak of, in either mode of dates. */
  public Instant instant() {
    Object date = layer("date").map(layer -> layer.values().get("date")).orElse(null);
    return date instanceof Instant given ? given : machine.instant();
  }

  private ZonedDateTime local() {
    return instant().atZone(machine.zone());
  }

  /** Returns the names of all facts: ours first, then those that only layers have. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(types().keySet());
  }

  /** Returns the kinds of all facts, without finding one out. */
  public Map<String, FactType> types() {
    Map<String, FactType> types = BuiltIn.types();
    for (FactLayer each : layers) {
      for (String key : each.values().keySet()) {
        layer(key).ifPresent(layer -> types.put(key, type(key, layer.values().get(key))));
      }
    }
    return types;
  }

  private static FactType type(String key, Object value) {
    Optional<BuiltIn> ours = BuiltIn.of(key).filter(fact -> Kinds.fits(fact.type(), value));
    return ours.map(BuiltIn::type).orElseGet(() -> Kinds.of(value));
  }

  /** Returns where a fact comes from, such as {@code built-in} or {@code script battery.sh}. */
  public Optional<String> origin(String key) {
    if (catalogs != null && key.equals(BuiltIn.CATALOGS.key())) {
      return Optional.of("manifest");
    }
    return layer(key).map(FactLayer::origin).or(() -> BuiltIn.of(key).map(fact -> "built-in"));
  }

  /**
   * Returns what has gone wrong with the facts that were asked for, and what layers give in another
   * kind than conditions expect.
   */
  public List<FactProblem> problems() {
    List<FactProblem> problems = new ArrayList<>(machine.problems());
    problems.addAll(misfits());
    return List.copyOf(problems);
  }

  /** Returns what layers give in another kind than conditions expect. */
  public List<FactProblem> misfits() {
    return layers.stream().flatMap(layer -> layer.problems().stream()).toList();
  }

  /** Returns all facts, their sources asked at the same time. */
  @Override
  public Map<String, Object> all() {
    return find(keys());
  }

  /**
   * Returns some facts, their sources asked at the same time.
   *
   * @param keys which, in the order of the result; one that there is not becomes null
   */
  public Map<String, Object> find(Set<String> keys) {
    start(keys);
    Map<String, Object> found = new LinkedHashMap<>();
    keys.forEach(key -> found.put(key, get(key)));
    return Collections.unmodifiableMap(found);
  }

  /**
   * Returns the facts as a report has them: all but {@code applications}, which would fill it, and
   * {@code date} as the true instant in either mode of dates.
   */
  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    for (String key : keys()) {
      report.put(key, null);
    }
    report.remove(BuiltIn.APPLICATIONS.key());
    start(report.keySet());
    report.replaceAll((key, none) -> reported(key));
    return Collections.unmodifiableMap(report);
  }

  /** Returns a fact as a report has it. */
  public Object reported(String key) {
    Object value = get(key);
    return key.equals(BuiltIn.DATE.key()) && value instanceof Instant ? instant() : value;
  }

  private void start(Set<String> keys) {
    Set<BuiltIn> wanted = EnumSet.noneOf(BuiltIn.class);
    for (String key : keys) {
      BuiltIn.of(key).filter(fact -> layer(key).isEmpty()).ifPresent(wanted::add);
    }
    machine.start(wanted);
  }
}
