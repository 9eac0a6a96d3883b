package io.github.macnightly.distribution;

/**
 * What a user wants otherwise than the product proposes.
 *
 * @param choice id of the choice
 * @param attribute what is changed
 * @param on the new value; without meaning for a location and for {@link Attribute#TOGGLE}
 * @param location the new location, "" for all other attributes
 */
public record ChoiceChange(String choice, Attribute attribute, boolean on, String location) {

  /** What can be changed. */
  public enum Attribute {
    /** Whether its packages are installed. */
    SELECTED,
    /** Whether a user could change it in a window. */
    ENABLED,
    /** Whether it is shown in a window. */
    VISIBLE,
    /** Where its packages go. */
    CUSTOM_LOCATION,
    /** The old form of a choices file: what the product proposes is turned round. */
    TOGGLE
  }

  /** Returns the change that selects a choice or not. */
  public static ChoiceChange select(String choice, boolean on) {
    return new ChoiceChange(choice, Attribute.SELECTED, on, "");
  }
}
