package io.github.macnightly.distribution;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The choices as they stand while they are worked out; scripts look at them meanwhile. */
final class Selections {

  private static final ChoiceState.Setting DEFAULT = new ChoiceState.Setting(true, "by default");

  private final Map<String, Map<Aspect, ChoiceState.Setting>> settings = new LinkedHashMap<>();
  private final Map<String, String> locations = new HashMap<>();

  /** Every choice of the file starts out selected, enabled and visible. */
  Selections(DistributionFile file) {
    for (Choice choice : file.choices().values()) {
      Map<Aspect, ChoiceState.Setting> all = new EnumMap<>(Aspect.class);
      for (Aspect aspect : Aspect.values()) {
        all.put(aspect, DEFAULT);
      }
      settings.put(choice.id(), all);
      locations.put(choice.id(), choice.customLocation());
    }
  }

  boolean has(String choice) {
    return settings.containsKey(choice);
  }

  ChoiceState.Setting get(String choice, Aspect aspect) {
    return settings.get(choice).get(aspect);
  }

  boolean is(String choice, Aspect aspect) {
    return get(choice, aspect).value();
  }

  void set(String choice, Aspect aspect, ChoiceState.Setting setting) {
    settings.get(choice).put(aspect, setting);
  }

  String location(String choice) {
    return locations.get(choice);
  }

  void locate(String choice, String location) {
    locations.put(choice, location);
  }
}
