package io.github.macnightly.distribution;

import io.github.macnightly.io.CorruptException;
import io.github.macnightly.io.LimitExceededException;
import io.github.macnightly.plist.PropertyLists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads choices files, the format of {@code installer -applyChoiceChangesXML}: an array of
 * dictionaries with {@code choiceIdentifier}, {@code choiceAttribute} and {@code attributeSetting},
 * or, before Mac OS X 10.6.6, of identifiers whose selection is turned round.
 */
public final class ChoiceChanges {

  private static final String FORMAT = "choices file";
  private static final int MAX_CHANGES = 10_000;

  private ChoiceChanges() {}

  /**
   * Reads a file.
   *
   * <p>A setting of -1 for {@code selected}, which is what templates hold for a choice that is
   * partly selected, changes nothing and is left out.
   *
   * @throws io.github.macnightly.io.FormatException when it is no such property list
   */
  public static List<ChoiceChange> read(byte[] bytes) throws IOException {
    Object root = PropertyLists.read(bytes, FORMAT);
    if (!(root instanceof List<?> list)) {
      throw corrupt("root is no array; wanted one of dictionaries with choiceIdentifier");
    }
    if (list.size() > MAX_CHANGES) {
      throw new LimitExceededException(FORMAT, -1, "number of changes", MAX_CHANGES);
    }
    List<ChoiceChange> changes = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      change(list.get(i), i).ifPresent(changes::add);
    }
    return List.copyOf(changes);
  }

  private static Optional<ChoiceChange> change(Object item, int index) throws CorruptException {
    if (item instanceof String id) {
      return Optional.of(new ChoiceChange(id, ChoiceChange.Attribute.TOGGLE, false, ""));
    }
    if (!(item instanceof Map<?, ?> map)
        || !(map.get("choiceIdentifier") instanceof String id)
        || !(map.get("choiceAttribute") instanceof String attribute)) {
      throw corrupt("entry " + index + " has no texts choiceIdentifier and choiceAttribute");
    }
    Object setting = map.get("attributeSetting");
    return switch (attribute) {
      case "selected" -> onOff(id, ChoiceChange.Attribute.SELECTED, setting);
      case "enabled" -> onOff(id, ChoiceChange.Attribute.ENABLED, setting);
      case "visible" -> onOff(id, ChoiceChange.Attribute.VISIBLE, setting);
      case "customLocation" -> Optional.of(location(id, setting));
      default ->
          throw corrupt(
              "choice '"
                  + id
                  + "' has the attribute '"
                  + attribute
                  + "', wanted selected, enabled, visible or customLocation");
    };
  }

  private static ChoiceChange location(String id, Object setting) throws CorruptException {
    if (!(setting instanceof String path) || path.isBlank()) {
      throw corrupt("choice '" + id + "' has no path as its customLocation");
    }
    return new ChoiceChange(id, ChoiceChange.Attribute.CUSTOM_LOCATION, true, path);
  }

  private static Optional<ChoiceChange> onOff(
      String id, ChoiceChange.Attribute attribute, Object setting) throws CorruptException {
    if (setting instanceof Long number && number == -1) {
      return Optional.empty();
    }
    Optional<Boolean> on =
        setting instanceof Boolean || setting instanceof Long || setting instanceof String
            ? Literal.of(String.valueOf(setting))
            : Optional.empty();
    if (on.isEmpty()) {
      String got = "choice '" + id + "' has the setting '" + setting + "', wanted 0 or 1";
      throw corrupt(got.length() > 200 ? got.substring(0, 200) : got);
    }
    return Optional.of(new ChoiceChange(id, attribute, on.get(), ""));
  }

  private static CorruptException corrupt(String detail) {
    return new CorruptException(FORMAT, -1, detail);
  }
}
