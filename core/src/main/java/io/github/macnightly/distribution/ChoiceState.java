package io.github.macnightly.distribution;

/**
 * A choice as it stands on a target.
 *
 * @param choice what the file says about it
 * @param line where it is in the outline
 * @param visible whether a window would show it
 * @param selected whether its packages are installed
 * @param enabled whether a user could change it in a window
 * @param customLocation where its packages go, "" when the product decides
 */
public record ChoiceState(
    Choice choice,
    OutlineLine line,
    Setting visible,
    Setting selected,
    Setting enabled,
    String customLocation) {

  /**
   * A value and where it comes from.
   *
   * @param reason such as {@code by default}, {@code start_selected="false"} or {@code choices
   *     file}
   */
  public record Setting(boolean value, String reason) {}
}
